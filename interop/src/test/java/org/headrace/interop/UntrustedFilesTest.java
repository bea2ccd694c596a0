package org.headrace.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.interop.proto.BundleEntryProto;
import org.headrace.interop.proto.DataType;
import org.headrace.interop.proto.SummaryProto;
import org.headrace.interop.proto.TensorProto;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that someone has tampered with: bytes changed, cut out, put in, lengths that lie, under checksums that are right or
 * not. Each is read, or is one of the errors that the reader's Javadoc names; none takes memory out of proportion, or hangs.
 * {@code -Dinterop.mutations=20000} tries more.
 */
class UntrustedFilesTest {
    private static final int MUTATIONS = Integer.getInteger("interop.mutations", 200);
    /** Of the processor. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** The files here have some hundred bytes. */
    private static final long MOST_MEMORY = 48 << 20;

    /** What damage to a checkpoint may be: also one of its files that is named wrongly, or a dtype that there is not. */
    private static final List<Class<? extends Exception>> CHECKPOINT_ERRORS =
            List.of(DataLossException.class, NotFoundException.class, UnimplementedException.class);

    private static final List<Class<? extends Exception>> DATA_LOSS = List.of(DataLossException.class);

    /** What a varint, or the last four or eight bytes of a length, are replaced by. */
    private static final List<byte[]> ABSURD = List.of(
            HexFormat.of().parseHex("ffffffff0f"),
            HexFormat.of().parseHex("ffffffff07"),
            HexFormat.of().parseHex("ffffffffffffffffff01"),
            HexFormat.of().parseHex("ffffffffffffffff7f"),
            HexFormat.of().parseHex("80808008"),
            HexFormat.of().parseHex("ffffff7f"),
            HexFormat.of().parseHex("ffff7f"),
            HexFormat.of().parseHex("8001"),
            HexFormat.of().parseHex("00"));

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Random random = new Random(11);

    @TempDir
    Path directory;

    private Path prefix = Path.of("");

    @BeforeEach
    void name() {
        prefix = directory.resolve("model");
    }

    private interface Reading {
        void read() throws Exception;
    }

    /** Reads, and checks how that ends. */
    private void attempt(byte[] input, List<Class<? extends Exception>> errors, Reading reading) {
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long start = threads.getCurrentThreadCpuTime();
        String tried = HexFormat.of().formatHex(input);
        try {
            reading.read();
        } catch (Exception | OutOfMemoryError | StackOverflowError e) {
            assertThat(errors).as("%s of %s", e, tried).anyMatch(type -> type.isInstance(e));
            assertThat(e).as(tried).hasMessageMatching("(?s).+");
        }
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
                .as(tried)
                .isLessThan(LONGEST);
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .as(tried)
                .isLessThan(MOST_MEMORY);
    }

    /** With one to three changes. */
    private byte[] mutated(byte[] valid) {
        byte[] bytes = valid.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length + 1);
            bytes = switch (random.nextInt(6)) {
                case 0 -> Arrays.copyOf(bytes, at);
                case 1 -> spliced(bytes, at, random.nextInt(9), new byte[0]);
                case 2 -> spliced(bytes, at, 0, noise(random.nextInt(9)));
                case 3 -> spliced(bytes, at, random.nextInt(3), absurd());
                default -> spliced(bytes, at, 1, noise(1));
            };
        }
        return bytes;
    }

    private byte[] absurd() {
        return ABSURD.get(random.nextInt(ABSURD.size()));
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    /** Other bytes in place of {@code length} of them. */
    private static byte[] spliced(byte[] bytes, int at, int length, byte[] others) {
        int end = Math.min(bytes.length, at + length);
        return ByteBuffer.allocate(bytes.length - (end - at) + others.length)
                .put(bytes, 0, at)
                .put(others)
                .put(bytes, end, bytes.length - end)
                .array();
    }

    private static void readAll(Path prefix) {
        try (var reader = CheckpointReader.open(prefix)) {
            for (String name : reader.tensors().keySet()) {
                reader.read(name);
            }
        }
    }

    private void writeCheckpoint() {
        try (var writer = CheckpointWriter.create(prefix)) {
            writer.add("layer/weights", Tensor.of(new float[][] {{1, 2}, {3, 4}}));
            writer.add("layer/weights/Adam", Tensor.of(3L, 4L, 5L));
            writer.add("names", Tensor.of(new String[] {"one", "two", "", "four"}));
            writer.add("none", Tensor.zeros(DType.FLOAT64, Shape.of(0, 3)));
            writer.add("parts", Tensor.of(new float[][] {{1}, {2}}), "2 3 -:0,1");
            writer.add("parts", Tensor.of(new float[][] {{3, 4}, {5, 6}}), "2 3 -:1,2");
            writer.finish();
        }
    }

    @Test
    void checkpoints() throws IOException {
        writeCheckpoint();
        readAll(prefix);
        Path index = BundleFiles.index(prefix);
        Path data = BundleFiles.data(prefix, 0, 1);
        byte[] validIndex = Files.readAllBytes(index);
        byte[] validData = Files.readAllBytes(data);
        for (int i = 0; i < MUTATIONS; i++) {
            Files.write(index, sealed(validIndex));
            byte[] damaged = mutated(validData);
            Files.write(data, damaged);
            attempt(damaged, CHECKPOINT_ERRORS, () -> readAll(prefix));
            Files.write(data, validData);
            byte[] lying = i % 2 == 0 ? mutated(validIndex) : sealed(validIndex);
            Files.write(index, lying);
            attempt(lying, CHECKPOINT_ERRORS, () -> readAll(prefix));
        }
    }

    /** A table with bytes of some block changed, and the block's checksum too. */
    private byte[] sealed(byte[] table) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(table.clone()).order(ByteOrder.LITTLE_ENDIAN);
        CodedInputStream footer =
                CodedInputStream.newInstance(table, table.length - TableWriter.FOOTER, TableWriter.FOOTER);
        int offset = (int) footer.readUInt64();
        int metaIndex = (int) footer.readUInt64();
        int[][] blocks = {
            {0, offset - TableWriter.TRAILER},
            {offset, metaIndex},
            {(int) footer.readUInt64(), (int) footer.readUInt64()}
        };
        int[] block = blocks[random.nextInt(blocks.length)];
        for (int i = random.nextInt(3); i >= 0; i--) {
            byte[] change = random.nextBoolean() ? noise(1) : absurd();
            int at = random.nextInt(block[1]);
            bytes.put(block[0] + at, change, 0, Math.min(change.length, block[1] - at));
        }
        if (random.nextInt(8) == 0) {
            bytes.put(block[0] + block[1], TableWriter.SNAPPY);
        }
        bytes.putInt(block[0] + block[1] + 1, Crc32c.masked(bytes.array(), block[0], block[1] + 1));
        return bytes.array();
    }

    /** Entries that are whole, with changed messages in them. */
    @Test
    void entriesOfCheckpoints() throws IOException {
        writeCheckpoint();
        Path data = BundleFiles.data(prefix, 0, 1);
        byte[] validData = Files.readAllBytes(data);
        SortedMap<ByteString, ByteString> valid = entries(BundleFiles.index(prefix));
        List<ByteString> keys = List.copyOf(valid.keySet());
        for (int i = 0; i < MUTATIONS; i++) {
            ByteString key = keys.get(random.nextInt(keys.size()));
            byte[] lie = mutated(requireNonNull(valid.get(key)).toByteArray());
            var entries = new TreeMap<>(valid);
            entries.put(key, ByteString.copyFrom(lie));
            Files.write(BundleFiles.index(prefix), TableWriter.table(entries));
            attempt(lie, CHECKPOINT_ERRORS, () -> readAll(prefix));
            Files.write(data, validData);
            attempt(lie, CHECKPOINT_ERRORS, () -> Checkpoints.merge(List.of(prefix), directory.resolve("merged")));
            Checkpoints.removeCheckpoint(directory.resolve("merged"));
            Files.write(data, validData);
        }
    }

    /** An index of 20,000 blocks that are one and the same. */
    @Test
    void aBlockIsNotReadForEachOfManyNamesOfIt() throws IOException {
        byte[] block = new byte[300_000];
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        var big = new TableBlock.Builder(1);
        big.add(ByteString.copyFromUtf8("w"), ByteString.copyFrom(block));
        int length = append(table, big);
        var index = new TableBlock.Builder(1);
        for (int i = 0; i < 20_000; i++) {
            index.add(ByteString.copyFromUtf8(String.format("%05d", i)), varints(0, length));
        }
        int metaIndex = table.size();
        int metaLength = append(table, new TableBlock.Builder(1));
        int at = table.size();
        byte[] footer = Arrays.copyOf(
                varints(metaIndex, metaLength, at, append(table, index)).toByteArray(), TableWriter.FOOTER);
        ByteBuffer.wrap(footer).order(ByteOrder.LITTLE_ENDIAN).putLong(TableWriter.FOOTER - 8, TableWriter.MAGIC);
        table.writeBytes(footer);
        Files.write(BundleFiles.index(prefix), table.toByteArray());
        attempt(new byte[0], CHECKPOINT_ERRORS, () -> readAll(prefix));
        assertThatThrownBy(() -> readAll(prefix)).hasMessageContaining("its blocks overlap at byte 0");
    }

    private static int append(ByteArrayOutputStream table, TableBlock.Builder builder) {
        byte[] block = builder.finish().toByteArray();
        ByteBuffer bytes =
                ByteBuffer.allocate(block.length + TableWriter.TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(block).put(TableWriter.UNCOMPRESSED);
        table.writeBytes(
                bytes.putInt(Crc32c.masked(bytes.array(), 0, block.length + 1)).array());
        return block.length;
    }

    private static ByteString varints(long... values) throws IOException {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (long value : values) {
            out.writeUInt64NoTag(value);
        }
        out.flush();
        return bytes.toByteString();
    }

    /** A tensor of 4 x 250,000 numbers, one slice of which is named 4,000 times. */
    @Test
    void aSliceIsNotReadForEachOfManyNamesOfIt() throws IOException {
        try (var writer = CheckpointWriter.create(prefix)) {
            writer.add("v", Tensor.zeros(DType.FLOAT32, Shape.of(1, 250_000)), "4 250000 0,1:-");
            writer.finish();
        }
        var entries = entries(BundleFiles.index(prefix));
        ByteString key = ByteString.copyFromUtf8("v");
        var whole = BundleEntryProto.parseFrom(entries.get(key)).toBuilder();
        for (int i = 0; i < 4_000; i++) {
            whole.addSlices(whole.getSlices(0));
        }
        entries.put(key, whole.build().toByteString());
        Files.write(BundleFiles.index(prefix), TableWriter.table(entries));
        attempt(new byte[0], CHECKPOINT_ERRORS, () -> readAll(prefix));
        assertThatThrownBy(() -> readAll(prefix)).hasMessageContaining("its slices overlap, or do not cover it");
    }

    private static SortedMap<ByteString, ByteString> entries(Path table) {
        var entries = new TreeMap<ByteString, ByteString>(ByteString.unsignedLexicographicalComparator());
        try (TableReader reader = TableReader.open(table)) {
            reader.forEach(entry -> entries.put(entry.key(), entry.value()));
        }
        return entries;
    }

    @Test
    void checkpointsOfVersion1() throws IOException {
        byte[] valid = SavedSlicesTest.written();
        Files.write(prefix, valid);
        readAll(prefix);
        SortedMap<ByteString, ByteString> entries = entries(prefix);
        List<ByteString> keys = List.copyOf(entries.keySet());
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] lying = i % 2 == 0 ? mutated(valid) : sealed(valid);
            Files.write(prefix, lying);
            attempt(lying, CHECKPOINT_ERRORS, () -> readAll(prefix));
            ByteString key = keys.get(random.nextInt(keys.size()));
            byte[] lie = mutated(requireNonNull(entries.get(key)).toByteArray());
            var others = new TreeMap<>(entries);
            others.put(key, ByteString.copyFrom(lie));
            Files.write(prefix, TableWriter.table(others));
            attempt(lie, CHECKPOINT_ERRORS, () -> readAll(prefix));
        }
    }

    @Test
    void snappyBlocks() {
        byte[] valid = HexFormat.of().parseHex("150c6162636401041e02001310000000");
        attempt(valid, List.of(), () -> Snappy.decompress(valid));
        for (int i = 0; i < MUTATIONS * 10; i++) {
            byte[] block = mutated(valid);
            attempt(block, List.of(Snappy.MalformedException.class), () -> Snappy.decompress(block));
        }
    }

    @Test
    void stateFiles() throws IOException {
        byte[] valid = """
                model_checkpoint_path: "model-2"
                all_model_checkpoint_paths: "/tmp/model\\0601"
                all_model_checkpoint_timestamps: 1.5
                last_preserved_timestamp: 3
                """.getBytes(UTF_8);
        Path state = directory.resolve("checkpoint");
        Files.write(state, "model_checkpoint_path: '\\000'".getBytes(UTF_8));
        assertThatThrownBy(() -> Checkpoints.latestCheckpoint(directory))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining(state.toString());
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] text = mutated(valid);
            Files.write(state, text);
            attempt(text, DATA_LOSS, () -> Checkpoints.latestCheckpoint(directory));
        }
    }

    @Test
    void recordFiles() throws IOException {
        Path file = directory.resolve("records");
        for (Compression compression : Compression.values()) {
            try (var writer = TfRecordWriter.create(file, compression)) {
                writer.write("one".getBytes(UTF_8));
                writer.write(new byte[300]);
            }
            byte[] valid = Files.readAllBytes(file);
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] records =
                        i % 3 > 0 ? mutated(valid) : compressed(framed(absurdLength(), noise(30)), compression);
                Files.write(file, records);
                attempt(records, DATA_LOSS, () -> {
                    try (var reader = TfRecordReader.open(file, compression)) {
                        while (reader.read() != null) {}
                    }
                });
            }
        }
    }

    private long absurdLength() {
        long any = random.nextLong();
        return any >>> random.nextInt(Long.SIZE);
    }

    /** A record under right checksums, but for that of its data if its length is wrong. */
    private static byte[] framed(long length, byte[] data) {
        ByteBuffer record = ByteBuffer.allocate(12 + data.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(length).putInt(Crc32c.masked(record.array(), 0, Long.BYTES));
        return record.put(data).putInt(Crc32c.masked(data, 0, data.length)).array();
    }

    private static byte[] compressed(byte[] bytes, Compression compression) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packed = compression.compress(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    private static final Summary SUMMARY = new Summary(List.of(
            new Summary.Value("loss", new Summary.Scalar(1.5f)),
            new Summary.Value("image", new Summary.Image(2, 3, 1, new byte[] {1, 2, 3})),
            new Summary.Value("sound", new Summary.Audio(8000, 1, 2, new byte[] {4, 5})),
            new Summary.Value("values", new Summary.Histogram(0, 1, 2, 1, 1, List.of(0.5, 1.0), List.of(1.0, 1.0))),
            new Summary.Value(
                    "tensor",
                    new Summary.TensorContent(Tensor.of(new String[] {"a", "bc"})),
                    new Summary.Metadata("text", "{}", "shown", "as text")),
            new Summary.Value("matrix", new Summary.TensorContent(Tensor.of(new float[][] {{1, 2}, {3, 4}})))));

    @Test
    void events() throws IOException {
        Path file = directory.resolve("events");
        List<byte[]> valid = List.of(
                new Event(1.5, 1, new Event.FileVersion("brain.Event:2")).toBytes(),
                new Event(1.5, 2, new Event.GraphBytes(new byte[] {10, 0})).toBytes(),
                new Event(1.5, 3, new Event.Values(SUMMARY)).toBytes(),
                new Event(1.5, 4, new Event.SessionLog(Event.SessionLog.Status.START, "model", "go")).toBytes(),
                new Event(1.5, 5, new Event.LogMessage(20, "said")).toBytes());
        for (byte[] event : valid) {
            Files.write(file, framed(event.length, event));
            readEvents(file);
        }
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] event = mutated(valid.get(random.nextInt(valid.size())));
            Files.write(file, framed(event.length, event));
            attempt(event, DATA_LOSS, () -> readEvents(file));
            byte[] lying = i % 2 == 0 ? framed(absurdLength(), event) : mutated(framed(event.length, event));
            Files.write(file, lying);
            attempt(lying, DATA_LOSS, () -> readEvents(file));
        }
    }

    private static void readEvents(Path file) {
        try (var reader = EventReader.open(file)) {
            while (reader.read() != null) {}
        }
    }

    /** A million times one text of 10,000 bytes; and three complex numbers, of which the last is the second. */
    @Test
    void aRepeatedValueIsThereOnce() {
        TensorProto texts = TensorProto.newBuilder()
                .setDtype(DataType.DT_STRING)
                .setTensorShape(TensorProtos.shape(Shape.of(1 << 20)))
                .addStringVal(ByteString.copyFrom(new byte[10_000]))
                .build();
        attempt(texts.toByteArray(), List.of(), () -> assertThat(
                        TensorProtos.tensor(texts, 1 << 20).strings()[7])
                .hasSize(10_000));
        TensorProto numbers = TensorProto.newBuilder()
                .setDtype(DataType.DT_COMPLEX64)
                .setTensorShape(TensorProtos.shape(Shape.of(3)))
                .addScomplexVal(1)
                .addScomplexVal(2)
                .addScomplexVal(3)
                .addScomplexVal(4)
                .build();
        assertThat(TensorProtos.tensor(numbers, 1).floats()).containsExactly(1, 2, 3, 4, 3, 4);
    }

    /** 40 tensors of 4 MB each in 800 bytes. */
    @Test
    void tensorsOfRepeatedValuesHaveALimitTogether() {
        TensorProto tensor = TensorProto.newBuilder()
                .setDtype(DataType.DT_FLOAT)
                .setTensorShape(TensorProtos.shape(Shape.of(1 << 20)))
                .addFloatVal(1)
                .build();
        SummaryProto.Builder summary = SummaryProto.newBuilder();
        summary.addValueBuilder().setTag("t").setTensor(tensor);
        Summary one = Summary.parse(summary.build().toByteArray());
        assertThat(one.values().get(0).content())
                .isInstanceOfSatisfying(Summary.TensorContent.class, content -> assertThat(
                                content.tensor().floats())
                        .hasSize(1 << 20)
                        .containsOnly(1));
        for (int i = 0; i < 40; i++) {
            summary.addValueBuilder().setTag("t" + i).setTensor(tensor);
        }
        byte[] bytes = summary.build().toByteArray();
        attempt(bytes, DATA_LOSS, () -> Summary.parse(bytes));
        assertThatThrownBy(() -> Summary.parse(bytes)).isInstanceOf(DataLossException.class);
    }

    @Test
    void messages() {
        byte[] example = Example.builder()
                .put("pixels", 0.5f, 0.25f)
                .put("label", 7L)
                .put("name", "seven")
                .build()
                .toBytes();
        byte[] sequence = new SequenceExample(
                        Map.of("length", Tensor.of(new long[] {2})),
                        Map.of("words", List.of(Tensor.of(new long[] {1}), Tensor.of(2L, 3L))))
                .toBytes();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] record = mutated(example);
            attempt(record, DATA_LOSS, () -> Example.parse(record));
            byte[] steps = mutated(sequence);
            attempt(steps, DATA_LOSS, () -> SequenceExample.parse(steps));
            byte[] summary = mutated(SUMMARY.toBytes());
            attempt(summary, DATA_LOSS, () -> Summary.parse(summary));
            byte[] metadata = mutated(new Summary.Metadata("text", "{}", "shown", "as text").toBytes());
            attempt(metadata, DATA_LOSS, () -> Summary.Metadata.parse(metadata));
        }
    }
}
