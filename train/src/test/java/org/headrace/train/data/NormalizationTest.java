package org.headrace.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Tensor;
import org.junit.jupiter.api.Test;

class NormalizationTest {
    @Test
    void constantsAreTakenOffAndDividedBy() {
        Tensor levels = Tensor.of(DType.UINT8, new int[] {0, 51, 255});
        assertThat(Normalization.by(0, 255).apply(levels)).isEqualTo(Tensor.of(0f, 0.2f, 1f));
    }

    @Test
    void featuresOfTheTrainingSetGetMeanZeroAndDeviationOne() {
        // mean 2 and 7, population deviation sqrt(2/3) and 0, which counts as 1
        Normalization normalization = Normalization.of(Tensor.of((Object) new int[][] {{1, 7}, {2, 7}, {3, 7}}));
        assertThat(normalization.mean()).isEqualTo(Tensor.of(2f, 7f));
        assertThat(normalization.deviation()).isEqualTo(Tensor.of((float) Math.sqrt(2.0 / 3), 1f));
        assertThat(normalization.apply(Tensor.of((Object) new float[][] {{2, 8}, {2, 7}})))
                .isEqualTo(Tensor.of((Object) new float[][] {{0, 1}, {0, 0}}));
        assertThat(normalization.apply(Tensor.of(2f, 9f))).isEqualTo(Tensor.of(0f, 2f));
        assertThatThrownBy(() -> normalization.apply(Tensor.of(1f, 2f, 3f)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("do not end with the features' (2,)");
        assertThatThrownBy(() -> Normalization.of(Tensor.of((Object) 1f))).hasMessageContaining("no examples");
    }

    @Test
    void labelsBecomeRowsWithOneOne() {
        assertThat(OneHot.of(Tensor.of(2, 0), 3)).isEqualTo(Tensor.of((Object) new float[][] {{0, 0, 1}, {1, 0, 0}}));
        assertThat(OneHot.of(Tensor.of((Object) 1L), 2)).isEqualTo(Tensor.of(0f, 1f));
        assertThatThrownBy(() -> OneHot.of(Tensor.of(0, 3), 3))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("label 1 is 3: labels must be 0 to 2");
        assertThatThrownBy(() -> OneHot.of(Tensor.of(0f), 3)).hasMessageContaining("must be integers");
    }
}
