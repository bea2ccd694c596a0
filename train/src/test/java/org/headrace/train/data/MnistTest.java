package org.headrace.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {
    @TempDir
    Path folder;

    /** Small files: image i is all of grey level i, its label i mod 10. */
    private void write(int train, int test) throws IOException {
        images("train-images-idx3-ubyte", train, 28);
        labels("train-labels-idx1-ubyte", train, 10);
        images("t10k-images-idx3-ubyte", test, 28);
        labels("t10k-labels-idx1-ubyte", test, 10);
    }

    private void images(String name, int count, int side) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(16 + count * side * side);
        file.putInt(0x803).putInt(count).putInt(side).putInt(side);
        for (int i = 0; i < count * side * side; i++) {
            file.put((byte) (i / (side * side)));
        }
        Files.write(folder.resolve(name), file.array());
    }

    private void labels(String name, int count, int classes) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(8 + count);
        file.putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            file.put((byte) (i % classes));
        }
        Files.write(folder.resolve(name + ".gz"), Prefixes.gzip(file.array()));
    }

    private Mnist read(int validationSize, long seed) {
        return Mnist.read(folder, false, validationSize, seed, ReadListener.NONE);
    }

    /** Which images a batch has, by their grey levels; that labels go with them is checked. */
    private static List<Integer> numbers(Element batch) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < batch.get(0).shape().dim(0); i++) {
            int number = Math.round(batch.get(0).floats()[i * 784] * 255);
            assertThat(batch.get(1).longAt(i)).isEqualTo(number % 10);
            numbers.add(number);
        }
        return numbers;
    }

    @Test
    void theFirstImagesAreForValidation() throws IOException {
        write(30, 10);
        Mnist mnist = read(5, 1);
        assertThat(mnist.train().numExamples()).isEqualTo(25);
        assertThat(mnist.test().numExamples()).isEqualTo(10);
        assertThat(numbers(Element.of(
                        mnist.validation().images(), mnist.validation().labels())))
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(mnist.train().images().floats()[0]).isEqualTo(5 * (float) (1 / 255.0));
        assertThatThrownBy(() -> read(31, 1))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("Validation size should be between 0 and 30. Received: 31.");
    }

    @Test
    void anEpochHasEveryImageAndTheNextBeginsInTheSameBatch() throws IOException {
        write(10, 1);
        MnistImages train = read(0, 3).train();
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            seen.addAll(numbers(train.nextBatch(4)));
            assertThat(train.epochsCompleted()).isEqualTo(i < 2 ? 0 : 1);
        }
        assertThat(seen.subList(0, 10)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        for (int i = 0; i < 2; i++) {
            seen.addAll(numbers(train.nextBatch(4)));
        }
        assertThat(train.epochsCompleted()).isEqualTo(1);
        assertThat(seen.subList(10, 20)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(seen.subList(10, 20)).isNotEqualTo(seen.subList(0, 10));
    }

    /**
     * NumPy: r = RandomState(3); a = arange(10)[r.permutation(10)] is 5 4 1 2 9 6 7 0 3 8, and a[r.permutation(10)] is
     * what the second epoch goes through, for shuffle(arange(n)) draws as permutation(n) does.
     */
    @Test
    void theOrderIsNumpysForTheSeed() throws IOException {
        write(10, 1);
        MnistImages train = read(0, 3).train();
        NumpyRandom random = new NumpyRandom(3);
        int[] first = random.permutation(10);
        int[] second = random.permutation(10);
        List<Integer> expected = new ArrayList<>();
        for (int i : first) {
            expected.add(i);
        }
        for (int i : second) {
            expected.add(first[i]);
        }
        assertThat(first).containsExactly(5, 4, 1, 2, 9, 6, 7, 0, 3, 8);
        List<Integer> seen = new ArrayList<>(numbers(train.nextBatch(7)));
        seen.addAll(numbers(train.nextBatch(7)));
        seen.addAll(numbers(train.nextBatch(6)));
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void withoutShufflingTheOrderIsTheFiles() throws IOException {
        write(5, 1);
        MnistImages train = read(0, 3).train();
        assertThat(numbers(train.nextBatch(3, false))).containsExactly(0, 1, 2);
        assertThat(numbers(train.nextBatch(3, false))).containsExactly(3, 4, 0);
        assertThatThrownBy(() -> train.nextBatch(6)).hasMessage("the batch size is 6: it must be from 1 to 5");
    }

    @Test
    void missingAndForeignFilesAreNamed() throws IOException {
        write(3, 1);
        Files.delete(folder.resolve("train-labels-idx1-ubyte.gz"));
        assertThatThrownBy(() -> read(0, 1))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("train-labels-idx1-ubyte.gz does not exist")
                .hasMessageContaining("put MNIST's four files into " + folder);
        labels("train-labels-idx1-ubyte", 4, 10);
        assertThatThrownBy(() -> read(0, 1))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("the labels of the 3 images beside it are uint8 (3,)");
        images("train-images-idx3-ubyte", 4, 27);
        assertThatThrownBy(() -> read(0, 1)).hasMessageContaining("MNIST's images are uint8 (n, 28, 28)");
        write(12, 1);
        labels("t10k-labels-idx1-ubyte", 1, 10);
        labels("train-labels-idx1-ubyte", 12, 12);
        assertThatThrownBy(() -> read(0, 1)).hasMessageContaining("label 10 is 10, but MNIST's are 0 to 9");
    }

    @Test
    void theRealFilesAreRead() {
        Mnist mnist = Mnist.readDataSets(RealData.folder("mnist"), true, 1);
        assertThat(mnist.train().numExamples()).isEqualTo(55000);
        assertThat(mnist.validation().numExamples()).isEqualTo(5000);
        assertThat(mnist.test().numExamples()).isEqualTo(10000);
        Tensor labels = mnist.test().labels();
        assertThat(labels.spec().toString())
                .isEqualTo(
                        Tensor.zeros(DType.FLOAT32, Shape.of(10000, 10)).spec().toString());
        // How often each digit is in the test set, as the data set's own description counts.
        int[] counts = new int[10];
        for (int i = 0; i < 100000; i++) {
            counts[i % 10] += (int) labels.floats()[i];
        }
        assertThat(counts).containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
        // The first test image is the well-known 7, whose first dark pixel is 84 in row 7, column 6.
        float[] seven = mnist.test().images().floats();
        assertThat(labels.floats()[7]).isEqualTo(1);
        assertThat(seven[7 * 28 + 6]).isEqualTo(84 * (float) (1 / 255.0));
        for (int i = 0; i < 7 * 28 + 6; i++) {
            assertThat(seven[i]).isZero();
        }
        Set<Double> sums = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            Element batch = mnist.train().nextBatch(100);
            assertThat(batch.get(0).shape()).isEqualTo(Shape.of(100, 784));
            assertThat(batch.get(1).shape()).isEqualTo(Shape.of(100, 10));
            sums.add(Arrays.stream(batch.get(0).toDoubleArray()).sum());
        }
        assertThat(sums).hasSize(5);
    }
}
