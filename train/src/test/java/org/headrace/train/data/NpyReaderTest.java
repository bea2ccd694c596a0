package org.headrace.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files were written by NumPy 2.4.6: numpy.arange(24).reshape(2, 3, 4) in the dtype that the name tells. */
class NpyReaderTest {
    @TempDir
    Path folder;

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(NpyReaderTest.class.getResource("npy/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "c_f4,     FLOAT32", "c_f4_big, FLOAT32", "c_f8, FLOAT64", "c_f8_big, FLOAT64", "c_i1, INT8",
        "c_i2,     INT16", "c_i4_big, INT32", "c_i8, INT64", "c_u1, UINT8", "c_u2, UINT16",
        "fortran,  INT32", "version2, INT32", "version3, INT32"
    })
    void everyNumberIsInItsPlace(String name, DType dtype) {
        Tensor tensor = NpyReader.read(resource(name + ".npy"));
        assertThat(tensor.dtype()).isEqualTo(dtype);
        assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3, 4));
        for (int i = 0; i < 24; i++) {
            assertThat(tensor.doubleAt(i)).isEqualTo(i);
        }
    }

    @Test
    void numbersWithoutAJavaTwinAreReadBitForBit() {
        // float16 3 is 0x4200, 23 is 0x4dc0
        short[] halves = NpyReader.read(resource("c_f2.npy")).shorts();
        assertThat(halves[3]).isEqualTo((short) 0x4200);
        assertThat(halves[23]).isEqualTo((short) 0x4dc0);
        assertThat(NpyReader.read(resource("c_u4.npy")).ints()[23]).isEqualTo(23);
        assertThat(NpyReader.read(resource("c_u8.npy")).longs()[23]).isEqualTo(23);
        assertThat(NpyReader.read(resource("c_c8.npy")).floats())
                .startsWith(0, 0, 1, 0, 2, 0)
                .endsWith(23, 0);
        assertThat(NpyReader.read(resource("c_c16_big.npy")).doubles())
                .startsWith(0, 0, 1, 0, 2, 0)
                .endsWith(23, 0);
        assertThat(NpyReader.read(resource("bool.npy")).bytes()).startsWith(1, 0, 0, 1, 0, 0);
        assertThat(NpyReader.read(resource("scalar.npy")).toFloat()).isEqualTo(2.5f);
    }

    @Test
    void textsBecomeUtf8() {
        assertThat(NpyReader.read(resource("bytes.npy"))).isEqualTo(Tensor.of((Object) new String[] {"a", "bcd", ""}));
        assertThat(NpyReader.read(resource("texts.npy")))
                .isEqualTo(Tensor.of((Object) new String[] {"\u00e4", "xyz", "\ud83d\ude00"}));
    }

    @Test
    void archivesAreReadByName() {
        Map<String, Tensor> stored = NpyReader.readNpz(resource("stored.npz"));
        assertThat(stored.keySet()).containsExactly("x", "y");
        assertThat(stored.get("x")).isEqualTo(NpyReader.read(resource("c_f4.npy")));
        assertThat(stored.get("y")).isEqualTo(Tensor.of(0L, 1, 2));
        Map<String, Tensor> deflated = NpyReader.readNpz(resource("deflated.npz"));
        assertThat(deflated.get("x")).isEqualTo(Tensor.zeros(DType.FLOAT32, Shape.of(100, 100)));
    }

    /** A file of version 2 with this header and these elements. */
    private Path written(String header, int... elements) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(12 + text.length + elements.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0})
                .putInt(text.length)
                .put(text);
        for (int element : elements) {
            bytes.put((byte) element);
        }
        return Files.write(folder.resolve("written.npy"), bytes.array());
    }

    @Test
    void everyByteButZeroIsTrue() throws IOException {
        Path file = written("{'descr': '|b1', 'fortran_order': False, 'shape': (4,), }", 0, 1, 2, 0xff);
        assertThat(NpyReader.read(file)).isEqualTo(Tensor.of((Object) new boolean[] {false, true, true, true}));
    }

    @Test
    void moreThanThirtyTwoDimensionsAreRefused() throws IOException {
        Path file = written("{'descr': '|u1', 'fortran_order': False, 'shape': (" + "1,".repeat(33) + "), }", 7);
        assertThatThrownBy(() -> NpyReader.read(file))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("its shape is (1,1,1,");
    }

    @Test
    void aHeaderThatNeverEndsIsRefusedInTime() throws IOException {
        Path file = written("{" + "'descr':[".repeat(200_000) + "'descr' ".repeat(200_000) + "}");
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThatThrownBy(() -> NpyReader.read(file))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("has no valid header"));
    }

    @Test
    void entriesOverTheSameBytesAreRefused() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(Files.readAllBytes(resource("c_f8.npy")));
        }
        byte[] one = packed.toByteArray();
        int end = one.length - 22;
        int directory = ByteBuffer.wrap(one).order(ByteOrder.LITTLE_ENDIAN).getInt(end + 16);
        int length = end - directory;
        int copies = 10;
        ByteBuffer bomb =
                ByteBuffer.allocate(one.length + (copies - 1) * length).order(ByteOrder.LITTLE_ENDIAN);
        bomb.put(one, 0, directory);
        for (int i = 0; i < copies; i++) {
            one[directory + 46] = (byte) ('a' + i);
            bomb.put(one, directory, length);
        }
        int newEnd = bomb.position();
        bomb.put(one, end, 22);
        bomb.putShort(newEnd + 8, (short) copies)
                .putShort(newEnd + 10, (short) copies)
                .putInt(newEnd + 12, copies * length);
        Path file = Files.write(folder.resolve("bomb.npz"), bomb.array());
        assertThatThrownBy(() -> NpyReader.readNpz(file))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("bomb.npz is damaged: its entries lie over each other");
    }

    @Test
    void objectsAndStructuresAreRefused() {
        assertThatThrownBy(() -> NpyReader.read(resource("objects.npy")))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContaining("objects.npy has elements of type '|O'")
                .hasMessageContaining("array.astype");
        assertThatThrownBy(() -> NpyReader.read(resource("structure.npy")))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContaining("[('x', '<f4'), ('y', '<i4')]");
    }

    @ParameterizedTest
    @CsvSource({"fortran.npy", "texts.npy", "bytes.npy", "version3.npy"})
    void everyBeginningOfAFileIsRefusedAndDamageSurvived(String name) throws IOException {
        byte[] whole = Files.readAllBytes(resource(name));
        Prefixes.areRefused(folder.resolve("cut.npy"), whole, NpyReader::read);
        Prefixes.damageIsSurvived(folder.resolve("damaged.npy"), whole, NpyReader::read);
    }

    @Test
    void everyBeginningOfAnArchiveIsRefusedAndDamageSurvived() throws IOException {
        byte[] whole = Files.readAllBytes(resource("deflated.npz"));
        Prefixes.areRefused(folder.resolve("cut.npz"), whole, NpyReader::readNpz);
        Prefixes.damageIsSurvived(folder.resolve("damaged.npz"), whole, NpyReader::readNpz);
    }

    /** After the format's description: magic, version, header length as two bytes, header, elements. */
    private static byte[] npy(String header, int elementBytes) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0});
        file.writeBytes(text);
        file.writeBytes(new byte[elementBytes]);
        return file.toByteArray();
    }

    private Path write(byte... content) {
        try {
            return Files.write(folder.resolve("made.npy"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(String descr, String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': True, 'shape': (" + shape + "), }\n";
    }

    @Test
    void absurdSizesAreRefusedBeforeMemoryIsTaken() {
        for (String descr : new String[] {"<f8", "|S8", "<U8", "|S999999999"}) {
            for (String shape : new String[] {
                "2000000000, ", "4000000000, 4000000000, 4000000000", "9000000000000000000,", "99999999999999999999,"
            }) {
                assertThatThrownBy(() -> NpyReader.read(write(npy(header(descr, shape), 16))))
                        .isInstanceOf(DataLossException.class)
                        .hasMessageContaining("made.npy");
            }
        }
        assertThatThrownBy(() -> NpyReader.read(write(npy(header("|S0", "2000000000,"), 16))))
                .isInstanceOf(UnimplementedException.class);
        assertThat(NpyReader.read(write(npy(header("<f4", "0, 9000000000"), 0))).size())
                .isZero();
    }

    @Test
    void foreignFilesAreNamed() {
        assertThatThrownBy(() -> NpyReader.read(write("<html>404</html>".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("made.npy is not a NumPy array: it does not begin with \\x93NUMPY");
        assertThatThrownBy(() -> NpyReader.read(write(npy("{'descr': 5}", 0))))
                .hasMessageContaining("has no valid header");
        assertThatThrownBy(() -> NpyReader.read(write(npy(header("<f4", "1,"), 5))))
                .hasMessageContaining("goes on after its data");
        assertThatThrownBy(() -> NpyReader.read(folder.resolve("nowhere.npy"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> NpyReader.readNpz(write(npy(header("<f4", "1,"), 4))))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("made.npy is not an .npz archive");
    }

    @Test
    void anArchivesOwnSizesAreNotBelieved() throws IOException {
        Path file = folder.resolve("bomb.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(npy(header("|u1", "2000000000,"), 100));
        }
        assertThatThrownBy(() -> NpyReader.readNpz(file))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("bomb.npz (x.npy) is cut off");
    }
}
