package org.headrace.train.summary;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.interop.Summary;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Summaries of a run, for TensorBoard: TensorFlow's {@code tf.summary}. Each is an op that gives a scalar of string, a
 * serialized {@link Summary}, and joins the collection {@code summaries}; {@link #mergeAll} makes one of all.
 *
 * <pre>{@code
 * tf.summary.scalar("loss", loss);
 * var merged = tf.summary.mergeAll();
 * try (var writer = new FileWriter(Path.of("logs"), tf.graph())) {
 *     writer.addSummary(session.run(merged), step);
 * }
 * }</pre>
 *
 * <p>The op is named {@code name}, made unique in its scope, and its tag is its full name. Characters that no op's name has
 * become underscores.
 */
public final class SummaryOps {
    /** TensorFlow's name for the collection of all summaries. */
    public static final String SUMMARIES = "summaries";

    private static final Logger LOG = LoggerFactory.getLogger(SummaryOps.class);
    private static final int MAX_OUTPUTS = 3;

    private final Ops tf;
    private final List<String> collections;
    private final @Nullable String family;

    /** For the ops' place. */
    public SummaryOps(Ops tf) {
        this(tf, List.of(SUMMARIES), null);
    }

    private SummaryOps(Ops tf, List<String> collections, @Nullable String family) {
        this.tf = tf;
        this.collections = collections;
        this.family = family;
    }

    /** The same, where new summaries join these collections instead: the argument {@code collections}. */
    public SummaryOps withCollections(String... names) {
        return new SummaryOps(tf, List.of(names), family);
    }

    /** The same, where the tags of new summaries begin with {@code name}, which groups them: the argument {@code family}. */
    public SummaryOps withFamily(String name) {
        return new SummaryOps(tf, collections, cleaned(name));
    }

    /**
     * A number: {@code tf.summary.scalar}.
     *
     * @param tensor a scalar of a real dtype
     * @see ScalarSummary
     */
    public Output scalar(String name, Output tensor) {
        Ops s = scope(name);
        return collected(finish(s, new ScalarSummary(), s.constant(tag(s), "tags"), tensor));
    }

    /**
     * How values are distributed: {@code tf.summary.histogram}.
     *
     * @param values of a real dtype, any shape; finite
     * @see HistogramSummary
     */
    public Output histogram(String name, Output values) {
        Ops s = scope(name);
        return collected(finish(s, new HistogramSummary(), s.constant(tag(s), "tag"), values));
    }

    /** Pictures, at most three of a batch: {@code tf.summary.image}. */
    public Output image(String name, Output tensor) {
        return image(name, tensor, MAX_OUTPUTS);
    }

    /**
     * Pictures, at most {@code maxOutputs} of a batch: {@code tf.summary.image}. Their tags are {@code name/image/0} and so on,
     * or {@code name/image} if there is to be one.
     *
     * @param tensor [batch, height, width, channels] of 1, 3 or 4 channels; uint8 or floating
     * @see ImageSummary
     */
    public Output image(String name, Output tensor, int maxOutputs) {
        Ops s = scope(name);
        return collected(finish(s, new ImageSummary(maxOutputs), s.constant(tag(s), "tag"), tensor));
    }

    /** Sounds, at most three of a batch: {@code tf.summary.audio}. */
    public Output audio(String name, Output tensor, double sampleRate) {
        return audio(name, tensor, sampleRate, MAX_OUTPUTS);
    }

    /**
     * Sounds, at most {@code maxOutputs} of a batch: {@code tf.summary.audio}.
     *
     * @param tensor [batch, frames] or [batch, frames, channels] of float32, from -1 to 1
     * @param sampleRate in hertz
     * @see AudioSummaryV2
     */
    public Output audio(String name, Output tensor, double sampleRate, int maxOutputs) {
        Ops s = scope(name);
        Output rate = s.constant(Tensor.of((float) sampleRate), "sample_rate");
        return collected(finish(s, new AudioSummaryV2(maxOutputs), s.constant(tag(s), "tag"), tensor, rate));
    }

    /**
     * Texts, which TensorBoard shows as Markdown: {@code tf.summary.text}.
     *
     * @param tensor of strings; a matrix becomes a table
     */
    public Output text(String name, Output tensor) {
        if (tensor.dtype() != DType.STRING) {
            throw new InvalidArgumentException(
                    tensor.op(), "Expected tensor " + tensor.name() + " to have dtype string, got " + tensor.dtype());
        }
        return tensorSummary(name, tensor, Summary.Metadata.of("text", "{}"));
    }

    /**
     * A tensor, for a plugin of TensorBoard: {@code tf.summary.tensor_summary}.
     *
     * @see TensorSummaryV2
     */
    public Output tensorSummary(String name, Output tensor, Summary.Metadata metadata) {
        Ops s = scope(name);
        Tensor serialized = Tensor.of(DType.STRING, metadata.toBytes());
        return collected(finish(
                s,
                new TensorSummaryV2(),
                s.constant(tag(s), "tag"),
                tensor,
                s.constant(serialized, "serialized_summary_metadata")));
    }

    /**
     * One summary of several, which joins no collection: {@code tf.summary.merge}. That no two of their values have the same
     * tag is checked when it runs.
     *
     * @see MergeSummary
     */
    public Output merge(List<Output> inputs) {
        if (inputs.isEmpty()) {
            throw new InvalidArgumentException("there are no summaries to merge");
        }
        return tf.scoped("Merge").add(new MergeSummary(), inputs.toArray(new Output[0]));
    }

    /** One summary of all in the collection {@code summaries}, or null if there are none: {@code tf.summary.merge_all}. */
    public @Nullable Output mergeAll() {
        return mergeAll(SUMMARIES);
    }

    /** The same of another collection. */
    public @Nullable Output mergeAll(String key) {
        List<Output> all = graph().collection(key, Output.class);
        return all.isEmpty() ? null : merge(all);
    }

    private Graph graph() {
        return tf.graph();
    }

    private Ops scope(String name) {
        String cleaned = cleaned(name);
        return tf.scope(family == null ? cleaned : family + "/" + cleaned);
    }

    private static String cleaned(String name) {
        String cleaned = name.replaceAll("[^-/\\w.]", "_").replaceAll("^/+", "");
        if (!cleaned.equals(name)) {
            LOG.info("Summary name {} is illegal; using {} instead.", name, cleaned);
        }
        return cleaned;
    }

    private Tensor tag(Ops scope) {
        String name = scope.scopeName().substring(0, scope.scopeName().length() - 1);
        return Tensor.of(family == null ? name : family + "/" + name);
    }

    private static Output finish(Ops scope, OpType type, Output... inputs) {
        return scope.withName(scope.scopeName()).add(type, inputs);
    }

    private Output collected(Output summary) {
        collections.forEach(key -> graph().addToCollection(key, summary));
        return summary;
    }
}
