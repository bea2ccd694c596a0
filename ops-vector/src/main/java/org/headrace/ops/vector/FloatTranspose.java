package org.headrace.ops.vector;

import jdk.incubator.vector.FloatVector;

/** Transposed copies in float: square by square where vectors have 512 bits, else in plain Java. */
final class FloatTranspose {
    private static final int WIDTH = FloatVector.SPECIES_PREFERRED.length();
    private static final boolean SQUARES = WIDTH == FloatSquare.SIZE;

    /** Lengths of rehearsed and of measured copies. */
    private static final int LITTLE = FloatSquare.SIZE + 7;

    private static final int ENOUGH = 512;

    private final WarmUp<Boolean> squares;
    private final float[] square = new float[FloatSquare.SIZE * FloatSquare.SIZE];

    FloatTranspose(WarmUp<Boolean> squares) {
        this.squares = squares;
    }

    /** Whether to copy squares. */
    static WarmUp<Boolean> warm() {
        return WarmUp.over(SQUARES);
    }

    /** The same where that is slower than plain code at first. */
    static WarmUp<Boolean> warmingUp() {
        if (!SQUARES) {
            return warm();
        }
        return new WarmUp<>("transposes of float", false, () -> true, LITTLE, ENOUGH, FloatTranspose::trial);
    }

    private static WarmUp.Trial<Boolean> trial() {
        float[] from = new float[2 * WIDTH * ENOUGH];
        float[] to = new float[2 * WIDTH * ENOUGH];
        float[] square = new float[FloatSquare.SIZE * FloatSquare.SIZE];
        return (squares, n, times) -> {
            int rows = n == 0 ? 0 : 2 * WIDTH;
            for (int i = 0; i < times; i++) {
                if (squares) {
                    squareColumns(from, 0, ENOUGH, to, 0, WIDTH, n);
                    squareRows(from, n, rows, to, 0, 2 * WIDTH, false, square);
                    squareRows(from, n, rows, to, 0, 2 * WIDTH, true, square);
                } else {
                    plainColumns(from, 0, ENOUGH, to, 0, WIDTH, n);
                    plainRows(from, n, 0, n, 0, rows, to, 0, 2 * WIDTH, false);
                    plainRows(from, n, 0, n, 0, rows, to, 0, 2 * WIDTH, true);
                }
            }
        };
    }

    /** A vector's width of stored rows of {@code n} elements, side by side: {@code to[p, j] = from[j, p]}. */
    void columns(float[] from, int at, int fromStride, float[] to, int toAt, int toStride, int n) {
        if (squares.code((long) WIDTH * n)) {
            squareColumns(from, at, fromStride, to, toAt, toStride, n);
        } else {
            plainColumns(from, at, fromStride, to, toAt, toStride, n);
        }
    }

    /** The dense matrix of {@code rows} by {@code columns}, transposed: {@code to[x, y] = from[y, x]}, or adds it. */
    void rows(float[] from, int columns, int rows, float[] to, int toAt, int toStride, boolean add) {
        if (squares.code((long) rows * columns)) {
            squareRows(from, columns, rows, to, toAt, toStride, add, square);
        } else {
            plainRows(from, columns, 0, columns, 0, rows, to, toAt, toStride, add);
        }
    }

    // Plain and vector code have no method in common: what has been compiled for the one alone would be compiled anew
    // before the JIT compiler knew how often the other runs, with its vectors on the heap. And all vectors have the
    // preferred width: beside shorter ones the JIT compiler leaves some of the products' on the heap.

    private static void plainColumns(float[] from, int at, int fromStride, float[] to, int toAt, int toStride, int n) {
        for (int j = 0; j < WIDTH; j += 2) {
            int r0 = at + j * fromStride;
            int r1 = r0 + fromStride;
            for (int p = 0; p < n; p++) {
                to[toAt + p * toStride + j] = from[r0 + p];
                to[toAt + p * toStride + j + 1] = from[r1 + p];
            }
        }
    }

    /** Of columns {@code x0} to {@code x1 - 1} the rows {@code y0} to {@code y1 - 1}. */
    private static void plainRows(
            float[] from,
            int columns,
            int x0,
            int x1,
            int y0,
            int y1,
            float[] to,
            int toAt,
            int toStride,
            boolean add) {
        for (int x = x0; x < x1; x++) {
            int at = toAt + x * toStride;
            for (int y = y0; y < y1; y++) {
                float value = from[x + y * columns];
                to[at + y] = add ? to[at + y] + value : value;
            }
        }
    }

    private static void squareColumns(float[] from, int at, int fromStride, float[] to, int toAt, int toStride, int n) {
        FloatSquare.transpose(from, at, fromStride, to, toAt, toStride, n / FloatSquare.SIZE);
        int rest = n % FloatSquare.SIZE;
        for (int j = 0; j < FloatSquare.SIZE && rest > 0; j++) {
            for (int p = n - rest; p < n; p++) {
                to[toAt + p * toStride + j] = from[at + j * fromStride + p];
            }
        }
    }

    private static void squareRows(
            float[] from, int columns, int rows, float[] to, int toAt, int toStride, boolean add, float[] square) {
        int size = FloatSquare.SIZE;
        int right = columns - columns % size;
        int bottom = rows - rows % size;
        for (int y = 0; y < bottom; y += size) {
            if (!add) {
                FloatSquare.transpose(from, y * columns, columns, to, toAt + y, toStride, right / size);
            }
            for (int x = 0; x < right && add; x += size) {
                FloatSquare.transpose(from, y * columns + x, columns, square, 0, size, 1);
                add(square, to, toAt + x * toStride + y, toStride);
            }
        }
        plainRows(from, columns, right, columns, 0, bottom, to, toAt, toStride, add);
        plainRows(from, columns, 0, columns, bottom, rows, to, toAt, toStride, add);
    }

    private static void add(float[] square, float[] to, int toAt, int toStride) {
        int size = FloatSquare.SIZE;
        for (int x = 0; x < size; x++) {
            for (int y = 0; y < size; y++) {
                to[toAt + x * toStride + y] += square[x * size + y];
            }
        }
    }
}
