package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What transposed copies write, and that they write nothing else. */
class TransposeTest {
    private static final int AT = 3;
    private static final int GAP = 2;

    record Case(int rows, int columns, boolean add) {}

    /** Sizes of vectors, and beside them. */
    static Stream<Case> cases() {
        int[] sizes = {1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 25, 64};
        return IntStream.of(sizes).boxed().flatMap(rows -> IntStream.of(sizes)
                .boxed()
                .flatMap(columns -> Stream.of(false, true).map(add -> new Case(rows, columns, add))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rowsBecomeColumns(Case sizes) {
        int rows = sizes.rows();
        int columns = sizes.columns();
        int stride = rows + GAP;
        float[] from = new float[rows * columns];
        float[] to = new float[AT + columns * stride + GAP];
        double[] wideFrom = new double[from.length];
        double[] wideTo = new double[to.length];
        float[] expected = new float[to.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = -i;
            wideTo[i] = -i;
            expected[i] = -i;
        }
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                float value = 1000 + y * columns + x;
                from[y * columns + x] = value;
                wideFrom[y * columns + x] = value;
                int at = AT + x * stride + y;
                expected[at] = sizes.add() ? expected[at] + value : value;
            }
        }
        new FloatTranspose(FloatTranspose.warm()).rows(from, columns, rows, to, AT, stride, sizes.add());
        new DoubleTranspose(DoubleTranspose.warm()).rows(wideFrom, columns, rows, wideTo, AT, stride, sizes.add());
        assertThat(to).isEqualTo(expected);
        assertThat(widen(to)).isEqualTo(wideTo);
    }

    @Test
    void aVectorsWidthOfRowsBecomesColumns() {
        for (int n : new int[] {1, 3, 4, 5, 8, 9, 19, 64}) {
            int width = FloatVector.SPECIES_PREFERRED.length();
            float[] from = new float[AT + width * (n + GAP)];
            for (int i = 0; i < from.length; i++) {
                from[i] = i;
            }
            float[] to = new float[AT + n * (width + GAP)];
            new FloatTranspose(FloatTranspose.warm()).columns(from, AT, n + GAP, to, AT, width + GAP, n);
            for (int i = 0; i < to.length; i++) {
                int p = (i - AT) / (width + GAP);
                int j = (i - AT) % (width + GAP);
                assertThat(to[i]).as("%d of %d", i, n).isEqualTo(i < AT || j >= width ? 0 : AT + j * (n + GAP) + p);
            }
        }
    }

    @Test
    void aVectorsWidthOfRowsOfDoubleBecomesColumns() {
        for (int n : new int[] {1, 3, 4, 5, 8, 9, 19, 64}) {
            int width = DoubleVector.SPECIES_PREFERRED.length();
            double[] from = new double[AT + width * (n + GAP)];
            Arrays.setAll(from, i -> i);
            double[] to = new double[AT + n * (width + GAP)];
            new DoubleTranspose(DoubleTranspose.warm()).columns(from, AT, n + GAP, to, AT, width + GAP, n);
            for (int i = 0; i < to.length; i++) {
                int p = (i - AT) / (width + GAP);
                int j = (i - AT) % (width + GAP);
                assertThat(to[i]).as("%d of %d", i, n).isEqualTo(i < AT || j >= width ? 0 : AT + j * (n + GAP) + p);
            }
        }
    }

    private static double[] widen(float[] x) {
        return IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray();
    }
}
