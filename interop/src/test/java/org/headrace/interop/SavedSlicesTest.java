package org.headrace.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
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
}
