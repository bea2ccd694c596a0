package org.headrace.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.train.data.DatasetTest.numbers;

import java.util.List;
import java.util.stream.LongStream;
import org.headrace.core.InvalidArgumentException;
import org.junit.jupiter.api.Test;

/** The orders themselves are compared with TensorFlow's in the oracle's tests. */
class ShuffleTest {
    @Test
    void everyElementComesOnceWhateverTheBuffer() {
        for (int bufferSize : new int[] {1, 2, 7, 99, 100, 101, 5000, Integer.MAX_VALUE}) {
            assertThat(numbers(Dataset.range(100).shuffle(bufferSize, 3)))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, 100).boxed().toList());
        }
        assertThat(numbers(Dataset.range(3000).shuffle(2500, 3)))
                .doesNotHaveDuplicates()
                .hasSize(3000);
    }

    @Test
    void anElementComesAtMostABufferTooEarly() {
        List<Long> order = numbers(Dataset.range(1000).shuffle(10, 1));
        for (int i = 0; i < order.size(); i++) {
            assertThat(order.get(i)).isLessThan(i + 10);
        }
        assertThat(numbers(Dataset.range(10).shuffle(1, 1))).isSorted();
    }

    @Test
    void equalSeedsGiveEqualOrders() {
        List<Long> order = numbers(Dataset.range(50).shuffle(50, 7));
        assertThat(numbers(Dataset.range(50).shuffle(50, 7))).isEqualTo(order).isNotEqualTo(numbers(Dataset.range(50)));
        assertThat(numbers(Dataset.range(50).shuffle(50, 8))).isNotEqualTo(order);
    }

    @Test
    void passesAreShuffledAnewUnlessAskedNotTo() {
        Dataset anew = Dataset.range(50).shuffle(50, 7);
        List<Long> first = numbers(anew);
        List<Long> second = numbers(anew);
        assertThat(second).isNotEqualTo(first);
        List<Long> twice = numbers(Dataset.range(50).shuffle(50, 7).repeat(2));
        assertThat(twice.subList(0, 50)).isEqualTo(first);
        assertThat(twice.subList(50, 100)).isEqualTo(second);
        Dataset same = Dataset.range(50).shuffle(50, 7, false);
        assertThat(numbers(same)).isEqualTo(numbers(same));
    }

    @Test
    void everyPlaceIsEquallyLikely() {
        int[] counts = new int[5];
        Dataset shuffled = Dataset.range(5).shuffle(5, 11);
        for (int i = 0; i < 5000; i++) {
            counts[numbers(shuffled).indexOf(0L)]++;
        }
        // 1000 expected, standard deviation 28
        for (int count : counts) {
            assertThat(count).isBetween(880, 1120);
        }
    }

    @Test
    void withoutASeedTwoDataSetsDiffer() {
        assertThat(numbers(Dataset.range(100).shuffle(100)))
                .isNotEqualTo(numbers(Dataset.range(100).shuffle(100)));
        assertThatThrownBy(() -> Dataset.range(3).shuffle(0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("buffer_size must be greater than zero.");
    }
}
