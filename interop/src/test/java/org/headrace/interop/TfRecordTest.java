package org.headrace.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TfRecordTest {
    @TempDir
    Path directory;

    /** RFC 3720's check value of CRC32C, and its mask by the rule that LevelDB states. */
    @Test
    void theChecksumIsCrc32cMasked() {
        byte[] digits = "123456789".getBytes(UTF_8);
        assertThat(Crc32c.masked(digits, 0, 9)).isEqualTo(Integer.rotateRight(0xe3069283, 15) + 0xa282ead8);
        assertThat(Crc32c.masked(digits, 0, 9)).isEqualTo(0xc78ab0e5);
    }

    /** The bytes that TensorFlow 1.15 wrote for {@code Event(wall_time=1500000000.0, file_version="brain.Event:2")}. */
    @Test
    void aRecordIsFramedAsTensorFlowFramesIt() throws IOException {
        byte[] event = HexFormat.of().parseHex("09000000c00b5ad6411a0d627261696e2e4576656e743a32");
        Path file = directory.resolve("one");
        try (var records = TfRecordWriter.create(file)) {
            records.write(event);
        }
        assertThat(Files.readAllBytes(file))
                .isEqualTo(HexFormat.of()
                        .parseHex("1800000000000000a37f4b22" + "09000000c00b5ad6411a0d627261696e2e4576656e743a32"
                                + "4ca9a464"));
    }

    @ParameterizedTest
    @EnumSource
    void recordsComeBackAsTheyWereWritten(Compression compression) {
        Path file = directory.resolve("records");
        Random random = new Random(7);
        byte[][] written = new byte[50][];
        try (var records = TfRecordWriter.create(file, compression)) {
            for (int i = 0; i < written.length; i++) {
                written[i] = new byte[i * i * 100];
                random.nextBytes(written[i]);
                records.write(written[i]);
            }
        }
        try (var records = TfRecordReader.open(file, compression)) {
            for (byte[] record : written) {
                assertThat(records.read()).isEqualTo(record);
            }
            assertThat(records.read()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileCutOffAnywhereIsDataLoss(Compression compression) throws IOException {
        Path file = directory.resolve("whole");
        try (var records = TfRecordWriter.create(file, compression)) {
            records.write("a record".getBytes(UTF_8));
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = 1; length < whole.length; length++) {
            // Without its last bytes, a compressed file may still give the record; never another one.
            Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, length));
            try (var records = TfRecordReader.open(cut, compression)) {
                byte[] record = records.read();
                assertThat(compression).isNotEqualTo(Compression.NONE);
                assertThat(record).isIn(null, "a record".getBytes(UTF_8));
            } catch (DataLossException expected) {
                assertThat(expected).hasMessageContaining(cut.toString());
            }
        }
    }

    @Test
    void everyFlippedBitIsDataLoss() throws IOException {
        Path file = directory.resolve("records");
        try (var records = TfRecordWriter.create(file)) {
            records.write("a record".getBytes(UTF_8));
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length * 8; i++) {
            bytes[i / 8] ^= (byte) (1 << i % 8);
            Files.write(file, bytes);
            try (var records = TfRecordReader.open(file)) {
                assertThatThrownBy(records::read)
                        .isInstanceOf(DataLossException.class)
                        .hasMessageContaining("at byte 0")
                        .hasMessageContaining(file.toString());
            }
            bytes[i / 8] ^= (byte) (1 << i % 8);
        }
    }

    /** A length near 2^31 with a right checksum: nothing may be allocated for it. */
    @Test
    void anAbsurdLengthIsDataLoss() throws IOException {
        var header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(Integer.MAX_VALUE - 100).putInt(Crc32c.masked(header.array(), 0, 8));
        Path file = Files.write(directory.resolve("absurd"), header.array());
        try (var records = TfRecordReader.open(file)) {
            assertThatThrownBy(records::read)
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining("2147483547 bytes were announced");
        }
    }

    @Test
    void compressionThatWasForgottenIsSuggested() {
        Path file = directory.resolve("records.gz");
        try (var records = TfRecordWriter.create(file, Compression.GZIP)) {
            records.write("a record".getBytes(UTF_8));
        }
        try (var records = TfRecordReader.open(file)) {
            assertThatThrownBy(records::read).hasMessageContaining("open the file with Compression.GZIP");
        }
        assertThatThrownBy(() -> TfRecordReader.open(directory.resolve("nothing")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nothing; No such file or directory");
    }

    /** The bytes are the message's by its field numbers: features 1, map entry 1, key 1, value 2, kinds 1 to 3, values 1. */
    @Test
    void anExampleIsTensorFlowsMessage() {
        Example example = Example.builder()
                .put("x", 1f, -2f)
                .put("label", 7L)
                .put("name", "é")
                .build();
        assertThat(HexFormat.of().formatHex(example.toBytes()))
                .isEqualTo("0a33"
                        + "0a0e0a056c6162656c12051a030a0107"
                        + "0a0e0a046e616d6512060a040a02c3a9"
                        + "0a110a0178120c120a0a080000803f000000c0");
    }

    @Test
    void examplesComeBackAsTheyWereWritten() {
        Example example = Example.builder()
                .put("x", 1f, -2f)
                .put("label", 7L)
                .put("name", "one", "two")
                .put("image", new byte[] {0, -1})
                .build();
        Example read = Example.parse(example.toBytes());
        assertThat(read).isEqualTo(example);
        assertThat(read.get("x")).isEqualTo(Tensor.of(1f, -2f));
        assertThat(read.get("label").toLong()).isEqualTo(7);
        assertThatThrownBy(() -> read.get("y"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Feature: y is required");

        var sequence = new SequenceExample(
                Map.of("length", Tensor.of(new long[] {2})),
                Map.of("words", List.of(Tensor.of(new String[] {"a"}), Tensor.of(new String[] {"b", "c"}))));
        assertThat(SequenceExample.parse(sequence.toBytes())).isEqualTo(sequence);
        assertThat(sequence.list("words")).hasSize(2);
    }

    @Test
    void aFeatureIsAVectorOfThreeDtypes() {
        var example = Example.builder();
        assertThatThrownBy(() -> example.put("x", Tensor.zeros(DType.FLOAT64, Shape.of(2))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("feature 'x' is");
        assertThatThrownBy(() -> example.put("x", Tensor.zeros(DType.FLOAT32, Shape.of(2, 2))))
                .hasMessageContaining("a vector of float32, int64 or string");
        assertThatThrownBy(() -> Example.parse(new byte[] {1, 2, 3})).isInstanceOf(DataLossException.class);
    }
}
