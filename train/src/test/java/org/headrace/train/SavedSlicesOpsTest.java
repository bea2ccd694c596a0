package org.headrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.STRING;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.CheckpointReader;
import org.headrace.ops.Ops;
import org.headrace.train.checkpoint.Restore;
import org.headrace.train.checkpoint.RestoreSlice;
import org.headrace.train.checkpoint.Save;
import org.headrace.train.checkpoint.SaveSlices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ops of the first format of checkpoints; {@code SavedSlicesOracleTest} holds their files to TensorFlow's. */
class SavedSlicesOpsTest {
    @TempDir
    Path directory;

    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    private Output text(Object value) {
        return tf.constant(Tensor.of(String.valueOf(value)));
    }

    private Output texts(String... values) {
        return tf.constant(Tensor.of(values));
    }

    private Tensor run(Output output) {
        try (Session session = new Session(graph)) {
            return session.run(output);
        }
    }

    private void run(Op op) {
        try (Session session = new Session(graph)) {
            session.run(op);
        }
    }

    @Test
    void whatIsSavedIsRestored() {
        Path file = directory.resolve("model");
        Output x = tf.constant(new float[][] {{1, 2, 3}, {4, 5, 6}});
        Output names = tf.constant(new String[] {"one", "two"});
        Op save = tf.addOp(new Save(List.of(FLOAT32, STRING)), text(file), texts("x", "names"), tf.mul(x, 2), names);
        run(save);
        assertThat(save.outputs()).isEmpty();
        assertThat(save.type().attributes(save)).isEqualTo(Map.of("T", List.of(FLOAT32, STRING)));
        Output restored = tf.add(new Restore(FLOAT32, -1), text(file), text("x"));
        assertThat(restored.shape().hasRank()).isFalse();
        assertThat(restored.op().type().attributes(restored.op()))
                .isEqualTo(Map.of("dt", FLOAT32, "preferred_shard", -1L));
        assertThat(run(restored)).isEqualTo(Tensor.of(new float[][] {{2, 4, 6}, {8, 10, 12}}));
        assertThat(run(tf.add(new Restore(STRING, -1), text(file), text("names"))))
                .isEqualTo(Tensor.of(new String[] {"one", "two"}));
        // In each run: the file may be another one by then.
        run(tf.addOp(new Save(List.of(FLOAT32)), text(file), texts("x"), tf.constant(0f)));
        assertThat(run(restored)).isEqualTo(Tensor.of(0f));
    }

    @Test
    void slicesAreRestoredFromSlices() {
        Path first = directory.resolve("model-1");
        List<org.headrace.core.DType> dtypes = List.of(FLOAT32, FLOAT32);
        run(tf.addOp(
                new SaveSlices(dtypes),
                text(first),
                texts("v", "v"),
                texts("2 4 -:0,1", "2 4 -:1,2"),
                tf.constant(new float[][] {{0}, {4}}),
                tf.constant(new float[][] {{1, 2}, {5, 6}})));
        run(tf.addOp(
                new SaveSlices(List.of(FLOAT32)),
                text(directory.resolve("model-2")),
                texts("v"),
                texts("2 4 -:3,1"),
                tf.constant(new float[][] {{3}, {7}})));
        String pattern = directory.resolve("model-*").toString();
        Output slice = tf.add(new RestoreSlice(FLOAT32, 1), text(pattern), text("v"), text("2 4 1,1:1,3"));
        assertThat(slice.shape()).isEqualTo(Shape.of(1, 3));
        assertThat(run(slice)).isEqualTo(Tensor.of(new float[][] {{5, 6, 7}}));
        Output whole = tf.add(new RestoreSlice(FLOAT32, -1), text(pattern), text("v"), text(""));
        assertThat(whole.shape().hasRank()).isFalse();
        assertThat(run(whole)).isEqualTo(Tensor.of(new float[][] {{0, 1, 2, 3}, {4, 5, 6, 7}}));
        Output fed = tf.placeholder(STRING, Shape.scalar(), "slice");
        Output open = tf.add(new RestoreSlice(FLOAT32, -1), text(pattern), text("v"), fed);
        try (Session session = new Session(graph)) {
            assertThat(session.feed(fed, "2 4 -:2,1").run(open)).isEqualTo(Tensor.of(new float[][] {{2}, {6}}));
        }
        // RestoreV2 of a saver reads patterns of this format too.
        try (CheckpointReader reader = CheckpointReader.open(Path.of(pattern))) {
            assertThat(reader.read("v").shape()).isEqualTo(Shape.of(2, 4));
        }
    }

    @Test
    void whatDoesNotFitIsAnErrorOfTheOp() {
        Path file = directory.resolve("model");
        Output x = tf.constant(new float[] {1, 2});
        assertThatThrownBy(() -> tf.addOp(new Save(List.of(FLOAT32)), text(file), texts("x", "y"), x))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Save \"Save\" at SavedSlicesOpsTest.java")
                .hasMessageContaining("tensor_names has 2 elements, for 1 tensors");
        assertThatThrownBy(() -> tf.addOp(new Save(List.of(INT32)), text(file), texts("x"), x))
                .hasMessageContaining("tensor 0 is float32 [2], not of dtype int32");
        assertThatThrownBy(() -> tf.addOp(new Save(List.of(FLOAT32)), text(file), texts("x")))
                .hasMessageContaining("takes 3 inputs for 1 tensors, not 2");
        assertThatThrownBy(() -> tf.addOp(new SaveSlices(List.of(FLOAT32)), text(file), texts("x"), texts(), x))
                .hasMessageContaining("shapes_and_slices has 0 elements, for 1 tensors");
        assertThatThrownBy(() -> tf.add(new Restore(FLOAT32, -2), text(file), text("x")))
                .hasMessageContaining("Attribute 'preferred_shard' must be greater or equal to -1");
        assertThatThrownBy(() -> tf.add(new RestoreSlice(FLOAT32, -1), text(file), text("x"), text("2 4,1")))
                .hasMessageContaining("RestoreSlice \"RestoreSlice")
                .hasMessageContaining("got \"2 4,1\"");
        assertThatThrownBy(() -> run(tf.add(new Restore(FLOAT32, -1), text(file), text("x"))))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Failed to find any matching files for " + file);
        run(tf.addOp(new Save(List.of(FLOAT32)), text(file), texts("x"), x));
        assertThatThrownBy(() -> run(tf.add(new Restore(INT32, -1), text(file), text("x"))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Expected to restore a tensor of type int32, got a tensor of type float instead:"
                        + " tensor_name = x of " + file);
    }
}
