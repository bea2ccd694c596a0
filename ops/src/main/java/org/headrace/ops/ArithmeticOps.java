package org.headrace.ops;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.ops.math.Add;
import org.headrace.ops.math.AddN;
import org.headrace.ops.math.Cast;
import org.headrace.ops.math.Equal;
import org.headrace.ops.math.Exp;
import org.headrace.ops.math.FloorDiv;
import org.headrace.ops.math.FloorMod;
import org.headrace.ops.math.Greater;
import org.headrace.ops.math.GreaterEqual;
import org.headrace.ops.math.Less;
import org.headrace.ops.math.LessEqual;
import org.headrace.ops.math.Log;
import org.headrace.ops.math.LogicalAnd;
import org.headrace.ops.math.LogicalNot;
import org.headrace.ops.math.LogicalOr;
import org.headrace.ops.math.Maximum;
import org.headrace.ops.math.Minimum;
import org.headrace.ops.math.Mul;
import org.headrace.ops.math.Neg;
import org.headrace.ops.math.NotEqual;
import org.headrace.ops.math.Pow;
import org.headrace.ops.math.RealDiv;
import org.headrace.ops.math.Select;
import org.headrace.ops.math.Sigmoid;
import org.headrace.ops.math.Sqrt;
import org.headrace.ops.math.Square;
import org.headrace.ops.math.Sub;
import org.headrace.ops.math.Tanh;

/**
 * Arithmetic, comparison and the most used functions, element by element. Binary ones take a number on either side, which
 * becomes a constant of the other operand's dtype; one that this dtype does not hold is an error.
 */
public interface ArithmeticOps extends OpBuilder {
    /**
     * {@code a + b}, of any numbers; of strings, one after the other. The shapes broadcast; the dtypes must be the same.
     *
     * @see Add
     */
    default Output add(Output a, Output b) {
        return add(new Add(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output add(Output a, Number b) {
        return withNumber("Add", new Add(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output add(Number a, Output b) {
        return withNumber("Add", new Add(), a, b);
    }

    /**
     * {@code a - b}, of any numbers. The shapes broadcast; the dtypes must be the same.
     *
     * @see Sub
     */
    default Output sub(Output a, Output b) {
        return add(new Sub(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output sub(Output a, Number b) {
        return withNumber("Sub", new Sub(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output sub(Number a, Output b) {
        return withNumber("Sub", new Sub(), a, b);
    }

    /**
     * {@code a * b}, of any numbers. The shapes broadcast; the dtypes must be the same.
     *
     * @see Mul
     */
    default Output mul(Output a, Output b) {
        return add(new Mul(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output mul(Output a, Number b) {
        return withNumber("Mul", new Mul(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output mul(Number a, Output b) {
        return withNumber("Mul", new Mul(), a, b);
    }

    /**
     * {@code a / b}, Python 3's division: integers are cast first, of 8 and 16 bits to float32, of 32 and 64 to float64.
     * The shapes broadcast; the dtypes must be the same. TensorFlow's {@code tf.truediv}.
     *
     * @see RealDiv
     */
    default Output div(Output a, Output b) {
        return Division.real(scoped("truediv"), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output div(Output a, Number b) {
        Ops s = scoped("truediv");
        return Division.real(s, a, Operands.number(s, b, a, "y"));
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output div(Number a, Output b) {
        Ops s = scoped("truediv");
        return Division.real(s, Operands.number(s, a, b, "x"), b);
    }

    /**
     * {@code a / b} rounded toward negative infinity, {@code -7 // 2 = -4}, of any real numbers. The shapes broadcast; the dtypes must be the same. An integer divided by
     * zero is an error when the graph runs. TensorFlow's {@code tf.floordiv}.
     *
     * @see FloorDiv
     */
    default Output floorDiv(Output a, Output b) {
        return scoped("floordiv").finish(new FloorDiv(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output floorDiv(Output a, Number b) {
        return withNumber("floordiv", new FloorDiv(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output floorDiv(Number a, Output b) {
        return withNumber("floordiv", new FloorDiv(), a, b);
    }

    /**
     * The remainder of {@link #floorDiv}, with the sign of {@code b}: {@code -7 mod 2 = 1}. Of floating numbers, int32 and
     * int64. The shapes broadcast; the dtypes must be the same. TensorFlow's {@code tf.floormod}.
     *
     * @see FloorMod
     */
    default Output mod(Output a, Output b) {
        return add(new FloorMod(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output mod(Output a, Number b) {
        return withNumber("FloorMod", new FloorMod(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output mod(Number a, Output b) {
        return withNumber("FloorMod", new FloorMod(), a, b);
    }

    /**
     * {@code a^b}, of floating numbers, int32 and int64; integers to a negative power are an error when the graph runs.
     * The shapes broadcast; the dtypes must be the same.
     *
     * @see Pow
     */
    default Output pow(Output a, Output b) {
        return add(new Pow(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output pow(Output a, Number b) {
        return withNumber("Pow", new Pow(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output pow(Number a, Output b) {
        return withNumber("Pow", new Pow(), a, b);
    }

    /**
     * The greater of both, of floating numbers, int32 and int64; the first if either is NaN. The shapes broadcast; the dtypes must be the same.
     *
     * @see Maximum
     */
    default Output maximum(Output a, Output b) {
        return add(new Maximum(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output maximum(Output a, Number b) {
        return withNumber("Maximum", new Maximum(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output maximum(Number a, Output b) {
        return withNumber("Maximum", new Maximum(), a, b);
    }

    /**
     * The smaller of both, of floating numbers, int32 and int64; the first if either is NaN. The shapes broadcast; the dtypes must be the same.
     *
     * @see Minimum
     */
    default Output minimum(Output a, Output b) {
        return add(new Minimum(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output minimum(Output a, Number b) {
        return withNumber("Minimum", new Minimum(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output minimum(Number a, Output b) {
        return withNumber("Minimum", new Minimum(), a, b);
    }

    /**
     * {@code a == b} as a bool, of any numbers, bools or strings. The shapes broadcast; the dtypes must be the same.
     *
     * @see Equal
     */
    default Output equal(Output a, Output b) {
        return add(new Equal(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output equal(Output a, Number b) {
        return withNumber("Equal", new Equal(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output equal(Number a, Output b) {
        return withNumber("Equal", new Equal(), a, b);
    }

    /**
     * {@code a != b} as a bool, of any numbers, bools or strings. The shapes broadcast; the dtypes must be the same.
     *
     * @see NotEqual
     */
    default Output notEqual(Output a, Output b) {
        return add(new NotEqual(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output notEqual(Output a, Number b) {
        return withNumber("NotEqual", new NotEqual(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output notEqual(Number a, Output b) {
        return withNumber("NotEqual", new NotEqual(), a, b);
    }

    /**
     * {@code a < b} as a bool, of real numbers. The shapes broadcast; the dtypes must be the same.
     *
     * @see Less
     */
    default Output less(Output a, Output b) {
        return add(new Less(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output less(Output a, Number b) {
        return withNumber("Less", new Less(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output less(Number a, Output b) {
        return withNumber("Less", new Less(), a, b);
    }

    /**
     * {@code a <= b} as a bool, of real numbers. The shapes broadcast; the dtypes must be the same.
     *
     * @see LessEqual
     */
    default Output lessEqual(Output a, Output b) {
        return add(new LessEqual(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output lessEqual(Output a, Number b) {
        return withNumber("LessEqual", new LessEqual(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output lessEqual(Number a, Output b) {
        return withNumber("LessEqual", new LessEqual(), a, b);
    }

    /**
     * {@code a > b} as a bool, of real numbers. The shapes broadcast; the dtypes must be the same.
     *
     * @see Greater
     */
    default Output greater(Output a, Output b) {
        return add(new Greater(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output greater(Output a, Number b) {
        return withNumber("Greater", new Greater(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output greater(Number a, Output b) {
        return withNumber("Greater", new Greater(), a, b);
    }

    /**
     * {@code a >= b} as a bool, of real numbers. The shapes broadcast; the dtypes must be the same.
     *
     * @see GreaterEqual
     */
    default Output greaterEqual(Output a, Output b) {
        return add(new GreaterEqual(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output greaterEqual(Output a, Number b) {
        return withNumber("GreaterEqual", new GreaterEqual(), a, b);
    }

    /** The same with a number, which gets the dtype of the other operand. */
    default Output greaterEqual(Number a, Output b) {
        return withNumber("GreaterEqual", new GreaterEqual(), a, b);
    }

    /**
     * Whether both bools are true. The shapes broadcast.
     *
     * @see LogicalAnd
     */
    default Output logicalAnd(Output a, Output b) {
        return add(new LogicalAnd(), a, b);
    }

    /**
     * Whether either bool is true. The shapes broadcast.
     *
     * @see LogicalOr
     */
    default Output logicalOr(Output a, Output b) {
        return add(new LogicalOr(), a, b);
    }

    /**
     * Whether a bool is false.
     *
     * @see LogicalNot
     */
    default Output logicalNot(Output x) {
        return add(new LogicalNot(), x);
    }

    /**
     * {@code -x}, of any signed numbers.
     *
     * @see Neg
     */
    default Output neg(Output x) {
        return add(new Neg(), x);
    }

    /**
     * {@code x * x}, of floating numbers, int32 and int64.
     *
     * @see Square
     */
    default Output square(Output x) {
        return add(new Square(), x);
    }

    /**
     * The square root, of floating numbers; NaN of negative ones.
     *
     * @see Sqrt
     */
    default Output sqrt(Output x) {
        return add(new Sqrt(), x);
    }

    /**
     * The exponential, of floating numbers.
     *
     * @see Exp
     */
    default Output exp(Output x) {
        return add(new Exp(), x);
    }

    /**
     * The natural logarithm, of floating numbers; NaN of negative ones.
     *
     * @see Log
     */
    default Output log(Output x) {
        return add(new Log(), x);
    }

    /**
     * {@code 1 / (1 + exp(-x))}, of floating numbers.
     *
     * @see Sigmoid
     */
    default Output sigmoid(Output x) {
        return add(new Sigmoid(), x);
    }

    /**
     * The hyperbolic tangent, of floating numbers.
     *
     * @see Tanh
     */
    default Output tanh(Output x) {
        return add(new Tanh(), x);
    }

    /**
     * {@code condition ? x : y}, element by element. {@code x} and {@code y} are of one shape and of one dtype, any;
     * {@code condition} has their shape, or is a scalar, or a vector that chooses whole rows. (To find the true elements,
     * TensorFlow's {@code tf.where} of one argument, see the index ops.)
     *
     * @see Select
     */
    default Output where(Output condition, Output x, Output y) {
        return add(new Select(), condition, x, y);
    }

    /**
     * The values as {@code dtype}; {@code x} itself if it is of that dtype. Fractions are dropped, and what does not fit an
     * integer becomes the smallest one.
     *
     * @see Cast
     */
    default Output cast(Output x, DType dtype) {
        return x.dtype() == dtype ? x : scoped("Cast").finish(new Cast(dtype), x);
    }

    /**
     * The sum of all {@code inputs}, which are of one dtype and one shape. Of one input, the input.
     *
     * @see AddN
     */
    default Output addN(List<Output> inputs) {
        return inputs.size() == 1 ? inputs.get(0) : add(new AddN(), inputs.toArray(new Output[0]));
    }

    private Output withNumber(String scope, OpType type, Output x, Number y) {
        Ops s = scoped(scope);
        return s.finish(type, x, Operands.number(s, y, x, "y"));
    }

    private Output withNumber(String scope, OpType type, Number x, Output y) {
        Ops s = scoped(scope);
        return s.finish(type, Operands.number(s, x, y, "x"), y);
    }
}
