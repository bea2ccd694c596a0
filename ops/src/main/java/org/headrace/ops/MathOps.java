package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.math.AddV2;
import org.headrace.ops.math.Ceil;
import org.headrace.ops.math.Cos;
import org.headrace.ops.math.DivNoNan;
import org.headrace.ops.math.Erf;
import org.headrace.ops.math.Expm1;
import org.headrace.ops.math.Floor;
import org.headrace.ops.math.IsFinite;
import org.headrace.ops.math.IsInf;
import org.headrace.ops.math.IsNan;
import org.headrace.ops.math.Log1p;
import org.headrace.ops.math.RealDiv;
import org.headrace.ops.math.Reciprocal;
import org.headrace.ops.math.ReciprocalGrad;
import org.headrace.ops.math.Rint;
import org.headrace.ops.math.Round;
import org.headrace.ops.math.Rsqrt;
import org.headrace.ops.math.RsqrtGrad;
import org.headrace.ops.math.SegmentSum;
import org.headrace.ops.math.SigmoidGrad;
import org.headrace.ops.math.Sign;
import org.headrace.ops.math.Sin;
import org.headrace.ops.math.SqrtGrad;
import org.headrace.ops.math.SquaredDifference;
import org.headrace.ops.math.Tan;
import org.headrace.ops.math.TanhGrad;
import org.headrace.ops.math.TruncateDiv;
import org.headrace.ops.math.UnsortedSegmentSum;

/** The less used of mathematics: TensorFlow's {@code tf.math}. */
public final class MathOps extends ElementaryOps {
    MathOps(Ops tf) {
        super(tf);
    }

    /**
     * -1, 0 or 1, of signed numbers.
     *
     * @see Sign
     */
    public Output sign(Output x) {
        return tf.add(new Sign(), x);
    }

    /**
     * {@code 1 / sqrt(x)}, of floating numbers.
     *
     * @see Rsqrt
     */
    public Output rsqrt(Output x) {
        return tf.add(new Rsqrt(), x);
    }

    /**
     * {@code 1 / x}, of floating numbers.
     *
     * @see Reciprocal
     */
    public Output reciprocal(Output x) {
        return tf.add(new Reciprocal(), x);
    }

    /**
     * {@code exp(x) - 1}, exact for small {@code x}, of floating numbers.
     *
     * @see Expm1
     */
    public Output expm1(Output x) {
        return tf.add(new Expm1(), x);
    }

    /**
     * {@code log(1 + x)}, exact for small {@code x}, of floating numbers.
     *
     * @see Log1p
     */
    public Output log1p(Output x) {
        return tf.add(new Log1p(), x);
    }

    /**
     * The sine, of floating numbers.
     *
     * @see Sin
     */
    public Output sin(Output x) {
        return tf.add(new Sin(), x);
    }

    /**
     * The cosine, of floating numbers.
     *
     * @see Cos
     */
    public Output cos(Output x) {
        return tf.add(new Cos(), x);
    }

    /**
     * The tangent, of floating numbers.
     *
     * @see Tan
     */
    public Output tan(Output x) {
        return tf.add(new Tan(), x);
    }

    /**
     * The error function, of floating numbers.
     *
     * @see Erf
     */
    public Output erf(Output x) {
        return tf.add(new Erf(), x);
    }

    /**
     * The greatest integer not above {@code x}, as a floating number.
     *
     * @see Floor
     */
    public Output floor(Output x) {
        return tf.add(new Floor(), x);
    }

    /**
     * The smallest integer not below {@code x}, as a floating number.
     *
     * @see Ceil
     */
    public Output ceil(Output x) {
        return tf.add(new Ceil(), x);
    }

    /**
     * The nearest integer, the even one of two, as a floating number.
     *
     * @see Rint
     */
    public Output rint(Output x) {
        return tf.add(new Rint(), x);
    }

    /**
     * The nearest integer, the even one of two; integers stay.
     *
     * @see Round
     */
    public Output round(Output x) {
        return tf.add(new Round(), x);
    }

    /**
     * Whether {@code x}, floating, is not a number.
     *
     * @see IsNan
     */
    public Output isNan(Output x) {
        return tf.add(new IsNan(), x);
    }

    /**
     * Whether {@code x}, floating, is infinite.
     *
     * @see IsInf
     */
    public Output isInf(Output x) {
        return tf.add(new IsInf(), x);
    }

    /**
     * Whether {@code x}, floating, is neither infinite nor NaN.
     *
     * @see IsFinite
     */
    public Output isFinite(Output x) {
        return tf.add(new IsFinite(), x);
    }

    /**
     * {@code a / b}, of floating numbers, without the casts of {@code tf.div}. The shapes broadcast.
     *
     * @see RealDiv
     */
    public Output realDiv(Output a, Output b) {
        return tf.add(new RealDiv(), a, b);
    }

    /**
     * {@code a / b} rounded toward zero, of integers. The shapes broadcast. Division by zero is an error when the graph runs.
     *
     * @see TruncateDiv
     */
    public Output truncateDiv(Output a, Output b) {
        return tf.add(new TruncateDiv(), a, b);
    }

    /**
     * {@code a / b}, and 0 where {@code b} is 0, of floating numbers. The shapes broadcast.
     *
     * @see DivNoNan
     */
    public Output divNoNan(Output a, Output b) {
        return tf.add(new DivNoNan(), a, b);
    }

    /**
     * {@code (a - b)^2}, of floating numbers, int32 and int64. The shapes broadcast.
     *
     * @see SquaredDifference
     */
    public Output squaredDifference(Output a, Output b) {
        return tf.add(new SquaredDifference(), a, b);
    }

    /**
     * {@code a + b}, of numbers, by the op that TensorFlow 1.15 makes of {@code +}. The shapes broadcast.
     *
     * @see AddV2
     */
    public Output addV2(Output a, Output b) {
        return tf.add(new AddV2(), a, b);
    }

    /**
     * The gradient of the logistic function from its output {@code y}: {@code dy * y * (1 - y)}.
     *
     * @see SigmoidGrad
     */
    public Output sigmoidGrad(Output y, Output dy) {
        return tf.add(new SigmoidGrad(), y, dy);
    }

    /**
     * The gradient of the hyperbolic tangent from its output {@code y}: {@code dy * (1 - y * y)}.
     *
     * @see TanhGrad
     */
    public Output tanhGrad(Output y, Output dy) {
        return tf.add(new TanhGrad(), y, dy);
    }

    /**
     * The gradient of the square root from its output {@code y}: {@code dy * 0.5 / y}.
     *
     * @see SqrtGrad
     */
    public Output sqrtGrad(Output y, Output dy) {
        return tf.add(new SqrtGrad(), y, dy);
    }

    /**
     * The gradient of {@code 1 / sqrt(x)} from its output {@code y}: {@code dy * -0.5 * y^3}.
     *
     * @see RsqrtGrad
     */
    public Output rsqrtGrad(Output y, Output dy) {
        return tf.add(new RsqrtGrad(), y, dy);
    }

    /**
     * The gradient of {@code 1 / x} from its output {@code y}: {@code -dy * y * y}.
     *
     * @see ReciprocalGrad
     */
    public Output reciprocalGrad(Output y, Output dy) {
        return tf.add(new ReciprocalGrad(), y, dy);
    }

    /**
     * Row {@code i} of the output is the sum of the rows of {@code data} whose id is {@code i}; the ids, a vector of int32 or
     * int64, rise. Any numeric dtype.
     *
     * @see SegmentSum
     */
    public Output segmentSum(Output data, Output segmentIds) {
        return tf.add(new SegmentSum(), data, segmentIds);
    }

    /**
     * Row {@code i} of {@code numSegments} is the sum of the rows of {@code data} whose id is {@code i}, in any order; rows
     * with negative ids are dropped. The ids' shape is {@code data}'s or the beginning of it. Any numeric dtype.
     *
     * @throws org.headrace.core.InvalidArgumentException {@code segment_ids[1] = 7 is out of range [0, 3)}
     * @see UnsortedSegmentSum
     */
    public Output unsortedSegmentSum(Output data, Output segmentIds, Output numSegments) {
        return tf.add(new UnsortedSegmentSum(), data, segmentIds, numSegments);
    }

    /** The same for a known number of segments. */
    public Output unsortedSegmentSum(Output data, Output segmentIds, int numSegments) {
        Ops s = tf.scoped("UnsortedSegmentSum");
        Output count = s.constant(Tensor.of(DType.INT32, numSegments), "num_segments");
        return s.finish(new UnsortedSegmentSum(), data, segmentIds, count);
    }
}
