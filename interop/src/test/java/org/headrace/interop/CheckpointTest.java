package org.headrace.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.headrace.core.AlreadyExistsException;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.GraphException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckpointTest {
    @TempDir
    Path directory;

    /**
     * What TensorFlow's Saver wrote for two int32 scalars, {@code Variable} 3 and {@code my_variable} 4; but for the key in
     * the index block, for which TensorFlow takes a shorter one, and we the last one of the block.
     */
    private static final String TENSORFLOWS_INDEX = "000006" + "08011a020801"
            + "00080b" + "5661726961626c65" + "08031200280435633f7f28"
            + "000b0d" + "6d795f7661726961626c65" + "080312002004280435" + "6251eb96"
            + "0000000001000000" + "00" + "4fb989fb"
            + "0000000001000000" + "00" + "c0f2a1b0"
            + "0001026e" + "0042" + "0000000001000000" + "00" + "5a09c84d"
            + "4708540e" + "00".repeat(36) + "57fb808b247547db";

    @Test
    void tensorFlowsFileIsReadAndItsEntriesAreWrittenAlike() throws IOException {
        Path theirs = directory.resolve("theirs");
        Files.write(directory.resolve("theirs.index"), HexFormat.of().parseHex(TENSORFLOWS_INDEX));
        Files.write(
                directory.resolve("theirs.data-00000-of-00001"), HexFormat.of().parseHex("0300000004000000"));
        assertThat(Checkpoints.listVariables(theirs))
                .containsOnlyKeys("Variable", "my_variable")
                .containsValue(TensorSpec.of(DType.INT32));
        assertThat(Checkpoints.loadVariable(theirs, "Variable").toInt()).isEqualTo(3);
        assertThat(Checkpoints.loadVariable(theirs, "my_variable").toInt()).isEqualTo(4);

        Path ours =
                write("ours", Map.of("Variable", Tensor.of(DType.INT32, 3), "my_variable", Tensor.of(DType.INT32, 4)));
        String index = HexFormat.of().formatHex(Files.readAllBytes(BundleFiles.index(ours)));
        int metaIndexEnd = TENSORFLOWS_INDEX.indexOf("c0f2a1b0") + 8;
        assertThat(index).startsWith(TENSORFLOWS_INDEX.substring(0, metaIndexEnd));
        assertThat(Files.readAllBytes(directory.resolve("ours.data-00000-of-00001")))
                .containsExactly(3, 0, 0, 0, 4, 0, 0, 0);
    }

    private Path write(String name, Map<String, Tensor> tensors) {
        Path prefix = directory.resolve(name);
        try (var writer = CheckpointWriter.create(prefix)) {
            new TreeMap<>(tensors).forEach(writer::add);
            writer.finish();
        }
        return prefix;
    }

    @ParameterizedTest
    @EnumSource
    void everyDtypeComesBack(DType dtype) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Random random = new Random(5);
        for (Shape shape : List.of(Shape.of(), Shape.of(0), Shape.of(3, 5), Shape.of(100_003))) {
            Tensor tensor = Tensor.zeros(dtype, shape);
            fill(tensor, random);
            tensors.put("t" + shape, tensor);
        }
        try (var reader = CheckpointReader.open(write("all", tensors))) {
            assertThat(reader.tensors()).hasSize(4);
            tensors.forEach((name, tensor) -> {
                assertThat(reader.tensors()).containsEntry(name, tensor.spec());
                assertThat(reader.read(name)).isEqualTo(tensor);
            });
        }
    }

    private static void fill(Tensor tensor, Random random) {
        for (int i = 0; i < tensor.size() * tensor.dtype().width(); i++) {
            switch (tensor.dtype().storage()) {
                case FLOATS -> tensor.floats()[i] = random.nextFloat();
                case DOUBLES -> tensor.doubles()[i] = random.nextDouble();
                case INTS -> tensor.ints()[i] = random.nextInt();
                case LONGS -> tensor.longs()[i] = random.nextLong();
                case SHORTS -> tensor.shorts()[i] = (short) random.nextInt();
                case BYTES -> tensor.bytes()[i] = (byte) random.nextInt(2);
                case STRINGS -> {
                    tensor.strings()[i] = new byte[random.nextInt(300)];
                    random.nextBytes(tensor.strings()[i]);
                }
            }
        }
    }

    /** More than one block, and prefixes shared by keys. */
    @Test
    void thousandsOfTensorsAreFound() {
        Map<String, Tensor> tensors = new TreeMap<>();
        for (int i = 0; i < 20_000; i++) {
            tensors.put("model/layer_" + i % 100 + "/weights_" + i + "é", Tensor.of(DType.INT32, i));
        }
        Path prefix = write("many", tensors);
        try (var reader = CheckpointReader.open(prefix)) {
            assertThat(reader.tensors().keySet()).isEqualTo(tensors.keySet());
            assertThat(reader.read("model/layer_42/weights_19942é").toInt()).isEqualTo(19_942);
        }
        try (var table = TableReader.open(BundleFiles.index(prefix))) {
            assertThat(table.get(ByteString.copyFromUtf8("model/layer_42/weights_19942é")))
                    .isNotNull();
            assertThat(table.get(ByteString.copyFromUtf8("model/layer_42/weights_19942")))
                    .isNull();
            assertThat(table.get(ByteString.copyFromUtf8("z"))).isNull();
        }
    }

    @Test
    void aCheckpointReplacesThatOfItsPrefixAndLeavesNothingElse() throws IOException {
        for (int i = 0; i < 4; i++) {
            Path prefix = write("model", Map.of("w", Tensor.of(DType.INT32, i)));
            assertThat(Checkpoints.loadVariable(prefix, "w").toInt()).isEqualTo(i);
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("model.index", "model.data-00000-of-00002", "model.data-00001-of-00002");
        }
        Checkpoints.removeCheckpoint(directory.resolve("model"));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whatIsNotFinishedLeavesTheOldOneAlone() throws IOException {
        Path prefix = write("model", Map.of("w", Tensor.of(1f)));
        try (var writer = CheckpointWriter.create(prefix)) {
            writer.add("w", Tensor.of(2f));
            assertThatThrownBy(() -> writer.add("w", Tensor.of(2f))).isInstanceOf(AlreadyExistsException.class);
        }
        assertThat(Checkpoints.loadVariable(prefix, "w")).isEqualTo(Tensor.of(1f));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void severalBecomeOneAndAreReadAsOne() throws IOException {
        Path a = write("part_a", Map.of("a", Tensor.of(1f, 2f)));
        Path b = write("part_b", Map.of("b", Tensor.of(new String[] {"x", ""})));
        Path merged = directory.resolve("merged");
        Checkpoints.merge(List.of(a, b), merged);
        assertThat(Checkpoints.loadVariable(merged, "a")).isEqualTo(Tensor.of(1f, 2f));
        assertThat(Checkpoints.loadVariable(merged, "b")).isEqualTo(Tensor.of(new String[] {"x", ""}));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "merged.index", "merged.data-00000-of-00002", "merged.data-00001-of-00002");
        }
    }

    @Test
    void everyFlippedBitIsFound() throws IOException {
        Path prefix = write("model", Map.of("w", Tensor.of(1f, 2f), "names", Tensor.of(new String[] {"one", "two"})));
        for (Path file : List.of(BundleFiles.index(prefix), BundleFiles.data(prefix, 0, 1))) {
            byte[] bytes = Files.readAllBytes(file);
            // The length of the index, and zeros after it: with one bit more it is the same number, in two bytes.
            int sameNumber = file.toString().endsWith(".index") ? (bytes.length - 45) * 8 + 7 : -1;
            for (int i = 0; i < bytes.length * 8; i++) {
                bytes[i / 8] ^= (byte) (1 << i % 8);
                Files.write(file, bytes);
                if (i == sameNumber) {
                    readAll(prefix);
                } else {
                    assertThatThrownBy(() -> readAll(prefix), "bit %d of %s", i, file)
                            .isInstanceOf(DataLossException.class)
                            .hasMessageContaining(directory.toString())
                            .hasMessageContaining("restore another one");
                }
                bytes[i / 8] ^= (byte) (1 << i % 8);
            }
            Files.write(file, bytes);
        }
        readAll(prefix);
    }

    @Test
    void everyCutIsFound() throws IOException {
        Path prefix = write("model", Map.of("w", Tensor.of(1f, 2f), "names", Tensor.of(new String[] {"one", "two"})));
        for (Path file : List.of(BundleFiles.index(prefix), BundleFiles.data(prefix, 0, 1))) {
            byte[] bytes = Files.readAllBytes(file);
            for (int length = 0; length < bytes.length; length++) {
                Files.write(file, Arrays.copyOf(bytes, length));
                assertThatThrownBy(() -> readAll(prefix)).isInstanceOf(DataLossException.class);
            }
            Files.write(file, bytes);
        }
    }

    private static void readAll(Path prefix) {
        try (var reader = CheckpointReader.open(prefix)) {
            reader.tensors().keySet().forEach(reader::read);
        }
    }

    /** Entries that lie, under right checksums. */
    @Test
    void anIndexThatLiesCostsNoMemory() throws IOException {
        for (String entry : List.of(
                "0801" + "120c1208" + "08ffffffffffffff7f".substring(0, 16) + "2804",
                "0801" + "1206" + "1204" + "08ffffff".concat("7f").substring(0, 8) + "28fcffffff1f",
                "0807" + "1206" + "1204" + "08ffff7f" + "2804",
                "0801" + "20ffffffffffffffff7f" + "2804",
                "0801" + "1804" + "2804",
                "0801" + "1206" + "1204" + "08ffff7f" + "3a020a00",
                "0814" + "2804")) {
            Path prefix = directory.resolve("liar");
            Path data = Files.write(directory.resolve("data"), new byte[] {0, 0, 0, 0});
            var entries = new TreeMap<ByteString, ByteString>(ByteString.unsignedLexicographicalComparator());
            entries.put(ByteString.copyFromUtf8("w"), ByteString.fromHex(entry));
            BundleFiles.publish(prefix, entries, List.of(data));
            assertThatThrownBy(() -> readAll(prefix))
                    .as(entry)
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining("liar");
        }
    }

    @Test
    void missingFilesAndKeysAreNamed() throws IOException {
        Path prefix = write("model", Map.of("w", Tensor.of(1f)));
        assertThatThrownBy(() -> Checkpoints.loadVariable(prefix, "v"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("Key v not found in checkpoint " + prefix);
        assertThatThrownBy(() -> CheckpointReader.open(directory.resolve("other")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Failed to find any matching files for " + directory.resolve("other"));
        Files.delete(BundleFiles.data(prefix, 0, 1));
        assertThatThrownBy(() -> readAll(prefix))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("was not copied whole");
        Files.write(
                BundleFiles.index(prefix), "no table at all, but long enough to be one, if it were".getBytes(UTF_8));
        assertThatThrownBy(() -> readAll(prefix))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("not an sstable (bad magic number)");
    }

    @Test
    void aDirectoryInTheWayIsAnError() throws IOException {
        Path prefix = directory.resolve("model");
        Files.createDirectories(BundleFiles.index(prefix).resolve("sub"));
        assertThatThrownBy(() -> write("model", Map.of("w", Tensor.of(1f))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(prefix.toString());
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @Test
    void theStateFileIsTensorFlowsText() throws IOException {
        assertThat(Checkpoints.latestCheckpoint(directory)).isNull();
        Path first = write("model.ckpt-1", Map.of("w", Tensor.of(1f)));
        Path second = write("model.ckpt-2", Map.of("w", Tensor.of(2f)));
        Checkpoints.updateCheckpointState(
                directory,
                new CheckpointState(
                        second.toString(), List.of(first.toString(), second.toString()), List.of(1.5, 2.5), 0),
                Checkpoints.STATE_FILE,
                true);
        assertThat(directory.resolve("checkpoint")).hasContent("""
                model_checkpoint_path: "model.ckpt-2"
                all_model_checkpoint_paths: "model.ckpt-1"
                all_model_checkpoint_paths: "model.ckpt-2"
                all_model_checkpoint_timestamps: 1.5
                all_model_checkpoint_timestamps: 2.5
                """);
        assertThat(Checkpoints.latestCheckpoint(directory)).isEqualTo(second);
        CheckpointState state = Objects.requireNonNull(Checkpoints.getCheckpointState(directory, "checkpoint"));
        assertThat(state.allModelCheckpointPaths()).containsExactly(first.toString(), second.toString());
        Checkpoints.removeCheckpoint(second);
        assertThat(Checkpoints.latestCheckpoint(directory)).isNull();
        Files.writeString(directory.resolve("checkpoint"), "nonsense {");
        assertThatThrownBy(() -> Checkpoints.latestCheckpoint(directory))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining(directory.resolve("checkpoint").toString());
    }
}
