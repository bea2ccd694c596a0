package org.headrace.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.junit.jupiter.api.Test;

class DatasetTest {
    /** The numbers that a data set of int64 scalars gives. */
    static List<Long> numbers(Dataset dataset) {
        List<Long> numbers = new ArrayList<>();
        for (Element element : dataset) {
            numbers.add(element.get(0).toLong());
        }
        return numbers;
    }

    static Element number(long value) {
        return Element.of(Tensor.wrap(Shape.scalar(), new long[] {value}));
    }

    private static List<String> texts(Iterable<Element> elements) {
        List<String> texts = new ArrayList<>();
        for (Element element : elements) {
            texts.add(element.components().toString());
        }
        return texts;
    }

    @Test
    void slicesGoAlongTheFirstDimension() {
        Dataset dataset = Dataset.fromArrays(new float[][] {{1, 2}, {3, 4}, {5, 6}}, new int[] {7, 8, 9});
        assertThat(texts(dataset)).containsExactly("[[1. 2.], 7]", "[[3. 4.], 8]", "[[5. 6.], 9]");
        Element first = dataset.iterator().next();
        assertThat(first.get(0).shape()).isEqualTo(Shape.of(2));
        assertThat(first.get(1).dtype()).isEqualTo(DType.INT32);
        assertThat(texts(dataset)).hasSize(3);
    }

    @Test
    void oneMatrixIsNotTakenForItsRows() {
        assertThat(texts(Dataset.fromArrays(new int[][] {{1, 2}, {3, 4}}))).containsExactly("[[1 2]]", "[[3 4]]");
        assertThat(texts(Dataset.fromTensors(Tensor.of(1, 2, 3)))).containsExactly("[[1 2 3]]");
    }

    @Test
    void slicesOfComplexNumbersAndStringsAreWhole() {
        Tensor complex = Tensor.wrap(DType.COMPLEX64, Shape.of(2), new float[] {1, 2, 3, 4});
        Tensor strings = Tensor.of((Object) new String[] {"a", "b"});
        List<Element> elements = new ArrayList<>();
        Dataset.fromTensorSlices(complex, strings).forEach(elements::add);
        assertThat(elements.get(1).get(0)).isEqualTo(Tensor.wrap(DType.COMPLEX64, Shape.scalar(), new float[] {3, 4}));
        assertThat(elements.get(1).get(1).toText()).isEqualTo("b");
        Element batch =
                Dataset.fromTensorSlices(complex, strings).batch(2).iterator().next();
        assertThat(batch.get(0)).isEqualTo(complex);
        assertThat(batch.get(1)).isEqualTo(strings);
    }

    @Test
    void tensorsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> Dataset.fromArrays(new int[2], new int[3]))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("first dimensions must be equal");
        assertThatThrownBy(() -> Dataset.fromArrays(5)).hasMessageContaining("a scalar cannot be sliced");
    }

    @Test
    void rangeCountsUpAndDown() {
        assertThat(numbers(Dataset.range(3))).containsExactly(0L, 1L, 2L);
        assertThat(numbers(Dataset.range(5, 0, -2))).containsExactly(5L, 3L, 1L);
        assertThat(numbers(Dataset.range(0))).isEmpty();
        assertThat(numbers(Dataset.range(Long.MAX_VALUE - 1, Long.MAX_VALUE, 5)))
                .hasSize(1);
        assertThatThrownBy(() -> Dataset.range(0, 1, 0)).hasMessage("step must be a non-zero integer.");
    }

    @Test
    void aGeneratorBeginsAnewForEachPassAndIsClosed() {
        AtomicInteger open = new AtomicInteger();
        Dataset dataset = Dataset.fromGenerator(() -> {
            open.incrementAndGet();
            return Stream.iterate(0L, i -> i + 1).map(DatasetTest::number).onClose(open::decrementAndGet);
        });
        assertThat(numbers(dataset.take(3))).containsExactly(0L, 1L, 2L);
        assertThat(numbers(dataset.take(2))).containsExactly(0L, 1L);
        assertThat(open).hasValue(0);
        try (var iterator = dataset.iterator()) {
            assertThat(iterator.next()).isEqualTo(number(0));
            assertThat(open).hasValue(1);
        }
        assertThat(open).hasValue(0);
    }

    @Test
    void mapKeepsTheOrderAndNamesTheElementThatFails() {
        Dataset inverses = Dataset.range(-2, 3, 1).map(e -> number(6 / e.get(0).toLong()));
        List<Long> seen = new ArrayList<>();
        assertThatThrownBy(() -> inverses.forEach(e -> seen.add(e.get(0).toLong())))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("the function of map failed at element 2: java.lang.ArithmeticException: / by zero")
                .hasCauseInstanceOf(ArithmeticException.class);
        assertThat(seen).containsExactly(-3L, -6L);
    }

    @Test
    void filterTakeSkipRepeatAndConcatenateDoAsTheySay() {
        Dataset ten = Dataset.range(10);
        assertThat(numbers(ten.filter(e -> e.get(0).toLong() % 3 == 0))).containsExactly(0L, 3L, 6L, 9L);
        assertThat(numbers(ten.take(2))).containsExactly(0L, 1L);
        assertThat(numbers(ten.take(-1))).hasSize(10);
        assertThat(numbers(ten.take(100))).hasSize(10);
        assertThat(numbers(ten.skip(8))).containsExactly(8L, 9L);
        assertThat(numbers(ten.skip(-1))).isEmpty();
        assertThat(numbers(ten.skip(100))).isEmpty();
        assertThat(numbers(ten.take(2).repeat(3))).containsExactly(0L, 1L, 0L, 1L, 0L, 1L);
        assertThat(numbers(ten.repeat(0))).isEmpty();
        assertThat(numbers(ten.take(2).repeat().take(5))).containsExactly(0L, 1L, 0L, 1L, 0L);
        assertThat(numbers(ten.take(0).repeat())).isEmpty();
        assertThat(numbers(ten.take(1).concatenate(ten.skip(9)))).containsExactly(0L, 9L);
        assertThatThrownBy(() -> ten.filter(e -> e.get(1).toBoolean()).forEach(e -> {}))
                .hasMessageContaining("the predicate of filter failed at element 0");
        assertThatThrownBy(() -> ten.take(-2)).hasMessageContaining("count must be >= 0, or -1");
    }

    @Test
    void zipPutsSideBySideUntilTheShortestEnds() {
        Dataset zipped = Dataset.zip(Dataset.range(5), Dataset.fromArrays(new float[] {0.5f, 1.5f}));
        assertThat(texts(zipped)).containsExactly("[0, 0.5]", "[1, 1.5]");
    }

    @Test
    void theLastBatchIsSmallerOrDropped() {
        assertThat(texts(Dataset.range(5).batch(2))).containsExactly("[[0 1]]", "[[2 3]]", "[[4]]");
        assertThat(texts(Dataset.range(5).batch(2, true))).containsExactly("[[0 1]]", "[[2 3]]");
        assertThat(texts(Dataset.range(4).batch(2))).hasSize(2);
        assertThat(texts(Dataset.range(4).batch(2).batch(2))).containsExactly("[[[0 1]\n [2 3]]]");
        assertThatThrownBy(() -> Dataset.range(4).batch(0)).hasMessageContaining("greater than zero");
    }

    private static Dataset vectors(int... lengths) {
        return Dataset.fromGenerator(() -> IntStream.of(lengths)
                .mapToObj(n -> Element.of(Tensor.of(IntStream.rangeClosed(1, n).toArray()))));
    }

    @Test
    void unequalElementsAreNotBatched() {
        assertThatThrownBy(() -> vectors(2, 2, 3).batch(3).forEach(e -> {}))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("Cannot batch tensors with different shapes in component 0. First element had"
                        + " shape [2] and element 2 had shape [3]");
        Dataset mixed = Dataset.range(1).concatenate(Dataset.fromArrays(new float[] {1}));
        assertThatThrownBy(() -> mixed.batch(2).forEach(e -> {}))
                .hasMessageContaining("different dtypes in component 0");
    }

    @Test
    void paddedBatchesAreAsLongAsTheirLongest() {
        assertThat(texts(vectors(1, 3, 2).paddedBatch(2, Shape.of(-1))))
                .containsExactly("[[[1 0 0]\n [1 2 3]]]", "[[[1 2]]]");
        assertThat(texts(vectors(1, 2).paddedBatch(2, Shape.of(4)))).containsExactly("[[[1 0 0 0]\n [1 2 0 0]]]");
        assertThat(texts(Dataset.range(2).paddedBatch(2, Shape.of()))).containsExactly("[[0 1]]");
        assertThatThrownBy(() -> vectors(3).paddedBatch(1, Shape.of(2)).forEach(e -> {}))
                .hasMessageContaining("Attempted to pad to a smaller size than the input element");
    }

    @Test
    void matricesArePaddedInBothDimensions() {
        Dataset matrices = Dataset.fromTensors(Tensor.of((Object) new int[][] {{1, 2}}))
                .concatenate(Dataset.fromTensors(Tensor.of((Object) new int[][] {{3}, {4}})));
        Element batch = matrices.paddedBatch(2, Shape.of(-1, 3)).iterator().next();
        assertThat(batch.get(0)).isEqualTo(Tensor.of(new int[][][] {{{1, 2, 0}, {0, 0, 0}}, {{3, 0, 0}, {4, 0, 0}}}));
    }

    @Test
    void reusedBatchesAreWrittenOverEachOther() {
        List<Element> batches = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Element batch : Dataset.range(7).reusedBatches(3, false)) {
            batches.add(batch);
            texts.add(batch.get(0).toString());
        }
        assertThat(texts).containsExactly("[0 1 2]", "[3 4 5]", "[6]");
        assertThat(batches.get(1)).isSameAs(batches.get(0));
        assertThat(batches.get(2)).isNotSameAs(batches.get(0));
        assertThat(texts(Dataset.range(7).reusedBatches(3, true))).hasSize(2);
    }

    @Test
    void anEndedOrClosedIteratorStaysAtItsEnd() {
        DatasetIterator iterator = Dataset.range(1).iterator();
        iterator.next();
        assertThat(iterator.hasNext()).isFalse();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        DatasetIterator closed = Dataset.range(5).iterator();
        assertThat(closed.hasNext()).isTrue();
        closed.close();
        closed.close();
        assertThat(closed.hasNext()).isFalse();
    }
}
