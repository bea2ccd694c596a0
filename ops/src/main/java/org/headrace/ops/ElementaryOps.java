package org.headrace.ops;

import org.headrace.core.Output;
import org.headrace.ops.math.Acos;
import org.headrace.ops.math.Acosh;
import org.headrace.ops.math.ApproximateEqual;
import org.headrace.ops.math.Asin;
import org.headrace.ops.math.Asinh;
import org.headrace.ops.math.Atan;
import org.headrace.ops.math.Atan2;
import org.headrace.ops.math.Atanh;
import org.headrace.ops.math.Cosh;
import org.headrace.ops.math.MulNoNan;
import org.headrace.ops.math.Sinh;
import org.headrace.ops.math.TruncateMod;
import org.headrace.ops.math.Xdivy;
import org.headrace.ops.math.Xlogy;

/** Trigonometric and hyperbolic functions and their like, a part of {@link MathOps}. */
abstract class ElementaryOps {
    final Ops tf;

    ElementaryOps(Ops tf) {
        this.tf = tf;
    }

    /**
     * The inverse sine, NaN outside of [-1, 1], of floating and complex numbers.
     *
     * @see Asin
     */
    public Output asin(Output x) {
        return tf.add(new Asin(), x);
    }

    /**
     * The inverse cosine, between 0 and pi, NaN outside of [-1, 1], of floating and complex numbers.
     *
     * @see Acos
     */
    public Output acos(Output x) {
        return tf.add(new Acos(), x);
    }

    /**
     * The inverse tangent, between -pi/2 and pi/2, of floating and complex numbers.
     *
     * @see Atan
     */
    public Output atan(Output x) {
        return tf.add(new Atan(), x);
    }

    /**
     * The hyperbolic sine, of floating and complex numbers.
     *
     * @see Sinh
     */
    public Output sinh(Output x) {
        return tf.add(new Sinh(), x);
    }

    /**
     * The hyperbolic cosine, of floating and complex numbers.
     *
     * @see Cosh
     */
    public Output cosh(Output x) {
        return tf.add(new Cosh(), x);
    }

    /**
     * The inverse hyperbolic sine, of floating and complex numbers.
     *
     * @see Asinh
     */
    public Output asinh(Output x) {
        return tf.add(new Asinh(), x);
    }

    /**
     * The inverse hyperbolic cosine, NaN below 1, of floating and complex numbers.
     *
     * @see Acosh
     */
    public Output acosh(Output x) {
        return tf.add(new Acosh(), x);
    }

    /**
     * The inverse hyperbolic tangent, NaN outside of [-1, 1], of floating and complex numbers.
     *
     * @see Atanh
     */
    public Output atanh(Output x) {
        return tf.add(new Atanh(), x);
    }

    /**
     * The angle of the point {@code (x, y)}, between -pi and pi, of floating numbers. The shapes broadcast.
     *
     * @see Atan2
     */
    public Output atan2(Output y, Output x) {
        return tf.add(new Atan2(), y, x);
    }

    /**
     * The remainder of {@code x / y}, with the sign of {@code x}, of floating numbers, int32 and int64. The shapes broadcast.
     *
     * @see TruncateMod
     */
    public Output truncateMod(Output x, Output y) {
        return tf.add(new TruncateMod(), x, y);
    }

    /**
     * {@code x * y}, and 0 where {@code y} is 0, of floating and complex numbers. The shapes broadcast.
     *
     * @see MulNoNan
     */
    public Output multiplyNoNan(Output x, Output y) {
        return tf.add(new MulNoNan(), x, y);
    }

    /**
     * {@code x / y}, and 0 where {@code x} is 0, of floating and complex numbers. The shapes broadcast.
     *
     * @see Xdivy
     */
    public Output xdivy(Output x, Output y) {
        return tf.add(new Xdivy(), x, y);
    }

    /**
     * {@code x * log(y)}, and 0 where {@code x} is 0, of floating and complex numbers. The shapes broadcast.
     *
     * @see Xlogy
     */
    public Output xlogy(Output x, Output y) {
        return tf.add(new Xlogy(), x, y);
    }

    /**
     * Whether {@code |x - y| < tolerance}, of real numbers of one shape.
     *
     * @see ApproximateEqual
     */
    public Output approximateEqual(Output x, Output y, float tolerance) {
        return tf.add(new ApproximateEqual(tolerance), x, y);
    }
}
