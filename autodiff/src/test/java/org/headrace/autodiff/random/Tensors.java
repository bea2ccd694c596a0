package org.headrace.autodiff.random;

import java.util.SplittableRandom;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** Random dtypes, shapes and values: small and odd ones, and now and then the special cases. */
final class Tensors {
    private static final DType[] DTYPES = {
        DType.FLOAT32, DType.FLOAT32, DType.FLOAT32, DType.FLOAT64, DType.FLOAT64, DType.INT32, DType.INT64, DType.BOOL
    };
    private static final int[] DIMS = {1, 1, 2, 2, 3, 3, 4, 5, 7};
    private static final int[] LARGE_DIMS = {1, 2, 3, 16, 65, 90, 130, 257};
    private static final double[] SPECIAL = {
        0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-40, 1e30, -1e30, 88.8, -104
    };

    private final SplittableRandom random;
    private final boolean special;
    private final boolean large;
    /** What most values of one graph are, so that they go together. */
    private final DType favourite;

    private final int[] palette = new int[3];

    /** With {@code special}, floating values may be NaN and its like; with {@code large}, dimensions are. */
    Tensors(SplittableRandom random, boolean special, boolean large) {
        this.random = random;
        this.special = special;
        this.large = large;
        this.favourite = DTYPES[random.nextInt(DTYPES.length - 1)];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = large ? LARGE_DIMS[random.nextInt(LARGE_DIMS.length)] : DIMS[random.nextInt(DIMS.length)];
        }
    }

    DType dtype() {
        return random.nextInt(3) > 0 ? favourite : DTYPES[random.nextInt(DTYPES.length)];
    }

    int dim() {
        if (random.nextInt(25) == 0) {
            return 0;
        }
        return palette[random.nextInt(palette.length)];
    }

    /** Of rank 0 to 4; of large ones at most a matrix. */
    Shape shape() {
        long[] dims = new long[large ? random.nextInt(3) : random.nextInt(5)];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dim();
        }
        return Shape.of(dims);
    }

    Tensor values(DType dtype, Shape shape) {
        Tensor tensor = Tensor.zeros(dtype, shape);
        for (int i = 0; i < tensor.size(); i++) {
            switch (dtype) {
                case FLOAT32 -> tensor.floats()[i] = (float) number();
                case FLOAT64 -> tensor.doubles()[i] = number();
                case INT32 -> tensor.ints()[i] = random.nextInt(-5, 10);
                case INT64 -> tensor.longs()[i] = random.nextInt(-5, 10);
                case BOOL -> tensor.bytes()[i] = (byte) random.nextInt(2);
                default -> throw new IllegalArgumentException("no values of " + dtype);
            }
        }
        return tensor;
    }

    /** Between -4 and 4, half of them with few digits. */
    private double number() {
        if (special && random.nextInt(6) == 0) {
            return SPECIAL[random.nextInt(SPECIAL.length)];
        }
        return random.nextBoolean() ? random.nextInt(-16, 17) / 4.0 : random.nextDouble(-4, 4);
    }
}
