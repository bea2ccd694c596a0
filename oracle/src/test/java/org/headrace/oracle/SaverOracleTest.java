package org.headrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.CheckpointVersion;
import org.headrace.interop.Checkpoints;
import org.headrace.interop.Summary;
import org.headrace.interop.proto.CollectionDef;
import org.headrace.interop.proto.MetaGraphDef;
import org.headrace.interop.proto.VariableDef;
import org.headrace.ops.Ops;
import org.headrace.train.Saver;
import org.headrace.train.SaverOptions;
import org.headrace.train.TrainOps;
import org.headrace.train.summary.SummaryOps;
import org.headrace.train.summary.TensorSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TensorFlow 1.15 runs the ops of our savers and summaries, out of graphs and meta graphs that we export. */
class SaverOracleTest {
    @TempDir
    Path directory;

    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    @ParameterizedTest
    @CsvSource({"V2, false", "V2, true", "V1, false", "V1, true"})
    void eachRestoresWhatTheOtherSaved(CheckpointVersion version, boolean sharded) throws IOException {
        Output w = tf.variable(new float[][] {{1, 2}, {3, 4}}, "W");
        Output names = tf.variable(new String[] {"one", "two"}, "names");
        Output step = tf.variable(7L, "step", false);
        Output changed = tf.assign(w, new float[][] {{5, 6}, {7, 8}});
        Saver saver = new TrainOps(tf)
                .saver(SaverOptions.defaults().withSharded(sharded).withWriteVersion(version));
        Path ours;
        try (Session session = new Session(graph)) {
            session.run(tf.globalVariablesInitializer());
            session.run(changed);
            ours = saver.save(session, directory.resolve("ours"));
        }
        MetaGraphDef meta = MetaGraphDef.parseFrom(Files.readAllBytes(directory.resolve("ours.meta")));
        assertThat(meta.getSaverDef().getVersion()).hasToString(version.name());
        String file = meta.getSaverDef().getFilenameTensorName();
        Path theirs = directory.resolve("theirs");
        try (var oracle = new TensorFlowOracle(meta.getGraphDef().toByteArray())) {
            oracle.run(
                    Map.of(file, TensorValue.of(org.headrace.interop.proto.DataType.DT_STRING, path(ours))),
                    List.of(),
                    List.of(meta.getSaverDef().getRestoreOpName()));
            List<TensorValue> restored = oracle.run(Map.of(), List.of("W/read:0", "step/read:0"), List.of());
            assertThat(restored.get(0).floats()).containsExactly(5, 6, 7, 8);
            assertThat((long[]) restored.get(1).elements()).containsExactly(7);
            oracle.run(
                    Map.of(file, TensorValue.of(org.headrace.interop.proto.DataType.DT_STRING, path(theirs))),
                    List.of(meta.getSaverDef().getSaveTensorName()),
                    List.of());
        }
        assertThat(Checkpoints.listVariables(theirs)).isEqualTo(Checkpoints.listVariables(ours));
        try (Session session = new Session(graph)) {
            saver.restore(session, theirs);
            assertThat(session.run(w)).isEqualTo(Tensor.of(new float[][] {{5, 6}, {7, 8}}));
            assertThat(session.run(names)).isEqualTo(Tensor.of(new String[] {"one", "two"}));
            assertThat(session.run(step).toLong()).isEqualTo(7);
        }
        CollectionDef trainable = meta.getCollectionDefOrThrow("trainable_variables");
        VariableDef first = VariableDef.parseFrom(trainable.getBytesList().getValue(0));
        assertThat(first.getVariableName()).isEqualTo("W:0");
        assertThat(first.getSnapshotName()).isEqualTo("W/read:0");
        assertThat(first.getInitializerName()).isEqualTo("W/Assign");
        assertThat(meta.getCollectionDefOrThrow("variables").getBytesList().getValueCount())
                .isEqualTo(3);
    }

    private static byte[][] path(Path path) {
        return new byte[][] {path.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)};
    }

    @Test
    void summariesAreTensorFlows() throws IOException {
        SummaryOps summary = new SummaryOps(tf);
        Random random = new Random(11);
        float[] values = new float[5000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6));
        }
        values[0] = 0;
        values[1] = -0f;
        List<Output> outputs = new ArrayList<>();
        outputs.add(summary.scalar("loss", tf.constant(0.1f)));
        outputs.add(summary.scalar("steps", tf.constant(7L)));
        outputs.add(summary.histogram("values", tf.constant(values)));
        outputs.add(summary.histogram("integers", tf.constant(new int[] {-3, 0, 0, 12})));
        outputs.add(summary.histogram("nothing", tf.constant(new float[0])));
        outputs.add(summary.text("text", tf.constant(new String[][] {{"a", "b"}, {"*c*", ""}})));
        outputs.add(summary.tensorSummary(
                "tensor", tf.constant(new double[] {1, 2}), new Summary.Metadata("p", "c", "shown", "told")));
        outputs.add(summary.audio("audio", tf.constant(sound(random)), 44_100.4));
        outputs.add(summary.withFamily("f").audio("one", tf.constant(new float[][] {{0.3f, -0.3f, 1.2f}}), 8000, 1));
        for (int channels : new int[] {1, 3, 4}) {
            float[] pixels = new float[2 * 3 * 5 * channels];
            int[] bytes = new int[pixels.length];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = i < pixels.length / 2 ? random.nextFloat() : (float) random.nextGaussian();
                bytes[i] = random.nextInt(256);
            }
            pixels[4] = Float.NaN;
            Shape shape = Shape.of(2, 3, 5, channels);
            outputs.add(summary.image("float" + channels, tf.constant(Tensor.wrap(shape, pixels))));
            outputs.add(summary.image(
                    "byte" + channels, tf.constant(Tensor.of(DType.UINT8, bytes).reshape(shape)), 1));
        }
        Output all = summary.mergeAll();
        assertThat(all).isNotNull();
        outputs.add(all);
        try (var oracle = new GraphOracle(graph);
                var session = new Session(graph)) {
            List<Tensor> theirs = oracle.run(outputs);
            for (int i = 0; i < outputs.size(); i++) {
                Tensor ours = session.run(outputs.get(i));
                assertSame(
                        Summary.parse(ours.strings()[0]).values(),
                        Summary.parse(theirs.get(i).strings()[0]).values());
            }
        }
    }

    /** Byte by byte: it is TensorFlow that reads what we write of the empty tag and the name. */
    @Test
    void tensorSummariesFromBeforeTagsAreTensorFlows() {
        TensorSummary type = new TensorSummary("told", List.of("a", "b"), "shown");
        List<Output> outputs = new ArrayList<>();
        for (Tensor tensor : List.of(
                Tensor.of(new float[][] {{1, 2}, {3, 4}}),
                Tensor.of(7L),
                Tensor.of(true),
                Tensor.of(new String[] {"one", "é"}),
                Tensor.zeros(DType.FLOAT64, Shape.of(0, 3)))) {
            outputs.add(tf.scope("summaries/").withName("old").add(type, tf.constant(tensor)));
        }
        outputs.add(tf.add(new TensorSummary("", List.of(), ""), tf.constant(1)));
        try (var oracle = new GraphOracle(graph);
                var session = new Session(graph)) {
            List<Tensor> theirs = oracle.run(outputs);
            for (int i = 0; i < outputs.size(); i++) {
                assertThat(session.run(outputs.get(i)).strings()[0])
                        .isEqualTo(theirs.get(i).strings()[0]);
            }
        }
    }

    private static float[][][] sound(Random random) {
        float[][][] sound = new float[4][20][2];
        for (float[][] one : sound) {
            for (float[] frame : one) {
                frame[0] = random.nextFloat() * 2 - 1;
                frame[1] = random.nextFloat() * 2 - 1;
            }
        }
        return sound;
    }

    private static void assertSame(List<Summary.Value> ours, List<Summary.Value> theirs) throws IOException {
        assertThat(ours).hasSameSizeAs(theirs);
        for (int i = 0; i < ours.size(); i++) {
            if (ours.get(i).content() instanceof Summary.Image image) {
                // Packed otherwise, the same pixels.
                var other = (Summary.Image) theirs.get(i).content();
                assertThat(pixels(image)).as(ours.get(i).tag()).isEqualTo(pixels(other));
                assertThat(ours.get(i).tag()).isEqualTo(theirs.get(i).tag());
            } else {
                assertThat(ours.get(i)).isEqualTo(theirs.get(i));
            }
        }
    }

    private static List<Integer> pixels(Summary.Image image) throws IOException {
        BufferedImage decoded =
                ImageIO.read(new ByteArrayInputStream(image.png().strings()[0]));
        assertThat(decoded.getRaster().getNumBands()).isEqualTo(image.colorspace());
        assertThat(decoded.getWidth()).isEqualTo(image.width());
        List<Integer> samples = new ArrayList<>();
        for (int sample : decoded.getRaster().getPixels(0, 0, image.width(), image.height(), (int[]) null)) {
            samples.add(sample);
        }
        return samples;
    }
}
