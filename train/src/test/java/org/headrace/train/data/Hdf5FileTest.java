package org.headrace.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5FileTest {
    @TempDir
    Path folder;

    private Path path = Path.of("");

    @BeforeEach
    void write() {
        path = folder.resolve("data.h5");
        try (WritableHdfFile file = HdfFile.write(path)) {
            file.putDataset("floats", new float[][] {{1, 2}, {3, 4.5f}});
            file.putDataset("doubles", new double[] {0.1, -2});
            file.putDataset("bytes", new byte[] {1, -1});
            file.putDataset("shorts", new short[] {300, -300});
            file.putDataset("ints", new int[][][] {{{1}, {2}}, {{3}, {4}}});
            file.putDataset("longs", new long[] {Long.MIN_VALUE, 5});
            file.putDataset("strings", new String[] {"one", "three"});
            WritableGroup group = file.putGroup("group");
            group.putDataset("inner", new int[] {7});
        }
    }

    private Tensor read(String name) {
        try (Hdf5File file = Hdf5File.open(path)) {
            return file.read(name);
        }
    }

    @Test
    void allTypesAreRead() {
        assertThat(read("floats")).isEqualTo(Tensor.of((Object) new float[][] {{1, 2}, {3, 4.5f}}));
        assertThat(read("doubles")).isEqualTo(Tensor.of(0.1, -2));
        assertThat(read("bytes")).isEqualTo(Tensor.of((Object) new byte[] {1, -1}));
        assertThat(read("shorts")).isEqualTo(Tensor.of((Object) new short[] {300, -300}));
        assertThat(read("ints")).isEqualTo(Tensor.of((Object) new int[][][] {{{1}, {2}}, {{3}, {4}}}));
        assertThat(read("longs")).isEqualTo(Tensor.of(Long.MIN_VALUE, 5));
        assertThat(read("strings")).isEqualTo(Tensor.of((Object) new String[] {"one", "three"}));
        assertThat(read("group/inner")).isEqualTo(Tensor.of(new int[] {7}));
    }

    @Test
    void namesAndShapesAreKnownBeforeReading() {
        try (Hdf5File file = Hdf5File.open(path)) {
            assertThat(file.names()).contains("bytes", "doubles", "group").isSorted();
            assertThat(file.spec("ints")).isEqualTo(new TensorSpec(DType.INT32, Shape.of(2, 2, 1)));
            assertThatThrownBy(() -> file.read("nothing"))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("data.h5 has no data set 'nothing', it has [bytes, doubles,");
            assertThatThrownBy(() -> file.read("group")).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void foreignFilesAreNamed() throws IOException {
        Files.writeString(path, "<html>404</html>".repeat(50), StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> Hdf5File.open(path))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("data.h5 cannot be read as HDF5");
        assertThatThrownBy(() -> Hdf5File.open(folder.resolve("nowhere.h5"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aFileCutShortIsRefusedWhereverItEnds() throws IOException {
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length += 13) {
            Files.write(path, Arrays.copyOf(whole, length));
            Throwable error = catchThrowable(() -> read("floats"));
            // The last bytes belong to other data sets.
            if (error != null) {
                assertThat(error)
                        .as("%d of %d bytes", length, whole.length)
                        .isInstanceOfAny(DataLossException.class, NotFoundException.class)
                        .hasMessageContaining("data.h5");
            } else {
                assertThat(read("floats").floats()).containsExactly(1, 2, 3, 4.5f);
            }
        }
    }

    @Test
    void theRealPicturesOfHandsAreRead() {
        try (Hdf5File file = Hdf5File.open(RealData.folder("signs").resolve("test_signs.h5"))) {
            assertThat(file.names()).containsExactly("list_classes", "test_set_x", "test_set_y");
            Tensor pictures = file.read("test_set_x");
            assertThat(pictures.spec()).isEqualTo(new TensorSpec(DType.UINT8, Shape.of(120, 64, 64, 3)));
            int[] counts = new int[6];
            for (long label : file.read("test_set_y").longs()) {
                counts[(int) label]++;
            }
            assertThat(counts).containsOnly(20);
        }
    }
}
