package org.headrace.train.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.Summary;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);
    private final SummaryOps summary = new SummaryOps(tf);

    private List<Summary.Value> run(Output output) {
        try (Session session = new Session(graph)) {
            return Summary.parse(session.run(output).strings()[0]).values();
        }
    }

    /** The message by its field numbers: value 1 { tag 1, simple_value 2 }. */
    @Test
    void aScalarIsATagAndANumber() {
        Output loss = summary.scalar("loss", tf.constant(0.5f));
        assertThat(loss.name()).isEqualTo("loss:0");
        assertThat(graph.op("loss/tags").type().name()).isEqualTo("Const");
        try (Session session = new Session(graph)) {
            assertThat(HexFormat.of().formatHex(session.run(loss).strings()[0]))
                    .isEqualTo("0a0b" + "0a046c6f7373" + "150000003f");
        }
        assertThat(run(summary.scalar("steps", tf.constant(7))).get(0).content())
                .isEqualTo(new Summary.Scalar(7));
    }

    /** The message by its field numbers: value 1 { node_name 7, tensor 8 { dtype 1, tensor_shape 2, tensor_content 4 } }. */
    @Test
    void aTensorSummaryFromBeforeTagsHasTheOpsName() {
        Output old = tf.withName("old").add(new TensorSummary("told", List.of("a"), "shown"), tf.constant(0.5f));
        assertThat(old.op().type().attributes(old.op()))
                .isEqualTo(Map.of(
                        "T", DType.FLOAT32, "description", "told", "labels", List.of("a"), "display_name", "shown"));
        try (Session session = new Session(graph)) {
            assertThat(HexFormat.of().formatHex(session.run(old).strings()[0]))
                    .isEqualTo("0a11" + "3a036f6c64" + "420a" + "08011200" + "22040000003f");
        }
        assertThat(run(old).get(0))
                .isEqualTo(new Summary.Value(
                        "", new Summary.TensorContent(Tensor.of(0.5f)), Summary.Metadata.NONE, "old"));
    }

    /** TensorFlow's rules: the tag is the op's full name, the family comes first, bad characters become underscores. */
    @Test
    void tagsAreNames() {
        tf.constant(1f, "x");
        assertThat(run(summary.scalar("x", tf.constant(1f))).get(0).tag()).isEqualTo("x_1");
        assertThat(run(summary.scalar("/a b", tf.constant(1f))).get(0).tag()).isEqualTo("a_b");
        SummaryOps inside = new SummaryOps(tf.scope("train"));
        assertThat(run(inside.scalar("loss", tf.constant(1f))).get(0).tag()).isEqualTo("train/loss");
        assertThat(run(inside.withFamily("f").scalar("loss", tf.constant(1f)))
                        .get(0)
                        .tag())
                .isEqualTo("f/train/f/loss");
    }

    /** The sample that TensorFlow's histogram op answers for these values. */
    @Test
    void bucketsAreTensorFlows() {
        var value = run(summary.histogram("h", tf.constant(new float[] {1, 2, 2.5f, -3})))
                .get(0);
        var histogram = (Summary.Histogram) value.content();
        assertThat(histogram.counts()).containsExactly(0., 1., 0., 1., 0., 1., 0., 1., 0.);
        assertThat(histogram.limits().get(1)).isCloseTo(-2.8787, within(1e-4));
        assertThat(histogram.limits().get(7)).isCloseTo(2.61701, within(1e-5));
        assertThat(histogram.limits().get(8)).isEqualTo(Double.MAX_VALUE);
        assertThat(List.of(histogram.min(), histogram.max(), histogram.num(), histogram.sum(), histogram.sumSquares()))
                .containsExactly(-3., 2.5, 4., 2.5, 20.25);
        Output bad = summary.histogram("bad", tf.constant(new float[] {1, Float.NaN}));
        assertThatThrownBy(() -> run(bad))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Nan in summary histogram for: bad");
    }

    @Test
    void imagesAreScaledByTheirLargestAndRedWhereNotFinite() throws IOException {
        Output image = summary.image(
                "i", tf.constant(new float[][][][] {{{{0, 1, 2}, {Float.NaN, 0, 0}}}, {{{-1, 0, 0.5f}, {1, 1, 1}}}}));
        List<Summary.Value> values = run(image);
        assertThat(values).extracting(Summary.Value::tag).containsExactly("i/image/0", "i/image/1");
        BufferedImage first = decoded(values.get(0));
        assertThat(first.getRGB(0, 0)).isEqualTo(0xff007fff);
        assertThat(first.getRGB(1, 0)).isEqualTo(0xffff0000);
        // -1 * 127 + 128, 128, 0.5 * 127 + 128; 255
        assertThat(decoded(values.get(1)).getRGB(0, 0)).isEqualTo(0xff0180bf);
        assertThat(decoded(values.get(1)).getRGB(1, 0)).isEqualTo(0xffffffff);
        Output gray = summary.image("g", tf.constant(DType.UINT8, new int[][][][] {{{{7}, {200}}}}), 1);
        assertThat(run(gray)).extracting(Summary.Value::tag).containsExactly("g/image");
        assertThat(decoded(run(gray).get(0)).getRaster().getSample(1, 0, 0)).isEqualTo(200);
        assertThatThrownBy(() -> summary.image("two", tf.zeros(Shape.of(1, 2, 2, 2))))
                .hasMessageContaining("Tensor must be 4-D with last dim 1, 3, or 4, not [1,2,2,2]");
    }

    private static BufferedImage decoded(Summary.Value value) throws IOException {
        var image = (Summary.Image) value.content();
        return ImageIO.read(new ByteArrayInputStream(image.png().strings()[0]));
    }

    @Test
    void soundsAreWavOf16Bits() {
        Output audio = summary.audio("a", tf.constant(new float[][] {{0, 1, -1, 2}}), 8000, 1);
        var value = run(audio).get(0);
        assertThat(value.tag()).isEqualTo("a/audio");
        assertThat(HexFormat.of()
                        .formatHex(((Summary.Audio) value.content()).wav().strings()[0]))
                .isEqualTo("52494646" + "2c000000" + "57415645" + "666d7420" + "10000000" + "0100" + "0100" + "401f0000"
                        + "803e0000" + "0200" + "1000" + "64617461" + "08000000" + "0000" + "ff7f" + "0080" + "ff7f");
    }

    @Test
    void textsAreTensorsForThePluginOfThatName() {
        var value =
                run(summary.text("t", tf.constant(new String[] {"*a*", "b"}))).get(0);
        assertThat(value.content()).isEqualTo(new Summary.TensorContent(Tensor.of(new String[] {"*a*", "b"})));
        assertThat(value.metadata()).isEqualTo(Summary.Metadata.of("text", "{}"));
        assertThatThrownBy(() -> summary.text("n", tf.constant(1f)))
                .hasMessageContaining("to have dtype string, got float32");
    }

    @Test
    void allAreMergedUnlessTagsAreDouble() {
        assertThat(summary.mergeAll()).isNull();
        Output a = summary.scalar("a", tf.constant(1f));
        Output b = summary.scalar("b", tf.constant(2f));
        summary.withCollections("others").scalar("c", tf.constant(3f));
        Output all = Objects.requireNonNull(summary.mergeAll());
        assertThat(all.name()).isEqualTo("Merge/MergeSummary:0");
        assertThat(run(all)).extracting(Summary.Value::tag).containsExactly("a", "b");
        Output twice = summary.merge(List.of(a, b, a));
        assertThatThrownBy(() -> run(twice))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Duplicate tag a found in summary inputs");
    }
}
