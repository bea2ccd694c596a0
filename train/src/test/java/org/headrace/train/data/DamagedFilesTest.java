package org.headrace.train.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.headrace.core.DType;
import org.headrace.core.GraphException;
import org.headrace.interop.Compression;
import org.headrace.interop.TfRecordWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files damaged at random, always the same way: a reader may read them, or refuse them with an error of ours that names
 * the file; in little time, and without taking memory that the file's length does not allow. More of it:
 * {@code -Dheadrace.damaged.files=100000}.
 */
class DamagedFilesTest {
    private static final int ROUNDS = Integer.getInteger("headrace.damaged.files", 200);
    /** Of the processor, which others may keep busy. */
    private static final long MOST_NANOS = 5_000_000_000L;

    /** What decoders take for themselves, whatever the file says. */
    private static final long BASE_BYTES = 32 << 20;

    private static final int[] EXTREMES = {
        0, 1, -1, 0x7f, 0x80, 0xffff, 1 << 24, 1 << 30, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, Integer.MIN_VALUE
    };

    @TempDir
    Path folder;

    /** Reads damaged variants of {@code whole}. */
    private void survives(String name, byte[] whole, Consumer<Path> read) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, whole);
        read.accept(file);
        var random = new SplittableRandom(name.hashCode());
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damaged(whole, random);
            Files.write(file, damaged);
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long start = threads.getCurrentThreadCpuTime();
            Throwable error = catchThrowable(() -> read.accept(file));
            String what = name + ", round " + round;
            if (error != null) {
                assertThat(error).as(what).isInstanceOf(GraphException.class).hasMessageContaining(file.toString());
            }
            assertThat(threads.getCurrentThreadCpuTime() - start).as(what).isLessThan(MOST_NANOS);
            assertThat(threads.getCurrentThreadAllocatedBytes() - bytes)
                    .as(what)
                    .isLessThan(BASE_BYTES + 4 * DataFile.MAX_DEFLATE_RATIO * damaged.length);
        }
    }

    private static byte[] damaged(byte[] whole, SplittableRandom random) {
        byte[] bytes = whole.clone();
        for (int times = random.nextInt(1, 4); times > 0 && bytes.length > 8; times--) {
            int at = random.nextInt(bytes.length - 8);
            int other = random.nextInt(bytes.length - 8);
            int count = random.nextInt(1, 9);
            ByteBuffer words =
                    ByteBuffer.wrap(bytes).order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> words.putInt(at, EXTREMES[random.nextInt(EXTREMES.length)]);
                case 3 -> words.putLong(at, random.nextLong() >>> random.nextInt(64));
                case 4 -> System.arraycopy(bytes, other, bytes, at, count);
                default -> bytes = Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }

    private static byte[] resource(String name) throws IOException {
        try {
            return Files.readAllBytes(
                    Path.of(Objects.requireNonNull(DamagedFilesTest.class.getResource("npy/" + name), name)
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void idxFiles() throws IOException {
        byte[] whole = ByteBuffer.allocate(4 + 3 * 4 + 24 * 4)
                .putInt(0x00000D03)
                .putInt(2)
                .putInt(3)
                .putInt(4)
                .array();
        survives("plain.idx", whole, IdxReader::read);
        survives("packed.idx.gz", Prefixes.gzip(whole), IdxReader::read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c_f4.npy", "bool.npy", "fortran.npy", "texts.npy", "bytes.npy", "version2.npy"})
    void numpyArrays(String name) throws IOException {
        survives(name, resource(name), NpyReader::read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored.npz", "deflated.npz"})
    void numpyArchives(String name) throws IOException {
        survives(name, resource(name), NpyReader::readNpz);
    }

    @Test
    void tables() throws IOException {
        CsvReader reader =
                CsvReader.of(DType.FLOAT32, DType.INT64, DType.STRING).withHeader();
        byte[] whole = "a,b,c\r\n1.5e3,-7,\"x \"\"y\"\"\nz\"\n.5,12,é\n".getBytes(UTF_8);
        survives("plain.csv", whole, reader::read);
        survives("packed.csv.gz", Prefixes.gzip(whole), reader::read);
    }

    @Test
    void records() throws IOException {
        Path whole = folder.resolve("whole.tfrecord");
        for (Compression compression : Compression.values()) {
            try (var writer = TfRecordWriter.create(whole, compression)) {
                writer.write("first".getBytes(UTF_8));
                writer.write(new byte[40]);
            }
            survives(compression + ".tfrecord", Files.readAllBytes(whole), file -> Dataset.fromTfRecord(
                            file, compression)
                    .forEach(record -> {}));
        }
    }

    @Test
    void hdf5Files() throws IOException {
        Path whole = folder.resolve("whole.h5");
        try (WritableHdfFile file = HdfFile.write(whole)) {
            file.putDataset("floats", new float[][] {{1, 2}, {3, 4.5f}});
            file.putDataset("strings", new String[] {"one", "three"});
            file.putGroup("group").putDataset("inner", new int[] {7});
        }
        survives("data.h5", Files.readAllBytes(whole), file -> {
            try (Hdf5File hdf5 = Hdf5File.open(file)) {
                hdf5.names();
                hdf5.read("floats");
                hdf5.read("strings");
                hdf5.read("group/inner");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
    void pictures(String format) throws IOException {
        var picture = new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 63; i++) {
            picture.setRGB(i % 9, i / 9, i * 0x040201);
        }
        var whole = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, format, whole)).isTrue();
        var reading = new ImageReading(4, 4, ImageFolder.RGB);
        survives("picture." + format, whole.toByteArray(), reading::read);
    }
}
