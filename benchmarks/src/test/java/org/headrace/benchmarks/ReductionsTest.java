package org.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.headrace.core.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is timed is right. */
class ReductionsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyReductionIsThatOfTheMatrix(int threads) {
        Reductions reductions = new Reductions();
        reductions.size = 512;
        reductions.threads = threads;
        reductions.build();
        float[] x = reductions.matrix().floats();
        double[] rows = new double[512];
        double[] columns = new double[512];
        double sum = 0;
        float max = 0;
        for (int i = 0; i < 512 * 512; i++) {
            rows[i / 512] += x[i];
            columns[i % 512] += x[i];
            sum += x[i];
            max = Math.max(max, x[i]);
        }
        assertClose(reductions.rowSums(), rows);
        assertClose(reductions.columnSums(), columns);
        assertClose(reductions.mean(), sum / (512 * 512));
        assertThat(reductions.greatest().toFloat()).isEqualTo(max);
        reductions.close();
    }

    private static void assertClose(Tensor actual, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.doubleAt(i) / expected[i]).isCloseTo(1, within(3e-7));
        }
    }
}
