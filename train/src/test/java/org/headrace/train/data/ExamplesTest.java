package org.headrace.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Tensor;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final Examples TEN = Examples.of(
            Tensor.of((Object) new float[][] {
                {0, 0}, {1, 10}, {2, 20}, {3, 30}, {4, 40}, {5, 50}, {6, 60}, {7, 70}, {8, 80}, {9, 90}
            }),
            Tensor.of(0L, 1, 2, 3, 4, 5, 6, 7, 8, 9));

    @Test
    void aSplitFollowsNumpysPermutation() {
        // np.random.RandomState(3).permutation(10): [5 4 1 2 9 6 7 0 3 8]
        Examples.Split split = TEN.split(0.75, 3);
        assertThat(split.first().get(1)).isEqualTo(Tensor.of(5L, 4, 1, 2, 9, 6, 7, 0));
        assertThat(split.second().get(1)).isEqualTo(Tensor.of(3L, 8));
        assertThat(split.second().get(0)).isEqualTo(Tensor.of((Object) new float[][] {{3, 30}, {8, 80}}));
        assertThat(TEN.split(0, 3).first().count()).isZero();
        assertThat(TEN.split(1, 3).first().count()).isEqualTo(10);
        assertThatThrownBy(() -> TEN.split(1.01, 3))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("the fraction is 1.01: it must be between 0 and 1");
    }

    @Test
    void examplesAreADataSet() {
        assertThat(DatasetTest.numbers(TEN.pick(4, 4, 2).dataset().map(e -> Element.of(e.get(1)))))
                .containsExactly(4L, 4L, 2L);
        assertThatThrownBy(() -> TEN.pick(10)).hasMessage("there is no example 10: there are 10");
        assertThatThrownBy(() -> Examples.of(Tensor.of(1, 2), Tensor.of(1f)))
                .isInstanceOf(InvalidArgumentException.class);
    }
}
