package org.headrace.ops;

import org.headrace.core.Output;
import org.headrace.ops.math.BitwiseAnd;
import org.headrace.ops.math.BitwiseOr;
import org.headrace.ops.math.BitwiseXor;
import org.headrace.ops.math.Invert;
import org.headrace.ops.math.LeftShift;
import org.headrace.ops.math.RightShift;

/** The bits of integers: TensorFlow's {@code tf.bitwise}. */
public final class BitwiseOps {
    private final Ops tf;

    BitwiseOps(Ops tf) {
        this.tf = tf;
    }

    /**
     * The bits that are set in both, of integers. The shapes broadcast.
     *
     * @see BitwiseAnd
     */
    public Output bitwiseAnd(Output x, Output y) {
        return tf.add(new BitwiseAnd(), x, y);
    }

    /**
     * The bits that are set in either, of integers. The shapes broadcast.
     *
     * @see BitwiseOr
     */
    public Output bitwiseOr(Output x, Output y) {
        return tf.add(new BitwiseOr(), x, y);
    }

    /**
     * The bits that are set in one of the two, of integers. The shapes broadcast.
     *
     * @see BitwiseXor
     */
    public Output bitwiseXor(Output x, Output y) {
        return tf.add(new BitwiseXor(), x, y);
    }

    /**
     * {@code x << y}, of integers; {@code y} counts as 0 if it is less, and as one less than the bits of the dtype if it is more. The shapes broadcast.
     *
     * @see LeftShift
     */
    public Output leftShift(Output x, Output y) {
        return tf.add(new LeftShift(), x, y);
    }

    /**
     * {@code x >> y}, of integers, which keep their sign; {@code y} counts as 0 if it is less, and as one less than the bits of the
     * dtype if it is more. The shapes broadcast.
     *
     * @see RightShift
     */
    public Output rightShift(Output x, Output y) {
        return tf.add(new RightShift(), x, y);
    }

    /**
     * The bits that are not set, of integers.
     *
     * @see Invert
     */
    public Output invert(Output x) {
        return tf.add(new Invert(), x);
    }
}
