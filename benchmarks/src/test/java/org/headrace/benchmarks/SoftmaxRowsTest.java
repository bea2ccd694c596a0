package org.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.headrace.core.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is timed is right. */
class SoftmaxRowsTest {
    @ParameterizedTest
    @CsvSource({"1024x1000, 1000, 2", "100x10, 10, 1", "32x6, 6, 2"})
    void everyRowIsItsSoftmax(String size, int classes, int threads) {
        SoftmaxRows rows = new SoftmaxRows();
        rows.size = size;
        rows.threads = threads;
        rows.build();
        Tensor x = rows.logits();
        Tensor softmax = rows.softmax();
        Tensor logSoftmax = rows.logSoftmax();
        Tensor losses = rows.crossEntropy();
        Tensor sparseLosses = rows.sparseCrossEntropy();
        for (int row = 0; row < x.size() / classes; row++) {
            double sum = 0;
            for (int j = 0; j < classes; j++) {
                sum += Math.exp(x.doubleAt(row * classes + j));
            }
            for (int j = 0; j < classes; j++) {
                double expected = x.doubleAt(row * classes + j) - Math.log(sum);
                int at = row * classes + j;
                assertThat(logSoftmax.doubleAt(at)).isCloseTo(expected, within(2e-6));
                assertThat(softmax.doubleAt(at) / Math.exp(expected)).isCloseTo(1, within(2e-6));
            }
            double loss = Math.log(sum) - x.doubleAt(row * classes + row % classes);
            assertThat(losses.doubleAt(row)).isCloseTo(loss, within(2e-6));
            assertThat(sparseLosses.doubleAt(row)).isCloseTo(loss, within(2e-6));
        }
        rows.close();
    }
}
