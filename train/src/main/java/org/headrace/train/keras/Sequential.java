package org.headrace.train.keras;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Fetch;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.Checkpoints;
import org.headrace.ops.Ops;
import org.headrace.train.Optimizer;
import org.headrace.train.Saver;
import org.headrace.train.SaverOptions;
import org.headrace.train.TrainOps;
import org.jspecify.annotations.Nullable;

/**
 * A model of layers, one after the other: TensorFlow's {@code tf.keras.Sequential}.
 *
 * <pre>{@code
 * var model = tf.keras.sequential(
 *         new Dense(64).activation("relu").inputShape(784),
 *         new Dense(10).activation("softmax"));
 * model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
 * var history = model.fit(images, labels, new Fit().epochs(5).verbose(1, System.out));
 * var scores = model.evaluate(testImages, testLabels);
 * }</pre>
 *
 * <p>It builds an ordinary graph, which {@link #graph}, {@link #input} and {@link #output} give access to, and keeps its
 * variables in a session of its own, {@link #session}. For one thread at a time.
 */
public final class Sequential implements AutoCloseable {
    private final Ops tf;
    private final String name;
    private final List<Layer<?>> layers = new ArrayList<>();
    /** Variables that have their first values. */
    private final Set<Output> initialized = new LinkedHashSet<>();

    private @Nullable InputLayer inputLayer;
    private @Nullable Output input;
    private @Nullable Output output;
    private @Nullable Compiled compiled;
    private @Nullable Objective objective;
    private @Nullable Session session;
    private @Nullable Saver saver;
    private boolean stopped;

    Sequential(Ops tf, String name) {
        this.tf = tf;
        this.name = name;
    }

    /** Puts a layer at the end. */
    public Sequential add(Layer<?> layer) {
        if (objective != null) {
            throw new FailedPreconditionException(
                    "The model " + name + " is compiled and built already: add layers before that");
        }
        if (layer instanceof InputLayer first) {
            if (!layers.isEmpty() || inputLayer != null) {
                throw new InvalidArgumentException("An InputLayer can only come first, before " + layers);
            }
            inputLayer = first;
            input = placeholder("input_1", first, first.exampleShape());
            output = first.apply(tf, input, false);
            return this;
        }
        layer.place(tf);
        layers.add(layer);
        if (input == null && layers.size() == 1 && layer.exampleShape() != null) {
            input = placeholder(layer.name() + "_input", layer, layer.exampleShape());
            output = input;
        }
        if (output != null) {
            output = layer.apply(tf, output, false);
        }
        return this;
    }

    private Output placeholder(String placeholderName, Layer<?> first, @Nullable Shape example) {
        Shape shape =
                example == null ? Shape.unknown() : Shape.of(Shape.UNKNOWN).concat(example);
        return tf.placeholder(first.inputDtype(), shape, placeholderName);
    }

    /** Makes the variables and ops for examples of this shape, without the batch, if the first layer did not say it. */
    public Sequential build(long... exampleShape) {
        if (layers.isEmpty()) {
            throw new FailedPreconditionException("The model " + name + " has no layers: add some first");
        }
        if (input != null) {
            return this;
        }
        Layer<?> first = layers.get(0);
        input = placeholder(first.name() + "_input", first, Shape.of(exampleShape));
        Output x = input;
        for (Layer<?> layer : layers) {
            x = layer.apply(tf, x, false);
        }
        output = x;
        return this;
    }

    /** Sets what the model is trained with: an optimizer, a loss and metrics by their names in Keras. */
    public Sequential compile(String optimizer, String loss, String... metrics) {
        return compile(new Compiled(Compiled.optimizer(optimizer), Loss.of(loss), metrics(metrics)));
    }

    /** The same with an optimizer: {@code tf.train.adam(0.01)}. */
    public Sequential compile(Optimizer optimizer, String loss, String... metrics) {
        return compile(optimizer, Loss.of(loss), metrics(metrics));
    }

    /** The same with an optimizer, a loss and metrics, one's own or {@code Loss.of(name)} and {@code Metric.of(name)}. */
    public Sequential compile(Optimizer optimizer, Loss loss, List<Metric> metrics) {
        return compile(new Compiled(place -> new Compiled.Made(optimizer, null), loss, List.copyOf(metrics)));
    }

    private Sequential compile(Compiled with) {
        compiled = with;
        objective = null;
        if (input != null) {
            objective();
        }
        return this;
    }

    private static List<Metric> metrics(String... names) {
        return Arrays.stream(names).map(Metric::of).toList();
    }

    private Objective objective() {
        if (compiled == null) {
            throw new FailedPreconditionException("You must compile a model before training/testing."
                    + " Use model.compile(optimizer, loss): compile(\"adam\", \"mse\")");
        }
        if (objective == null) {
            objective = new Objective(tf, layers, output(), compiled);
        }
        return objective;
    }

    /** Trains for one epoch of batches of 32. */
    public History fit(Object x, Object y) {
        return fit(x, y, new Fit());
    }

    /**
     * Trains.
     *
     * @param x the examples, any Java value that can be fed; its first dimension counts them
     * @param y what the model should give for them
     */
    public History fit(Object x, Object y, Fit how) {
        Examples examples = examples(x, y);
        int count = examples.size();
        int split = count;
        Examples validation = examples;
        int[] validationRows = {};
        if (how.validationX != null && how.validationY != null) {
            validation = examples(how.validationX, how.validationY);
            validationRows = IntStream.range(0, validation.size()).toArray();
        } else if (how.validationSplit > 0) {
            split = (int) (count * (1 - how.validationSplit));
            validationRows = IntStream.range(split, count).toArray();
        }
        if (split == 0) {
            throw new InvalidArgumentException("There is nothing to train with: x has shape "
                    + examples.x().shape() + ", and validation_split " + how.validationSplit + " leaves 0 examples");
        }
        int[] rows = IntStream.range(0, split).toArray();
        stopped = false;
        Training training = new Training(this, how, new Training.Data(examples, rows));
        return training.run(validationRows.length == 0 ? null : new Training.Data(validation, validationRows));
    }

    /** The loss and metrics for these examples. */
    public Logs evaluate(Object x, Object y) {
        return evaluate(x, y, Fit.BATCH_SIZE);
    }

    /** The same by batches of this size. */
    public Logs evaluate(Object x, Object y, int batchSize) {
        Examples examples = examples(x, y);
        Fit.atLeast(1, "batch_size", batchSize);
        Training.Data data =
                new Training.Data(examples, IntStream.range(0, examples.size()).toArray());
        Means means = new Means(names(), 0);
        Logs logs = new Logs();
        Training.evaluate(testBatches(examples), data.rows(), batchSize, means);
        means.putInto(logs);
        return logs;
    }

    /** What the model gives for these examples. */
    public Tensor predict(Object x) {
        return predict(x, Fit.BATCH_SIZE);
    }

    /** The same by batches of this size. */
    public Tensor predict(Object x, int batchSize) {
        Fit.atLeast(1, "batch_size", batchSize);
        Examples examples = new Examples(input(x), null);
        Batches batches = new Batches(session(), List.of(output()), List.of(input()), examples);
        int count = examples.size();
        int[] rows = IntStream.range(0, count).toArray();
        Tensor result = null;
        for (int from = 0; from < count; from += batchSize) {
            int size = Math.min(batchSize, count - from);
            Tensor part = batches.run(rows, from, size).get(0);
            result = result == null ? Tensor.zeros(part.dtype(), part.shape().withDim(0, count)) : result;
            copy(part, result, from);
        }
        return result == null ? Tensor.zeros(output().dtype(), output().shape().withDim(0, 0)) : result;
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // both are of one dtype
    private static void copy(Tensor part, Tensor whole, int row) {
        int length = part.size() * part.dtype().width();
        int width = whole.size()
                / Math.toIntExact(whole.shape().dim(0))
                * whole.dtype().width();
        System.arraycopy(part.array(), 0, whole.array(), row * width, length);
    }

    private Tensor input(Object x) {
        if (input == null) {
            if (layers.isEmpty()) {
                build();
            }
            Tensor tensor = Tensor.of(layers.get(0).inputDtype(), x);
            if (tensor.shape().isScalar()) {
                throw new InvalidArgumentException("x is one number: its first dimension should count examples");
            }
            build(
                    tensor.shape().rank() == 1
                            ? new long[] {1}
                            : tensor.shape().slice(1, tensor.shape().rank()).dims());
        }
        return Examples.fitting("input", input(), x, " Its first dimension counts the examples");
    }

    private Examples examples(Object x, Object y) {
        if (compiled == null) {
            objective(); // says what is missing
        }
        Tensor xs = input(x);
        Output target = objective().target;
        String remedy = target.dtype().isFloating()
                ? " For the numbers of classes, compile with the loss sparse_categorical_crossentropy"
                : " For one-hot rows, compile with the loss categorical_crossentropy";
        return new Examples(xs, Examples.fitting("target", target, y, remedy));
    }

    /** {@code loss} and the metrics' names. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of("loss"));
        if (compiled != null) {
            compiled.metrics().forEach(metric -> names.add(metric.name()));
        }
        return names;
    }

    Batches trainBatches(Examples examples) {
        return new Batches(session(), objective().step, List.of(input(), objective().target), examples);
    }

    Batches testBatches(Examples examples) {
        return new Batches(session(), objective().test.all(), List.of(input(), objective().target), examples);
    }

    /** Where the loss is among the fetches of {@link #trainBatches}. */
    int lossAt() {
        return objective().lossAt;
    }

    boolean stopped() {
        return stopped;
    }

    /** Ends the training after this epoch. For callbacks. */
    public void stopTraining() {
        stopped = true;
    }

    /** The table of layers, output shapes and numbers of parameters that Keras prints. */
    public String summary() {
        if (output == null) {
            throw new FailedPreconditionException("This model has not yet been built. Build the model first by calling"
                    + " build(...) or fit with some data, or specify inputShape in the first layer");
        }
        return Summary.of(name, layers);
    }

    /** The model's name. */
    public String name() {
        return name;
    }

    /** The layers, without an {@link InputLayer}. */
    public List<Layer<?>> layers() {
        return List.copyOf(layers);
    }

    /** The layer of this name. */
    public Layer<?> getLayer(String layerName) {
        List<String> names = layers.stream().map(Layer::name).toList();
        if (!names.contains(layerName)) {
            throw new InvalidArgumentException("No such layer: " + layerName + ". " + Known.suggest(layerName, names));
        }
        return layers.get(names.indexOf(layerName));
    }

    /** The layer of this number, from 0. */
    public Layer<?> getLayer(int index) {
        if (index < 0 || index >= layers.size()) {
            throw new InvalidArgumentException("Was asked to retrieve layer at index " + index + " but model only has "
                    + layers.size() + " layers.");
        }
        return layers.get(index);
    }

    /** The variables of all layers, in their order. */
    public List<Output> weights() {
        return layers.stream().flatMap(layer -> layer.weights().stream()).toList();
    }

    /** The values of {@link #weights}, copied. */
    public List<Tensor> getWeights() {
        List<Output> weights = weights();
        output();
        var values = session().run(weights);
        return weights.stream().map(values::get).toList();
    }

    /** Gives {@link #weights} these values, tensors or other Java values. */
    public void setWeights(List<?> values) {
        output();
        List<Output> weights = weights();
        if (values.size() != weights.size()) {
            throw new InvalidArgumentException("The model " + name + " expects " + weights.size()
                    + " weights, but was given " + values.size() + ": " + weights);
        }
        for (int i = 0; i < weights.size(); i++) {
            set(weights.get(i), values.get(i));
        }
    }

    /** Saves {@link #weights} as a checkpoint of TensorFlow's; its directory must be there. */
    public void saveWeights(Path path) {
        saver().save(session(), path, null, Checkpoints.STATE_FILE, false);
    }

    /** Gives {@link #weights} the values of a checkpoint, all or, if anything does not fit, none. */
    public void loadWeights(Path path) {
        saver().restore(session(), path);
    }

    private Saver saver() {
        output();
        Saver mine = saver;
        if (mine == null) {
            mine = new TrainOps(tf).saver(weights(), SaverOptions.defaults().withMaxToKeep(0));
        }
        saver = mine;
        return mine;
    }

    private void set(Output variable, Object value) {
        Op assign = tf.initializer(variable);
        session().feed(assign.input(1), value).run(assign);
    }

    /** The learning rate of an optimizer that was given by its name. */
    public double learningRate() {
        return session().run(rate()).toDouble();
    }

    /** Sets the learning rate of an optimizer that was given by its name. */
    public void setLearningRate(double rate) {
        set(rate(), (float) rate);
    }

    private Output rate() {
        Output rate = objective().optimizer.learningRate();
        if (rate == null) {
            throw new FailedPreconditionException(
                    "The learning rate of an optimizer object is its own: compile with a name,"
                            + " compile(\"adam\", ...), or give the optimizer a learning rate that the graph computes");
        }
        return rate;
    }

    /** The graph. */
    public Graph graph() {
        return tf.graph();
    }

    /** The placeholder of the examples, {@code [batch, ...]}. */
    public Output input() {
        return built(input);
    }

    /** What the model gives, as it does when it is not trained. */
    public Output output() {
        return built(output);
    }

    private Output built(@Nullable Output part) {
        if (part == null || layers.isEmpty()) {
            throw new FailedPreconditionException("The model " + name + " has not been built: give its first layer an"
                    + " inputShape, call build(...), or fit it with some data");
        }
        return part;
    }

    /** The session that holds the variables; all have values when this returns. */
    public Session session() {
        Session mine = session == null ? new Session(tf.graph()) : session;
        session = mine;
        List<Output> variables = new ArrayList<>(weights());
        if (objective != null) {
            variables.addAll(objective.optimizer.variables());
        }
        List<Fetch> initializers = new ArrayList<>();
        for (Output variable : variables) {
            if (initialized.add(variable)) {
                initializers.add(tf.initializer(variable));
            }
        }
        if (!initializers.isEmpty()) {
            mine.run(initializers);
        }
        return mine;
    }

    /** Ends the session. */
    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
