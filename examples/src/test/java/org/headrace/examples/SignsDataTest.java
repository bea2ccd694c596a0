package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignsDataTest {
    @TempDir
    Path directory;

    /**
     * Two small files in the course's layout, but gzipped in chunks, made with h5py 3: 7 and 6 pictures, pixel [i, row,
     * column, channel] = (31 i + 7 row + 3 column + 11 channel) mod 256, label i mod 6, as int64 and as uint8.
     */
    @BeforeEach
    void copySmallFiles() throws IOException, URISyntaxException {
        copy("train_signs.h5", "train_signs.h5");
        copy("test_signs.h5", "test_signs.h5");
    }

    private void copy(String resource, String name) throws IOException, URISyntaxException {
        URL url = Objects.requireNonNull(getClass().getResource("signs/" + resource));
        Files.copy(Path.of(url.toURI()), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void readsPicturesAndLabels() throws IOException {
        SignsData data = SignsData.read(directory);
        assertThat(data.train().size()).isEqualTo(7);
        assertThat(data.test().size()).isEqualTo(6);
        assertThat(data.train().label(6)).isZero();
        assertThat(data.test().label(5)).isEqualTo(5);
        float[] x = columns(data.train());
        for (int feature = 0; feature < Pictures.FEATURES; feature++) {
            int row = feature / 192;
            int column = feature / 3 % 64;
            int channel = feature % 3;
            for (int i = 0; i < 7; i++) {
                int value = (31 * i + 7 * row + 3 * column + 11 * channel) % 256;
                assertThat(x[feature * 7 + i]).isEqualTo((float) (value / 255.0));
            }
        }
    }

    @Test
    void theCoursesFilesGiveNumpysNumbers() throws IOException {
        SignsData data = SignsData.read(RealData.folder("signs"));
        assertThat(data.train().size()).isEqualTo(1080);
        assertThat(data.test().size()).isEqualTo(120);
        // h5py, numpy: X = (train_set_x.reshape(1080, -1).T / 255.).astype(np.float32); X.astype(np.float64).sum()
        float[] x = columns(data.train());
        double sum = 0;
        for (float value : x) {
            sum += value;
        }
        assertThat(sum).isEqualTo(9452057.047282575, within(1e-3));

        // np.random.seed(4); p = np.random.permutation(1080); X[[0, 1, 12287]][:, p[[0, 31, 32, 1079]]], Y[p[:10]]
        MiniBatches batches = new MiniBatches(data.train(), SignsLayout.COLUMNS, 32, 3);
        batches.nextEpoch();
        float[] full = new float[Pictures.FEATURES * 32];
        float[] labels = new float[Pictures.CLASSES * 32];
        batches.fill(0, full, labels);
        assertThat(new float[] {full[0], full[31], full[32], full[63], full[12287 * 32], full[12287 * 32 + 31]})
                .containsExactly(0.9137255f, 0.89411765f, 0.88235295f, 0.8745098f, 0.7490196f, 0.7058824f);
        assertThat(Arrays.copyOf(labelsOf(labels, 32), 10)).containsExactly(3, 4, 1, 2, 4, 2, 0, 4, 1, 2);
        float[] last = new float[Pictures.FEATURES * 24];
        float[] lastLabels = new float[Pictures.CLASSES * 24];
        batches.fill(33, last, lastLabels);
        assertThat(new float[] {last[23], last[12287 * 24 + 23]}).containsExactly(0.90588236f, 0.7882353f);
        // Y[p[1056:1066]]
        assertThat(Arrays.copyOf(labelsOf(lastLabels, 24), 10)).containsExactly(2, 1, 3, 2, 5, 0, 4, 2, 3, 0);
        // np.random.seed(5); Y[np.random.permutation(1080)[:4]]
        batches.nextEpoch();
        batches.fill(0, full, labels);
        assertThat(Arrays.copyOf(labelsOf(labels, 32), 4)).containsExactly(4, 1, 2, 5);
    }

    private static int[] labelsOf(float[] oneHot, int count) {
        int[] labels = new int[count];
        for (int j = 0; j < count; j++) {
            for (int label = 0; label < Pictures.CLASSES; label++) {
                if (oneHot[label * count + j] == 1) {
                    labels[j] = label;
                }
            }
        }
        return labels;
    }

    @Test
    void aMissingDirectoryIsNamed() {
        refused(directory.resolve("nowhere"), "nowhere is not a directory: it must be one that holds train_signs.h5");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(directory.resolve("test_signs.h5"));
        refused(directory, "test_signs.h5 does not exist: put the course's file there");
    }

    @Test
    void otherFilesAreNotTakenForHdf5() throws IOException {
        Files.writeString(directory.resolve("train_signs.h5"), "<html>404</html>".repeat(50));
        refused(directory, "train_signs.h5 cannot be read as HDF5");
        Files.write(directory.resolve("train_signs.h5"), new byte[0]);
        refused(directory, "train_signs.h5 is empty");
    }

    @Test
    void aFileCutShortIsRefusedWhereverItEnds() throws IOException {
        Path file = directory.resolve("train_signs.h5");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 1; length < whole.length; length += 997) {
            Files.write(file, Arrays.copyOf(whole, length));
            refused(directory, "train_signs.h5");
        }
    }

    @Test
    void filesUnderEachOthersNamesAreFoundOut() throws IOException, URISyntaxException {
        copy("test_signs.h5", "train_signs.h5");
        refused(
                directory,
                "train_signs.h5 has no data set 'train_set_x', it has [list_classes, test_set_x, test_set_y]");
    }

    @Test
    void wrongTypesAndShapesAreDescribed() {
        write(new float[2][64][64][3], new long[2]);
        refused(
                directory,
                "'train_set_x' is float (2, 64, 64, 3): it must be uint8 (m, 64, 64, 3) with m from 1 to 4096");
        write(new byte[2][32][32][3], new long[2]);
        refused(directory, "'train_set_x' is int8 (2, 32, 32, 3): it must be uint8");
    }

    /** Made with h5py 3 from the small training file: its labels replaced by what the file's name says. */
    @Test
    void labelsMustFitThePictures() throws IOException, URISyntaxException {
        copy("labels_6_for_7.h5", "train_signs.h5");
        refused(directory, "'train_set_y' is int64 (6): it must be integers (7), one label a picture");
        copy("labels_float64.h5", "train_signs.h5");
        refused(directory, "'train_set_y' is double (7): it must be integers (7)");
        copy("labels_0_1_2_6.h5", "train_signs.h5");
        refused(directory, "label 3 in 'train_set_y' is 6: labels must be 0 to 5");
    }

    private static void refused(Path directory, String message) {
        assertThatThrownBy(() -> SignsData.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private void write(Object pictures, Object labels) {
        try (WritableHdfFile file = HdfFile.write(directory.resolve("train_signs.h5"))) {
            file.putDataset("train_set_x", pictures);
            file.putDataset("train_set_y", labels);
        }
    }

    /** All pictures as columns. */
    private static float[] columns(Pictures pictures) {
        float[] x = new float[Pictures.FEATURES * pictures.size()];
        pictures.columns(IntStream.range(0, pictures.size()).toArray(), 0, pictures.size(), x);
        return x;
    }
}
