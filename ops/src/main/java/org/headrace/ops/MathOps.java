package org.headrace.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.math.AddV2;
import org.headrace.ops.math.Bincount;
import org.headrace.ops.math.Bucketize;
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
import org.headrace.ops.math.SigmoidGrad;
import org.headrace.ops.math.Sign;
import org.headrace.ops.math.Sin;
import org.headrace.ops.math.SqrtGrad;
import org.headrace.ops.math.SquaredDifference;
import org.headrace.ops.math.Tan;
import org.headrace.ops.math.TanhGrad;
import org.headrace.ops.math.TruncateDiv;
import org.jspecify.annotations.Nullable;

/** The less used of mathematics: TensorFlow's {@code tf.math}. */
public final class MathOps extends SegmentOps {
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

    /** How often each number from 0 to the greatest is in {@code arr}, int32. */
    public Output bincount(Output arr) {
        return bincount(arr, null, null, null, DType.INT32);
    }

    /**
     * How often each number from 0 to the greatest is in {@code arr}, or the sum of its weights.
     *
     * @param arr int32 numbers, none negative
     * @param weights as many, or null; the result then has their dtype
     * @param minlength the least length of the result, or null
     * @param maxlength the greatest, or null: greater numbers do not count
     * @param dtype of the result without weights: int32, int64, float32 or float64
     * @see Bincount
     */
    public Output bincount(
            Output arr,
            @Nullable Output weights,
            @Nullable Integer minlength,
            @Nullable Integer maxlength,
            DType dtype) {
        Ops s = tf.scoped("bincount");
        Output some = s.greater(s.reduceProd(s.shape(arr)), 0);
        Output most = s.withName("add").add(s.reduceMax(arr), 1);
        Output size = s.withName("mul").mul(s.cast(some, DType.INT32), most);
        if (minlength != null) {
            size = s.maximum(s.constant(Tensor.of(minlength), "minlength"), size);
        }
        if (maxlength != null) {
            size = s.minimum(s.constant(Tensor.of(maxlength), "maxlength"), size);
        }
        if (weights != null) {
            return s.math.unsortedSegmentSum(weights, arr, size);
        }
        return s.add(new Bincount(), arr, size, s.constant(Tensor.zeros(dtype, Shape.of(0)), "Const"));
    }

    /**
     * The bucket, an int32, that each element falls into: below the first boundary 0, from boundary {@code i - 1} on {@code i}.
     *
     * @param input of int32, int64, float32 or float64
     * @param boundaries in rising order
     * @see Bucketize
     */
    public Output bucketize(Output input, float... boundaries) {
        List<Float> list = new ArrayList<>();
        for (float boundary : boundaries) {
            list.add(boundary);
        }
        return tf.add(new Bucketize(list), input);
    }

    /** The mean of the squared distances from the mean, of floating numbers, along these axes or, without any, over all. */
    public Output reduceVariance(Output x, int... axes) {
        return variance(tf.scoped("reduce_variance"), x, axes.length > 0 ? axes : Axes.all(x));
    }

    /** The root of the {@link #reduceVariance}. */
    public Output reduceStd(Output x, int... axes) {
        Ops s = tf.scoped("reduce_std");
        return s.sqrt(s.math.reduceVariance(x, axes));
    }

    private static Output variance(Ops s, Output x, int[] axes) {
        Output means = s.reduceMean(x, axes, true);
        return s.reduceMean(s.square(s.withName("sub").sub(x, means)), axes, false);
    }
}
