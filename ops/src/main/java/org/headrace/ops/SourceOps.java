package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Fill;
import org.headrace.ops.array.LinSpace;
import org.headrace.ops.array.PlaceholderWithDefault;
import org.headrace.ops.array.Range;
import org.headrace.ops.array.ZerosLike;
import org.headrace.ops.state.Const;
import org.headrace.ops.state.Placeholder;

/** Where values come from: constants, placeholders, zeros, ranges. */
public interface SourceOps extends OpBuilder {
    /**
     * A constant named {@code Const} of a Java value: a number, boolean or String, arrays or lists of these, a tensor. The
     * dtype follows the Java type, as in {@link Tensor#of(Object)}: write {@code 1f} for float32.
     *
     * @see Const
     */
    default Output constant(Object value) {
        return add(new Const(Tensor.of(value)));
    }

    /** The same under a name of its own. */
    default Output constant(Object value, String name) {
        return constant(Tensor.of(value), name);
    }

    /** The same of a dtype of its own; a value that it does not hold is an error. */
    default Output constant(DType dtype, Object value) {
        return add(new Const(Tensor.of(dtype, value)));
    }

    /** The same of a dtype of its own; a value that it does not hold is an error. */
    default Output constant(DType dtype, Object value, String name) {
        return constant(Tensor.of(dtype, value), name);
    }

    /**
     * A constant of a given shape: one value fills it, fewer values than it has elements are followed by repetitions of the
     * last, more are an error.
     */
    default Output constant(Object value, Shape shape) {
        return add(new Const(Constants.spread(Tensor.of(value), shape)));
    }

    /** The same under a name of its own. */
    default Output constant(Object value, Shape shape, String name) {
        return constant(Constants.spread(Tensor.of(value), shape), name);
    }

    /** A value of any shape that each run must be fed: {@code session.feed(x, value)}. */
    default Output placeholder(DType dtype) {
        return placeholder(dtype, Shape.unknown());
    }

    /** A value that each run must be fed; dimensions of {@code -1} may be of any size. */
    default Output placeholder(DType dtype, Shape shape) {
        return add(new Placeholder(dtype, shape));
    }

    /** A value of any shape that each run must be fed. */
    default Output placeholder(DType dtype, String name) {
        return placeholder(dtype, Shape.unknown(), name);
    }

    /**
     * A value that each run must be fed, if it is needed; dimensions of {@code -1} may be of any size.
     *
     * @see Placeholder
     */
    default Output placeholder(DType dtype, Shape shape, String name) {
        return withName(name).add(new Placeholder(dtype, shape));
    }

    /**
     * A value that runs may be fed, and that is {@code input} if they are not.
     *
     * @param shape what may be fed; {@code input} must fit it
     * @see PlaceholderWithDefault
     */
    default Output placeholderWithDefault(Output input, Shape shape) {
        return add(new PlaceholderWithDefault(input.dtype(), shape), input);
    }

    /** The same with a Java value as default. */
    default Output placeholderWithDefault(Object input, Shape shape) {
        Ops s = scoped("PlaceholderWithDefault");
        Output value = s.constant(input, "input");
        return s.finish(new PlaceholderWithDefault(value.dtype(), shape), value);
    }

    /** The same with a Java value as default, under a name of its own. */
    default Output placeholderWithDefault(Object input, Shape shape, String name) {
        return withName(name).placeholderWithDefault(input, shape);
    }

    /** Zeros of float32 in this shape: a constant, or from 1000 elements on a {@link Fill}. */
    default Output zeros(Shape shape) {
        return zeros(shape, DType.FLOAT32);
    }

    /** Zeros (false, empty strings) in this shape: a constant, or from 1000 elements on a {@link Fill}. */
    default Output zeros(Shape shape, DType dtype) {
        return Constants.repeat(scoped("zeros"), shape, Constants.zero(dtype));
    }

    /** A vector of {@code n} float32 zeros, by a {@link Fill}: what Python's {@code tf.zeros(16)} adds. */
    default Output zeros(long n) {
        return Constants.fill(scoped("zeros"), Shape.of(n), Constants.zero(DType.FLOAT32));
    }

    /** Zeros in a shape that is computed: an int32 or int64 vector. */
    default Output zeros(Output shape, DType dtype) {
        return Constants.fill(scoped("zeros"), shape, Constants.zero(dtype));
    }

    /** Ones of float32 in this shape: a constant, or from 1000 elements on a {@link Fill}. */
    default Output ones(Shape shape) {
        return ones(shape, DType.FLOAT32);
    }

    /** Ones (true) in this shape: a constant, or from 1000 elements on a {@link Fill}. */
    default Output ones(Shape shape, DType dtype) {
        return Constants.repeat(scoped("ones"), shape, Constants.one(dtype));
    }

    /** A vector of {@code n} float32 ones, by a {@link Fill}: what Python's {@code tf.ones(16)} adds. */
    default Output ones(long n) {
        return Constants.fill(scoped("ones"), Shape.of(n), Constants.one(DType.FLOAT32));
    }

    /** Ones in a shape that is computed: an int32 or int64 vector. */
    default Output ones(Output shape, DType dtype) {
        return Constants.fill(scoped("ones"), shape, Constants.one(dtype));
    }

    /** Zeros of {@code tensor}'s dtype and shape: a constant if the shape is known, else {@link ZerosLike}. */
    default Output zerosLike(Output tensor) {
        Ops s = scoped("zeros_like");
        return tensor.shape().isComplete()
                ? Constants.repeat(s, tensor.shape(), Constants.zero(tensor.dtype()))
                : s.finish(new ZerosLike(), tensor);
    }

    /** Zeros of another dtype in {@code tensor}'s shape. */
    default Output zerosLike(Output tensor, DType dtype) {
        if (dtype == tensor.dtype()) {
            return zerosLike(tensor);
        }
        Ops s = scoped("zeros_like");
        return tensor.shape().isComplete()
                ? Constants.repeat(s, tensor.shape(), Constants.zero(dtype))
                : Constants.fill(s, s.shape(tensor), Constants.zero(dtype));
    }

    /** Ones of {@code tensor}'s dtype and shape, by a {@link Fill}. */
    default Output onesLike(Output tensor) {
        return onesLike(tensor, tensor.dtype());
    }

    /** Ones of another dtype in {@code tensor}'s shape, by a {@link Fill}. */
    default Output onesLike(Output tensor, DType dtype) {
        Ops s = scoped("ones_like");
        Output ones = Constants.fill(s, s.shape(tensor), Constants.one(dtype));
        ones.setShape(tensor.shape());
        return ones;
    }

    /**
     * {@code value}, a scalar, repeated over a shape that is computed, an int32 or int64 vector.
     *
     * @see Fill
     */
    default Output fill(Output dims, Output value) {
        return add(new Fill(), dims, value);
    }

    /** A Java number, boolean or String repeated over a shape. */
    default Output fill(Shape dims, Object value) {
        Ops s = scoped("Fill");
        Output shape = s.constant(Constants.dims(dims), "dims");
        return s.finish(new Fill(), shape, s.constant(value, "value"));
    }

    /** {@code 0, 1, 2, ...}, {@code limit} numbers of the dtype that its Java type has. */
    default Output range(Number limit) {
        return range(0, limit, 1);
    }

    /**
     * {@code start, start + delta, ...} before {@code limit}: of int32, int64, float32 or float64, the widest of the Java types.
     *
     * @see Range
     */
    default Output range(Number start, Number limit, Number delta) {
        DType dtype = Constants.widest(start, limit, delta);
        Ops s = scoped("range");
        Output first = s.constant(dtype, start, "start");
        Output last = s.constant(dtype, limit, "limit");
        return s.finish(new Range(), first, last, s.constant(dtype, delta, "delta"));
    }

    /** {@code 0, 1, 2, ...}, {@code limit} numbers of its dtype. */
    default Output range(Output limit) {
        return range(0, limit, 1);
    }

    /** {@code start, start + delta, ...} before {@code limit}, of its dtype. */
    default Output range(Number start, Output limit, Number delta) {
        Ops s = scoped("range");
        Output first = s.constant(limit.dtype(), start, "start");
        return s.finish(new Range(), first, limit, s.constant(limit.dtype(), delta, "delta"));
    }

    /** {@code start, start + delta, ...} before {@code limit}, of their dtype. */
    default Output range(Number start, Output limit, Output delta) {
        Ops s = scoped("range");
        return s.finish(new Range(), s.constant(limit.dtype(), start, "start"), limit, delta);
    }

    /** {@code start, start + 1, ...} before {@code limit}, of their dtype. */
    default Output range(Output start, Output limit) {
        Ops s = scoped("range");
        return s.finish(new Range(), start, limit, s.constant(start.dtype(), 1, "delta"));
    }

    /** {@code start, start + delta, ...} before {@code limit}, scalars of one dtype. */
    default Output range(Output start, Output limit, Output delta) {
        return scoped("range").finish(new Range(), start, limit, delta);
    }

    /**
     * {@code num} numbers at equal distances from {@code start} to {@code stop}, both among them: float32, or float64 if
     * either is a Java {@code double}.
     *
     * @see LinSpace
     */
    default Output linspace(Number start, Number stop, int num) {
        DType dtype = Constants.widest(start, stop, 0f);
        Ops s = scoped("LinSpace");
        Output first = s.constant(dtype, start, "start");
        Output last = s.constant(dtype, stop, "stop");
        return s.finish(new LinSpace(), first, last, s.constant(Tensor.of(num), "num"));
    }

    /** The same from and to computed numbers, scalars of float32 or float64; {@code num} is an int32 or int64 scalar. */
    default Output linspace(Output start, Output stop, Output num) {
        return add(new LinSpace(), start, stop, num);
    }
}
