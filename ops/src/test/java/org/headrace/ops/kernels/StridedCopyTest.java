package org.headrace.ops.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        StridedCopy copy = StridedCopy.gather(DType.INT32, dims, from, start);
        assertThat(copy.size()).isEqualTo(expected.length);
        for (int pieces : new int[] {1, 2, 7}) {
            Tensor result = Tensor.zeros(DType.INT32, shape);
            copy.cut(pieces).forEach(piece -> piece.run(Tensor.of(values), result));
            assertThat(result.ints())
                    .as("%s by %s in %s", Arrays.toString(dims), Arrays.toString(from), pieces)
                    .isEqualTo(expected);
        }
    }

    @Test
    void sharesLargeCopiesAmongWorkers() {
        int rows = 700;
        int columns = 300;
        Tensor x = Tensor.zeros(DType.FLOAT32, Shape.of(rows, columns));
        float[] transposed = new float[rows * columns];
        for (int i = 0; i < x.size(); i++) {
            x.floats()[i] = i;
            transposed[i % columns * rows + i / columns] = i;
        }
        StridedCopy copy = StridedCopy.gather(DType.FLOAT32, new int[] {columns, rows}, new int[] {1, columns}, 0);
        Tensor y = KernelRun.of(x, DType.FLOAT32, Shape.of(columns, rows))
                .withThreads(4)
                .first(signature -> CopyKernel.of(signature, copy, 0, 0));
        assertThat(y.floats()).isEqualTo(transposed);
    }

    @Test
    void sharesSeveralCopiesOfAnySizesAmongWorkers() {
        for (int round = 0; round < 100; round++) {
            int rows = 1 + random.nextInt(200);
            int columns = 2 + random.nextInt(600);
            int shift = random.nextInt(columns);
            int[] ends = random.ints(random.nextInt(5), 1, columns).sorted().toArray();
            Tensor x = Tensor.zeros(DType.INT32, Shape.of(rows, columns));
            Arrays.setAll(x.ints(), i -> i);
            int[] rotated = new int[rows * columns];
            Arrays.setAll(rotated, i -> i / columns * columns + Math.floorMod(i % columns - shift, columns));
            // columns from one end to the next, in at most two parts where they come to lie on both sides
            List<CopyKernel.Part> copies = new ArrayList<>();
            for (int e = 0, begin = 0; e <= ends.length; e++) {
                int end = e < ends.length ? ends[e] : columns;
                int wrap = Math.max(begin, Math.min(end, columns - shift));
                copies.add(moved(rows, columns, begin, wrap, begin + shift));
                copies.add(moved(rows, columns, wrap, end, wrap + shift - columns));
                begin = end;
            }
            Tensor y = KernelRun.of(x, DType.INT32, Shape.of(rows, columns))
                    .withThreads(3)
                    .first(signature -> CopyKernel.of(signature, copies));
            assertThat(y.ints())
                    .as("%d rows of %d, ends %s", rows, columns, Arrays.toString(ends))
                    .isEqualTo(rotated);
        }
    }

    /** Columns {@code begin} to {@code end} of all rows, to column {@code to}. */
    private static CopyKernel.Part moved(int rows, int columns, int begin, int end, int to) {
        int[] strides = {columns, 1};
        StridedCopy copy =
                StridedCopy.of(DType.INT32, new int[] {rows, end - begin}, strides, begin, strides, Math.max(0, to));
        return new CopyKernel.Part(copy, 0, 0);
    }

    @Test
    void gathersRowsOfEachTableByItsOwnIndices() {
        // [tables 2, outer 3, n 5, width 20000] by [2, 4]
        Tensor x = Tensor.zeros(DType.FLOAT32, Shape.of(2, 3, 5, 20_000));
        for (int i = 0; i < x.size(); i++) {
            x.floats()[i] = i;
        }
        int[] indices = {4, 0, 0, 3, 1, 2, 4, 4};
        Tensor y = KernelRun.of(x, DType.FLOAT32, Shape.of(2, 3, 4, 20_000))
                .withOperands(List.of(Tensor.of(indices)))
                .withThreads(4)
                .first(signature ->
                        new GatherKernel(signature, 2, 3, 5, 4, 20_000, (context, places, i) -> context.error("")));
        for (int i = 0; i < y.size(); i += 999) {
            int column = i % 20_000;
            int pick = i / 20_000 % 4;
            int block = i / 20_000 / 4;
            assertThat(y.floats()[i]).isEqualTo((block * 5 + indices[block / 3 * 4 + pick]) * 20_000 + column);
        }
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
