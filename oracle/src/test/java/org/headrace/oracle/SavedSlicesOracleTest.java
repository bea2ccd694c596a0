package org.headrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.AlreadyExistsException;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.interop.CheckpointReader;
import org.headrace.ops.Ops;
import org.headrace.train.checkpoint.Restore;
import org.headrace.train.checkpoint.RestoreSlice;
import org.headrace.train.checkpoint.RestoreV2;
import org.headrace.train.checkpoint.Save;
import org.headrace.train.checkpoint.SaveSlices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checkpoints of format V1 exchanged with TensorFlow 1.15, both ways, by the same graphs. */
class SavedSlicesOracleTest {
    private static final Map<String, Tensor> TENSORS = tensors();

    @TempDir
    Path directory;

    private static Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        float[] large = new float[200_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = i * 0.25f;
        }
        tensors.put("layer/weights", Tensor.wrap(Shape.of(400, 500), large)); // more than a block
        tensors.put("layer/bias", Tensor.of(1.5f, -0f, Float.NaN, Float.MIN_VALUE));
        tensors.put("scalar", Tensor.of(Math.PI));
        tensors.put("half", Tensor.wrap(DType.FLOAT16, Shape.of(3), new short[] {0x3c00, (short) 0xfc01, 0}));
        tensors.put("complex", Tensor.wrap(DType.COMPLEX64, Shape.of(2), new float[] {1, -2, 3, 4}));
        tensors.put("complex128", Tensor.wrap(DType.COMPLEX128, Shape.of(1, 1), new double[] {-1, 0.1}));
        tensors.put("long", Tensor.of(Long.MIN_VALUE, -1L, 0L, 127L, 128L, Long.MAX_VALUE));
        tensors.put("int", Tensor.of(new int[][] {{1, -2, 300}, {Integer.MIN_VALUE, 0, Integer.MAX_VALUE}}));
        tensors.put("int16", Tensor.of(DType.INT16, new int[] {-32768, -1, 32767}));
        tensors.put("int8", Tensor.of(DType.INT8, new int[] {-128, -1, 127}));
        tensors.put("uint16", Tensor.of(DType.UINT16, new int[] {0, 128, 65535}));
        tensors.put("uint8", Tensor.of(DType.UINT8, new int[] {0, 127, 255}));
        tensors.put("bool", Tensor.of(new boolean[][] {{true}, {false}}));
        tensors.put("bool/scalar", Tensor.of(true));
        tensors.put("string", Tensor.of(new String[][] {{"one", ""}, {"é".repeat(200), "four"}}));
        tensors.put("a", Tensor.of(7)); // sorted before what was added before it
        tensors.put("é\0x", Tensor.of(1f)); // escaped in the key
        return tensors;
    }

    private static Output text(Ops tf, Object value) {
        return tf.constant(Tensor.of(String.valueOf(value)));
    }

    private static Output texts(Ops tf, List<String> values) {
        return tf.constant(Tensor.of(values.toArray(new String[0])));
    }

    /** Runs what {@code build} adds, in one of the two. */
    private static List<Tensor> run(boolean ours, Graph graph, List<Output> fetches, Op... targets) {
        if (ours) {
            try (Session session = new Session(graph)) {
                for (Op target : targets) {
                    session.run(target);
                }
                return fetches.stream().map(session::run).toList();
            }
        }
        try (var oracle = new GraphOracle(graph)) {
            return oracle.run(fetches, targets);
        }
    }

    private static void save(boolean ours, Path file, Map<String, Tensor> tensors) {
        Ops tf = Ops.on(new Graph());
        List<Output> inputs = new ArrayList<>(List.of(text(tf, file), texts(tf, List.copyOf(tensors.keySet()))));
        tensors.values().forEach(tensor -> inputs.add(tf.constant(tensor)));
        List<DType> dtypes = tensors.values().stream().map(Tensor::dtype).toList();
        run(ours, tf.graph(), List.of(), tf.addOp(new Save(dtypes), inputs.toArray(new Output[0])));
    }

    private static void saveSlices(
            boolean ours, Path file, List<String> names, List<String> slices, List<Tensor> tensors) {
        Ops tf = Ops.on(new Graph());
        List<Output> inputs = new ArrayList<>(List.of(text(tf, file), texts(tf, names), texts(tf, slices)));
        tensors.forEach(tensor -> inputs.add(tf.constant(tensor)));
        List<DType> dtypes = tensors.stream().map(Tensor::dtype).toList();
        run(ours, tf.graph(), List.of(), tf.addOp(new SaveSlices(dtypes), inputs.toArray(new Output[0])));
    }

    private static Tensor restore(boolean ours, String pattern, String name, DType dtype, int shard) {
        Ops tf = Ops.on(new Graph());
        Output restored = tf.add(new Restore(dtype, shard), text(tf, pattern), text(tf, name));
        return run(ours, tf.graph(), List.of(restored)).get(0);
    }

    private static Tensor restoreSlice(boolean ours, String pattern, String name, String slice, int shard) {
        Ops tf = Ops.on(new Graph());
        Output restored =
                tf.add(new RestoreSlice(DType.FLOAT32, shard), text(tf, pattern), text(tf, name), text(tf, slice));
        return run(ours, tf.graph(), List.of(restored)).get(0);
    }

    private static Map<String, Tensor> restored(boolean ours, Path file, Map<String, Tensor> tensors) {
        Ops tf = Ops.on(new Graph());
        List<Output> outputs = new ArrayList<>();
        tensors.forEach(
                (name, tensor) -> outputs.add(tf.add(new Restore(tensor.dtype(), -1), text(tf, file), text(tf, name))));
        List<Tensor> values = run(ours, tf.graph(), outputs);
        Map<String, Tensor> restored = new LinkedHashMap<>();
        tensors.keySet().forEach(name -> restored.put(name, values.get(restored.size())));
        return restored;
    }

    /** All of a table but its index, in which the two shorten keys differently. */
    private static byte[] data(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        CodedInputStream footer = CodedInputStream.newInstance(bytes, bytes.length - 48, 48);
        return Arrays.copyOf(bytes, (int) footer.readUInt64());
    }

    @Test
    void weWriteWhatTensorFlowWrites() throws IOException {
        Path ours = directory.resolve("ours");
        Path theirs = directory.resolve("theirs");
        save(true, ours, TENSORS);
        save(false, theirs, TENSORS);
        assertThat(data(ours)).isEqualTo(data(theirs));
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void tensorFlowRestoresWhatWeSave() {
        Path file = directory.resolve("ours");
        save(true, file, TENSORS);
        assertThat(restored(false, file, TENSORS)).isEqualTo(TENSORS);
    }

    @Test
    void weRestoreWhatTensorFlowSaves() {
        Path file = directory.resolve("theirs");
        save(false, file, TENSORS);
        assertThat(restored(true, file, TENSORS)).isEqualTo(TENSORS);
    }

    @ParameterizedTest
    @EnumSource(names = {"BFLOAT16", "UINT32", "UINT64"})
    void neitherSavesOtherDtypes(DType dtype) {
        Tensor tensor = Tensor.zeros(dtype, Shape.of(2));
        assertThatThrownBy(() -> save(false, directory.resolve("theirs"), Map.of("x", tensor)))
                .hasMessageContaining("not yet supported");
        assertThatThrownBy(() -> save(true, directory.resolve("ours"), Map.of("x", tensor)))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContaining("Saving data type " + dtype.kernelName() + " not yet supported");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void emptyTensorsAreExchanged() throws IOException {
        Map<String, Tensor> empty = Map.of("empty", Tensor.zeros(DType.FLOAT32, Shape.of(0, 3)));
        save(true, directory.resolve("ours"), empty);
        save(false, directory.resolve("theirs"), empty);
        assertThat(data(directory.resolve("ours"))).isEqualTo(data(directory.resolve("theirs")));
        assertThat(restored(true, directory.resolve("theirs"), empty)).isEqualTo(empty);
        assertThat(restored(false, directory.resolve("ours"), empty)).isEqualTo(empty);
    }

    /** A matrix of 4 x 6, of which each of two files has some columns, and one also a bias. */
    @Test
    void slicesAreExchangedAcrossFiles() throws IOException {
        float[][] whole = new float[4][6];
        for (int i = 0; i < 24; i++) {
            whole[i / 6][i % 6] = i;
        }
        Tensor left = columns(whole, 0, 2);
        Tensor right = columns(whole, 2, 4);
        Tensor bias = Tensor.of(1f, 2f);
        for (boolean ours : new boolean[] {true, false}) {
            String name = ours ? "ours" : "theirs";
            saveSlices(
                    ours,
                    directory.resolve(name + "-00000-of-00002"),
                    List.of("v", "bias"),
                    List.of("4 6 -:0,2", ""),
                    List.of(left, bias));
            saveSlices(
                    ours,
                    directory.resolve(name + "-00001-of-00002"),
                    List.of("v"),
                    List.of("4 6 0,4:2,4"),
                    List.of(right));
        }
        for (int i = 0; i < 2; i++) {
            String shard = "-0000" + i + "-of-00002";
            assertThat(data(directory.resolve("ours" + shard))).isEqualTo(data(directory.resolve("theirs" + shard)));
        }
        for (boolean ours : new boolean[] {true, false}) {
            String pattern =
                    directory.resolve(ours ? "theirs-?????-of-00002" : "ours-*").toString();
            for (int shard = -1; shard < 3; shard++) {
                assertThat(restore(ours, pattern, "v", DType.FLOAT32, shard)).isEqualTo(Tensor.of(whole));
                assertThat(restore(ours, pattern, "bias", DType.FLOAT32, shard)).isEqualTo(bias);
                assertThat(restoreSlice(ours, pattern, "v", "4 6 -:1,4", shard)).isEqualTo(columns(whole, 1, 4));
                assertThat(restoreSlice(ours, pattern, "v", "", shard)).isEqualTo(Tensor.of(whole));
            }
            // One file alone has the slice.
            String first = directory
                    .resolve(ours ? "theirs-00000-of-00002" : "ours-00000-of-00002")
                    .toString();
            assertThat(restoreSlice(ours, first, "v", "4 6 1,2:0,2", -1))
                    .isEqualTo(Tensor.of(new float[][] {{6, 7}, {12, 13}}));
            Ops tf = Ops.on(new Graph());
            Op restore = tf.addOp(
                    new RestoreV2(List.of(DType.FLOAT32, DType.FLOAT32)),
                    text(tf, pattern),
                    texts(tf, List.of("bias", "v")),
                    texts(tf, List.of("", "4 6 3,1:-")));
            assertThat(run(ours, tf.graph(), restore.outputs()))
                    .containsExactly(bias, Tensor.of(new float[][] {{18, 19, 20, 21, 22, 23}}));
        }
        try (CheckpointReader reader = CheckpointReader.open(directory.resolve("theirs"))) {
            assertThat(reader.read("v")).isEqualTo(Tensor.of(whole));
        }
    }

    private static Tensor columns(float[][] whole, int from, int count) {
        float[][] part = new float[whole.length][];
        for (int i = 0; i < part.length; i++) {
            part[i] = Arrays.copyOfRange(whole[i], from, from + count);
        }
        return Tensor.of(part);
    }

    /** TensorFlow writes a file then that it does not read. */
    @Test
    void weRefuseANameThatIsThereTwice() {
        Path file = directory.resolve("model");
        List<Tensor> twice = List.of(Tensor.of(1f), Tensor.of(2f));
        saveSlices(false, file, List.of("x", "x"), List.of("", ""), twice);
        assertThatThrownBy(() -> restore(false, file.toString(), "x", DType.FLOAT32, -1))
                .hasMessageContaining("Overlapping slices");
        assertThatThrownBy(() -> saveSlices(true, file, List.of("x", "x"), List.of("", ""), twice))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("Adding duplicate tensor: x");
    }

    @Test
    void bothComplainOfTheSame() {
        Path file = directory.resolve("model");
        save(false, file, Map.of("x", Tensor.of(1, 2)));
        String path = file.toString();
        assertBoth(
                InvalidArgumentException.class,
                "Expected to restore a tensor of type float, got a tensor of type int32 instead: tensor_name = x",
                ours -> restore(ours, path, "x", DType.FLOAT32, -1));
        assertBoth(
                NotFoundException.class,
                "Tensor name \"y\" not found in checkpoint files " + path,
                ours -> restore(ours, path, "y", DType.INT32, -1));
        assertBoth(
                NotFoundException.class,
                "Failed to find any matching files for " + path + "?",
                ours -> restore(ours, path + "?", "x", DType.INT32, -1));
        save(false, file, Map.of("x", Tensor.of(1f, 2f)));
        assertBoth(
                InvalidArgumentException.class,
                "Shape in shape_and_slice spec",
                ours -> restoreSlice(ours, path, "x", "3 0,1", -1));
    }

    private interface Attempt {
        Tensor make(boolean ours);
    }

    private static void assertBoth(Class<? extends Exception> type, String message, Attempt attempt) {
        assertThatThrownBy(() -> attempt.make(true)).isInstanceOf(type).hasMessageContaining(message);
        assertThatThrownBy(() -> attempt.make(false)).hasMessageContaining(message);
    }
}
