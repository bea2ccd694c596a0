package org.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.headrace.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is timed is right. */
class MatrixProductsTest {
    @ParameterizedTest
    @CsvSource({"32x64x64, 1", "T64x32x64, 1", "32x64xT64, 2", "100x784x500, 2"})
    void theProductIsThatOfTheFactors(String product, int threads) {
        MatrixProducts products = new MatrixProducts();
        products.product = product;
        products.threads = threads;
        products.build();
        var work = new MatrixProducts.Work();
        Tensor c = products.product(work);
        String[] sizes = product.replace("T", "").split("x", -1);
        int m = Integer.parseInt(sizes[0]);
        int k = Integer.parseInt(sizes[1]);
        int n = Integer.parseInt(sizes[2]);
        assertThat(work.billions).isCloseTo(2e-9 * m * n * k, within(1e-12));
        float[] a = products.a().floats();
        float[] b = products.b().floats();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    double x = a[product.startsWith("T") ? p * m + i : i * k + p];
                    double y = b[product.indexOf('T', 1) > 0 ? j * k + p : p * n + j];
                    sum += x * y;
                }
                assertThat(c.doubleAt(i * n + j)).isCloseTo(sum, within(1e-4));
            }
        }
        products.close();
    }

    @Test
    void thePeakIsOfMultiplyAdds() {
        MatrixProducts products = new MatrixProducts();
        var work = new MatrixProducts.Work();
        float[] sums = products.peak(work);
        assertThat(sums).containsOnly(1000 * 0.5f * 0.25f);
        assertThat(work.billions).isCloseTo(2e-9 * 1000 * sums.length, within(1e-15));
    }
}
