package org.headrace.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made by hand after the format's description at the foot of the MNIST page. */
class IdxReaderTest {
    @TempDir
    Path folder;

    private static byte[] bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.array();
    }

    private static final int[] MATRIX = {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 253, 254, 255};

    private Tensor read(byte... content) throws IOException {
        Path file = folder.resolve("data.idx");
        Files.write(file, content);
        return IdxReader.read(file);
    }

    @Test
    void everyDtypeIsRead() throws IOException {
        assertThat(read(bytes(MATRIX))).isEqualTo(Tensor.of(DType.UINT8, new int[][] {{1, 2, 3}, {253, 254, 255}}));
        assertThat(read(bytes(0, 0, 9, 1, 0, 0, 0, 2, 127, 128))).isEqualTo(Tensor.of((Object) new byte[] {127, -128}));
        assertThat(read(bytes(0, 0, 11, 1, 0, 0, 0, 2, 1, 2, 255, 254)))
                .isEqualTo(Tensor.of((Object) new short[] {258, -2}));
        assertThat(read(bytes(0, 0, 12, 1, 0, 0, 0, 1, 1, 2, 3, 4))).isEqualTo(Tensor.of(new int[] {0x01020304}));
        // 1.5f is 0x3fc00000, -2.0 is 0xc000000000000000
        assertThat(read(bytes(0, 0, 13, 1, 0, 0, 0, 1, 0x3f, 0xc0, 0, 0))).isEqualTo(Tensor.of(new float[] {1.5f}));
        assertThat(read(bytes(0, 0, 14, 1, 0, 0, 0, 1, 0xc0, 0, 0, 0, 0, 0, 0, 0)))
                .isEqualTo(Tensor.of(new double[] {-2}));
    }

    @Test
    void scalarsAndEmptyArraysAreRead() throws IOException {
        assertThat(read(bytes(0, 0, 8, 0, 7))).isEqualTo(Tensor.wrap(DType.UINT8, Shape.scalar(), new byte[] {7}));
        assertThat(read(bytes(0, 0, 8, 2, 0, 0, 0, 0, 127, 255, 255, 255)).shape())
                .isEqualTo(Shape.of(0, 0x7fffffff));
    }

    @Test
    void arraysLargerThanABufferAreRead() throws IOException {
        ByteBuffer file =
                ByteBuffer.allocate(8 + 4 * 100_000).put(bytes(0, 0, 12, 1)).putInt(100_000);
        for (int i = 0; i < 100_000; i++) {
            file.putInt(i * 7919);
        }
        Tensor tensor = read(Prefixes.gzip(file.array()));
        for (int i = 0; i < 100_000; i++) {
            assertThat(tensor.ints()[i]).isEqualTo(i * 7919);
        }
    }

    @Test
    void everyBeginningOfAFileIsRefused() throws IOException {
        Prefixes.areRefused(folder.resolve("cut.idx"), bytes(MATRIX), IdxReader::read);
        Prefixes.areRefused(folder.resolve("cut.gz"), Prefixes.gzip(bytes(MATRIX)), IdxReader::read);
    }

    @Test
    void damagedFilesNeverTakeMemoryOrFailOtherwise() throws IOException {
        Prefixes.damageIsSurvived(folder.resolve("damaged.idx"), bytes(MATRIX), IdxReader::read);
        Prefixes.damageIsSurvived(folder.resolve("damaged.gz"), Prefixes.gzip(bytes(MATRIX)), IdxReader::read);
    }

    @Test
    void absurdSizesAreRefusedBeforeMemoryIsTaken() {
        assertThatThrownBy(() -> read(bytes(0, 0, 14, 2, 127, 255, 255, 255, 127, 255, 255, 255)))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("data.idx");
        assertThatThrownBy(() -> read(bytes(0, 0, 8, 1, 127, 255, 255, 255, 1)))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("would take 2147483647 bytes, but there are not more than 1");
        assertThatThrownBy(() -> read(bytes(0, 0, 8, 1, 255, 255, 255, 255))).hasMessageContaining("dimension 0 is -1");
        assertThatThrownBy(() -> read(Prefixes.gzip(bytes(0, 0, 8, 1, 127, 255, 255, 255, 1))))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("would take 2147483647 bytes");
    }

    @Test
    void foreignFilesAreNamed() {
        assertThatThrownBy(() -> read("<html>404</html>".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("data.idx is not an IDX file: it begins with 3c 68 74 6d")
                .hasMessageContaining("download it again");
        assertThatThrownBy(() -> read(bytes(0, 0, 10, 1, 0, 0, 0, 0))).hasMessageContaining("is not an IDX file");
        assertThatThrownBy(() -> read(bytes(0, 0, 8, 1, 0, 0, 0, 1, 5, 6)))
                .hasMessageContaining("goes on after its data, from byte 9 on");
        assertThatThrownBy(() -> IdxReader.read(folder.resolve("nowhere")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nowhere does not exist");
        assertThatThrownBy(() -> IdxReader.read(folder))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void aListenerHearsHowFarItHasCome() throws IOException {
        Path file = folder.resolve("large.idx");
        Files.write(
                file,
                ByteBuffer.allocate(8 + (3 << 20))
                        .put(bytes(0, 0, 8, 1))
                        .putInt(3 << 20)
                        .array());
        List<Long> heard = new ArrayList<>();
        IdxReader.read(file, (path, read, size) -> {
            assertThat(path).isEqualTo(file);
            assertThat(size).isEqualTo(8 + (3 << 20));
            heard.add(read);
        });
        assertThat(heard).isSorted().hasSizeBetween(3, 5).endsWith(8L + (3 << 20));
    }
}
