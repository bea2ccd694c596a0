package org.headrace.ops.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.junit.jupiter.api.Test;

/** Held to the plain definition, an element at a time. */
class StridedCopyTest {
    private final Random random = new Random(11);

    @Test
    void copiesAnyViewOfAnyArray() {
        for (int round = 0; round < 400; round++) {
            int rank = random.nextInt(5);
            int[] dims = new int[rank];
            int[] from = new int[rank];
            int start = 0;
            int size = 1;
            for (int i = rank - 1; i >= 0; i--) {
                dims[i] = random.nextInt(round % 3 == 0 ? 40 : 5) / (rank > 3 ? 4 : 1)
                        + (random.nextInt(20) == 0 ? 0 : 1);
                from[i] = random.nextInt(5) == 0 ? 0 : size;
                size *= Math.max(1, dims[i]);
                if (random.nextInt(4) == 0 && dims[i] > 0) {
                    start += (dims[i] - 1) * from[i];
                    from[i] = -from[i];
                }
            }
            shuffle(dims, from);
            check(dims, from, start, size);
        }
    }

    private void shuffle(int[] dims, int[] from) {
        for (int i = dims.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int dim = dims[i];
            int stride = from[i];
            dims[i] = dims[j];
            from[i] = from[j];
            dims[j] = dim;
            from[j] = stride;
        }
    }

    private static void check(int[] dims, int[] from, int start, int size) {
        Shape shape = Shape.of(Arrays.stream(dims).asLongStream().toArray());
        int[] values = new int[size];
        Arrays.setAll(values, i -> i);
        int[] expected = new int[shape.size()];
        int[] strides = StridedCopy.strides(dims);
        for (int i = 0; i < expected.length; i++) {
            int at = start;
            for (int axis = 0; axis < dims.length; axis++) {
                at += i / strides[axis] % dims[axis] * from[axis];
            }
            expected[i] = at;
        }
        Tensor result = Tensor.zeros(DType.INT32, shape);
        StridedCopy.gather(DType.INT32, dims, from, start).run(Tensor.of(values), result);
        assertThat(result.ints())
                .as("%s by %s", Arrays.toString(dims), Arrays.toString(from))
                .isEqualTo(expected);
    }

    @Test
    void movesBothPartsOfComplexNumbers() {
        Tensor x = Tensor.wrap(DType.COMPLEX64, Shape.of(2, 2), new float[] {1, 2, 3, 4, 5, 6, 7, 8});
        Tensor y = Tensor.zeros(DType.COMPLEX64, Shape.of(2, 2));
        StridedCopy.gather(DType.COMPLEX64, new int[] {2, 2}, new int[] {1, 2}, 0)
                .run(x, y);
        assertThat(y.floats()).containsExactly(1, 2, 5, 6, 3, 4, 7, 8);
    }
}
