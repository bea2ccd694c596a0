package org.headrace.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headrace.core.AlreadyExistsException;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The format of checkpoints before TensorFlow 1.0. */
class SavedSlicesTest {
    /**
     * What {@code SaveSlices} of TensorFlow 1.15 wrote: {@code layer/weights}, {@code layer/weights/Adam}, {@code step}, and
     * {@code v} in slices of one column and two. Its block of data has been packed by another program's Snappy: TensorFlow
     * does so itself where it is built with Snappy, as for Python.
     */
    private static final String TENSORFLOWS = "e1046c00007c0a7a0a210a0d6c617965722f7765696768747312081202080201042c"
            + "180122040a000a000a200a12322300902f4164616d120412020840180122020a000a"
            + "0c0a04737465701200180922000a210a01761211474c03180122060a000a02100122"
            + "080a000a04080110015f100100162b003257002400010102807f807f12293e930005"
            + "875c1a122a100000803f0000004000004040000080400e0ba102058e200001010180"
            + "7f129e0252ab0024020a001a83022a800200fe0100fe0100fe0100fa01000801070f"
            + "21a810000100120d31b3201a03520107010919762d800881121721c02db40c1a0a2a"
            + "08297620804008022381821221011e35ca2996319234a0400000c040000000000100"
            + "0000012ac5be3d000000000100000000c0f2a1b00001030100920200000000010000"
            + "000044924a7c970208a4020f00000000000000000000000000000000000000000000"
            + "00000000000000000000000057fb808b247547db";

    @TempDir
    Path directory;

    static byte[] written() {
        return HexFormat.of().parseHex(TENSORFLOWS);
    }

    @Test
    void tensorFlowsFileIsRead() throws IOException {
        Path file = Files.write(directory.resolve("model"), written());
        try (var reader = CheckpointReader.open(file)) {
            assertThat(reader.tensors()).containsOnlyKeys("layer/weights", "layer/weights/Adam", "step", "v");
            assertThat(reader.read("layer/weights")).isEqualTo(Tensor.of(new float[][] {{1, 2}, {3, 4}}));
            assertThat(reader.read("layer/weights/Adam")).isEqualTo(Tensor.zeros(DType.FLOAT32, Shape.of(64)));
            assertThat(reader.read("step")).isEqualTo(Tensor.of(7L));
            assertThat(reader.read("v")).isEqualTo(Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}}));
        }
    }

    /** Byte for byte, but for Snappy and for the index, in which TensorFlow shortens keys. */
    @Test
    void tensorFlowsFileIsWritten() throws IOException {
        Path file = directory.resolve("model");
        SavedSlicesWriter writer = new SavedSlicesWriter(file);
        writer.add("step", Tensor.of(7L));
        writer.add("v", Tensor.of(new float[][] {{2, 3}, {5, 6}}), "2 3 -:1,2");
        writer.add("layer/weights/Adam", Tensor.zeros(DType.FLOAT32, Shape.of(64)));
        writer.add("v", Tensor.of(new float[][] {{1}, {4}}), "2 3 -:0,1");
        writer.add("layer/weights", Tensor.of(new float[][] {{1, 2}, {3, 4}}), "");
        assertThat(file).doesNotExist();
        writer.finish();
        Files.write(directory.resolve("theirs"), written());
        SortedMap<ByteString, ByteString> ours = entries(file);
        SortedMap<ByteString, ByteString> theirs = entries(directory.resolve("theirs"));
        assertThat(ours.keySet()).containsExactlyElementsOf(theirs.keySet());
        theirs.forEach((key, value) -> {
            if (!key.isEmpty()) {
                assertThat(ours).containsEntry(key, value);
            }
        });
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }

    private static SortedMap<ByteString, ByteString> entries(Path table) {
        var entries = new TreeMap<ByteString, ByteString>(TableBlock.ORDER);
        try (TableReader reader = TableReader.open(table)) {
            reader.forEach(entry -> entries.put(entry.key(), entry.value()));
        }
        return entries;
    }

    /** Those whose formatted values need it with signs, and more bytes than one. */
    @Test
    void allDtypesAndShapesComeBack() {
        List<Tensor> tensors = List.of(
                Tensor.of(Float.NaN, -0f, Float.MAX_VALUE),
                Tensor.of(Double.MIN_VALUE, -1.5),
                Tensor.wrap(DType.FLOAT16, Shape.of(2), new short[] {(short) 0xfc01, 1}),
                Tensor.wrap(DType.COMPLEX64, Shape.of(1), new float[] {1, -2}),
                Tensor.wrap(DType.COMPLEX128, Shape.scalar(), new double[] {1, -2}),
                Tensor.of(Long.MIN_VALUE, 0L, 300L),
                Tensor.of(Integer.MIN_VALUE, 0, 300),
                Tensor.of(DType.INT16, new int[] {-32768, 300}),
                Tensor.of(DType.INT8, new int[] {-128, 127}),
                Tensor.of(DType.UINT16, new int[] {0, 65535}),
                Tensor.of(DType.UINT8, new int[] {0, 255}),
                Tensor.of(new boolean[] {true, false}),
                Tensor.of(new String[] {"", "é"}),
                Tensor.of("one"),
                Tensor.zeros(DType.FLOAT32, Shape.of(0, 3)),
                Tensor.zeros(DType.STRING, Shape.of(2, 0)));
        Path file = directory.resolve("model");
        SavedSlicesWriter writer = new SavedSlicesWriter(file);
        for (int i = 0; i < tensors.size(); i++) {
            writer.add("t" + i, tensors.get(i));
        }
        writer.finish();
        try (var reader = CheckpointReader.open(file)) {
            for (int i = 0; i < tensors.size(); i++) {
                assertThat(reader.read("t" + i)).isEqualTo(tensors.get(i));
            }
        }
    }

    /** Large entries, too: each has a block of its own, and the small ones between them share theirs. */
    @Test
    void tablesOfManyBlocksComeBack() {
        Path file = directory.resolve("model");
        SavedSlicesWriter writer = new SavedSlicesWriter(file);
        for (int i = 0; i < 2000; i++) {
            writer.add("t" + i, Tensor.zeros(DType.FLOAT32, Shape.of(i % 500 == 0 ? 150_000 : i % 400)));
        }
        writer.finish();
        try (var reader = CheckpointReader.open(file)) {
            assertThat(reader.tensors()).hasSize(2000);
            for (int i = 0; i < 2000; i++) {
                assertThat(reader.read("t" + i).size()).isEqualTo(i % 500 == 0 ? 150_000 : i % 400);
            }
        }
    }

    @Test
    void slicesAreReadWithoutTheRest() {
        float[][] whole = new float[4][6];
        for (int i = 0; i < 24; i++) {
            whole[i / 6][i % 6] = i;
        }
        write("v-00000-of-00003", "4 6 0,2:0,3", part(whole, 0, 2, 0, 3));
        write("v-00001-of-00003", "4 6 2,2:0,3", part(whole, 2, 2, 0, 3));
        String pattern = directory.resolve("v-?????-of-00003").toString();
        for (int shard = -1; shard < 4; shard++) {
            assertThat(Checkpoints.restoreSlice(pattern, shard, "v", "4 6 1,2:1,2"))
                    .isEqualTo(part(whole, 1, 2, 1, 2));
        }
        assertThatThrownBy(() -> Checkpoints.restoreSlice(pattern, -1, "v", "4 6 1,2:1,3"))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("the slices of tensor 'v' overlap, or do not cover it");
        write("v-00002-of-00003", "4 6 -:3,3", part(whole, 0, 4, 3, 3));
        for (int shard = -1; shard < 4; shard++) {
            assertThat(Checkpoints.restoreSlice(pattern, shard, "v", "4 6 1,2:1,3"))
                    .isEqualTo(part(whole, 1, 2, 1, 3));
            assertThat(Checkpoints.restoreSlice(pattern, shard, "v", "")).isEqualTo(Tensor.of(whole));
        }
        try (var reader = CheckpointReader.open(Path.of(pattern))) {
            assertThat(reader.read("v")).isEqualTo(Tensor.of(whole));
        }
        assertThatThrownBy(() -> Checkpoints.restoreSlice(pattern, -1, "v", "4 5 -:-"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Shape in shape_and_slice spec [4,5] does not match the shape stored");
        assertThatThrownBy(() -> Checkpoints.restoreSlice(pattern, -1, "w", ""))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("Tensor name \"w\" not found in checkpoint files " + pattern);
        write("w-00000-of-00001", "4 6 0,2:0,3", part(whole, 0, 2, 0, 3));
        write("v-00003-of-00003", "3 6 0,2:0,3", part(whole, 0, 2, 0, 3));
        assertThatThrownBy(() -> Checkpoints.restoreSlice(pattern, -1, "v", ""))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("its files have tensor 'v' with different shapes or dtypes");
    }

    /** The preferred file has all that is asked for: a damaged neighbour is not noticed, as it is not opened. */
    @Test
    void thePreferredFileIsOpenedAlone() throws IOException {
        write("v-0", "", Tensor.of(1f));
        Files.writeString(directory.resolve("v-1"), "damaged");
        String pattern = directory.resolve("v-*").toString();
        assertThat(Checkpoints.restoreSlice(pattern, 0, "v", "")).isEqualTo(Tensor.of(1f));
        assertThatThrownBy(() -> Checkpoints.restoreSlice(pattern, -1, "v", "")).isInstanceOf(DataLossException.class);
    }

    private void write(String file, String slice, Tensor tensor) {
        SavedSlicesWriter writer = new SavedSlicesWriter(directory.resolve(file));
        writer.add("v", tensor, slice);
        writer.finish();
    }

    private static Tensor part(float[][] whole, int row, int rows, int column, int columns) {
        float[][] part = new float[rows][];
        for (int i = 0; i < rows; i++) {
            part[i] = Arrays.copyOfRange(whole[row + i], column, column + columns);
        }
        return Tensor.of(part);
    }

    @Test
    void whatTheFormatCannotHoldIsRefused() {
        SavedSlicesWriter writer = new SavedSlicesWriter(directory.resolve("no/model"));
        assertThatThrownBy(() -> writer.add("x", Tensor.zeros(DType.BFLOAT16, Shape.of(1))))
                .isInstanceOf(UnimplementedException.class)
                .hasMessage("Saving data type bfloat16 not yet supported");
        writer.add("x", Tensor.of(1f));
        assertThatThrownBy(() -> writer.add("x", Tensor.of(2f)))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("Adding duplicate tensor: x");
        assertThatThrownBy(() -> writer.add("x", Tensor.of(1f, 2f), "3 0,2"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("the slices of 'x' are not of one tensor");
        assertThatThrownBy(() -> writer.add("y", Tensor.of(1f, 2f), "3 0,1"))
                .hasMessageContaining("does not match the shape of the tensor to save: 3 0,1, tensor y: [2]");
        assertThatThrownBy(() -> writer.add("n".repeat(70_000), Tensor.of(1f)))
                .hasMessageContaining("a tensor's name of 70000 characters is too long");
        assertThatThrownBy(writer::finish)
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no/model; No such file or directory");
    }

    /** As TensorFlow reckons: 11 bytes of name and slice, 1024 to be safe, and 10 for each number, whatever it takes. */
    @Test
    void aSliceOfTwoGigabytesIsRefusedByName() {
        SavedSlicesWriter writer = new SavedSlicesWriter(directory.resolve("model"));
        Tensor large = Tensor.over(DType.INT8, Shape.of(214_748_300), new byte[214_748_300]);
        assertThatThrownBy(() -> writer.add("large", large))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(
                        "Tensor slice is too large to serialize (conservative estimate: 2147484035 bytes)")
                .hasMessageContaining("'large'");
    }

    @Test
    void aFileThatWasThereStaysUntilTheNewOneIsComplete() throws IOException {
        write("model", "", Tensor.of(1f));
        Files.createDirectory(directory.resolve("model.tmp"));
        assertThatThrownBy(() -> write("model", "", Tensor.of(2f)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("model cannot be written");
        assertThat(Checkpoints.loadVariable(directory.resolve("model"), "v")).isEqualTo(Tensor.of(1f));
        Files.delete(directory.resolve("model.tmp"));
        write("model", "", Tensor.of(2f));
        assertThat(Checkpoints.loadVariable(directory.resolve("model"), "v")).isEqualTo(Tensor.of(2f));
    }
}
