package org.headrace.autodiff.cases;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.ops.array.PlaceholderWithDefault;
import org.headrace.ops.control.Print;
import org.headrace.ops.nn.MaxPoolGradGrad;

/** Rows for gradients alone, of ops whose rows in {@link OpCases} are not differentiable or of one shape. */
final class GradientCases {
    private static final float[][] M = {{1.5f, -2, 3}, {4, 0.5f, 6.25f}};

    private GradientCases() {}

    static List<OpCase> rows() {
        return List.of(
                OpCase.of("Cast", (tf, in) -> tf.real(tf.cast(in.get(0), DType.COMPLEX128)), (Object) M),
                OpCase.of("CheckNumerics", (tf, in) -> tf.checkNumerics(in.get(0), "x"), (Object) M),
                OpCase.of("Fill", (tf, in) -> tf.fill(tf.shape(in.get(0)), in.get(1)), M, 2.5f),
                OpCase.of("NextAfter", (tf, in) -> tf.math.nextafter(in.get(0), in.get(1)), M, new float[] {9, -9, 9}),
                OpCase.of(
                        "PlaceholderWithDefault",
                        (tf, in) -> tf.add(
                                new PlaceholderWithDefault(in.get(0).dtype(), Shape.unknownDims(2)), in.get(0)),
                        (Object) M),
                OpCase.of("Print", (tf, in) -> tf.add(new Print("", 0, 3), in.get(0), in.get(0)), (Object) M),
                OpCase.of("MatrixExponential", (tf, in) -> tf.linalg.expm(in.get(0)), (Object)
                        new float[][] {{0.5f, -0.25f, 1}, {0.75f, 0.1f, -0.5f}, {-1, 0.4f, 0.2f}}),
                OpCase.of(
                        "MaxPoolGradGrad",
                        (tf, in) -> tf.add(
                                new MaxPoolGradGrad(windows(2), windows(1), "SAME", "NHWC"),
                                in.get(0),
                                tf.nn.maxPool(in.get(0), new int[] {1, 2, 2, 1}, new int[] {1, 1, 1, 1}, "SAME"),
                                in.get(1)),
                        ConvCases.image(2, 3, 4, 2),
                        ConvCases.filter(2, 3, 4, 2)));
    }

    private static List<Integer> windows(int size) {
        return Arrays.asList(1, size, size, 1);
    }
}
