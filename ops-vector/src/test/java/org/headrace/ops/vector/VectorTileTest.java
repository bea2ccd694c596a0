package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.headrace.ops.kernels.FloatTile;
import org.headrace.ops.kernels.ScalarTile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@link FloatTile} against its definition. */
class VectorTileTest {
    static List<FloatTile> tiles() {
        return List.of(new ScalarTile(), new VectorTile(), new WarmingTile());
    }

    /** Small integers, so that every order of summation gives the same. */
    @ParameterizedTest
    @MethodSource("tiles")
    void addsProductsToItsElementsOnly(FloatTile tile) {
        var random = new Random(8);
        for (int columns : tile.widths()) {
            for (int rows : tile.heights(columns)) {
                for (int count : new int[] {0, 1, 2, 3, 7, 64, 65, 130, FloatTile.MOST}) {
                    addsProducts(tile, rows, columns, count, random);
                }
            }
        }
    }

    private static void addsProducts(FloatTile tile, int rows, int columns, int count, Random random) {
        int cStride = columns + random.nextInt(3);
        float[] a = values(random, 200 + rows);
        float[] b = values(random, 3 + (count + 1) * columns);
        float[] c = values(random, 5 + rows * cStride + 9);
        int[] steps = random.ints(count, 0, 190).toArray();
        float[] expected = c.clone();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int p = 0; p < count; p++) {
                    expected[5 + i * cStride + j] += a[7 + steps[p] + i] * b[3 + p * columns + j];
                }
            }
        }
        tile.add(rows, columns, a, 7, steps, b, 3, count, c, 5, cStride);
        assertThat(c)
                .as("%d rows, %d columns, %d products", rows, columns, count)
                .isEqualTo(expected);
    }

    @Test
    void refusesMoreProductsThanItWouldAdd() {
        FloatTile tile = new VectorTile();
        int columns = tile.widths()[0];
        int rows = tile.heights(columns)[0];
        int count = FloatTile.MOST + 1;
        float[] b = new float[count * columns];
        float[] c = new float[rows * columns];
        assertThatThrownBy(() -> tile.add(rows, columns, b, 0, new int[count], b, 0, count, c, 0, columns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1001 products");
    }

    @Test
    void plainCodeBeforeTheWarmUpGivesTheSameBits() {
        var random = new Random(9);
        FloatTile vector = new VectorTile();
        FloatTile warming = new WarmingTile();
        for (int columns : vector.widths()) {
            for (int rows : vector.heights(columns)) {
                float[] a = random(random, 200 + rows);
                float[] b = random(random, 131 * columns);
                float[] c = random(random, rows * columns);
                int[] steps = random.ints(130, 0, 190).toArray();
                float[] expected = c.clone();
                vector.add(rows, columns, a, 1, steps, b, 5, 130, expected, 0, columns);
                warming.add(rows, columns, a, 1, steps, b, 5, 130, c, 0, columns);
                assertThat(c).as("%d rows, %d columns", rows, columns).isEqualTo(expected);
            }
        }
    }

    private static float[] random(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] values(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextInt(33) - 16;
        }
        return values;
    }
}
