package org.headrace.autodiff.random;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.state.ApplyAdam;
import org.headrace.ops.state.ApplyGradientDescent;
import org.headrace.ops.state.ApplyMomentum;
import org.headrace.ops.state.Assign;
import org.headrace.ops.state.AssignAdd;
import org.headrace.ops.state.AssignSub;
import org.headrace.ops.state.ScatterAdd;
import org.headrace.ops.state.ScatterSub;
import org.headrace.ops.state.ScatterUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The formulas of the ops that change variables, in doubles that are rounded to the variable's dtype after each operation:
 * of two floats that gives the float sum, difference, product, quotient and root.
 */
final class Assignments {
    private final Op op;
    private final List<@Nullable Tensor> inputs;
    private final DType dtype;

    private Assignments(Op op, List<@Nullable Tensor> inputs) {
        this.op = op;
        this.inputs = inputs;
        this.dtype = op.input(0).dtype();
    }

    /** The values of the variables after {@code op}; its inputs, null for a variable without a value. */
    static List<Tensor> after(Op op, List<@Nullable Tensor> inputs) {
        return new Assignments(op, inputs).after();
    }

    private List<Tensor> after() {
        OpType type = op.type();
        if (type instanceof Assign) {
            return List.of(input(1));
        }
        if (type instanceof AssignAdd || type instanceof AssignSub) {
            return List.of(added(input(0), 0, update(1), 0, input(0).size(), type instanceof AssignAdd ? 1 : -1));
        }
        if (type instanceof ScatterUpdate || type instanceof ScatterAdd || type instanceof ScatterSub) {
            int sign = type instanceof ScatterUpdate ? 0 : type instanceof ScatterAdd ? 1 : -1;
            return List.of(scattered(sign));
        }
        if (type instanceof ApplyGradientDescent) {
            return List.of(descended());
        }
        if (type instanceof ApplyMomentum momentum) {
            return withMomentum(momentum.useNesterov());
        }
        if (type instanceof ApplyAdam adam) {
            return byAdam(adam.useNesterov());
        }
        throw new IllegalStateException("no formula for " + type);
    }

    private Tensor input(int i) {
        Tensor value = inputs.get(i);
        if (value == null) {
            throw new FailedPreconditionException(op, "Attempting to use uninitialized value");
        }
        return value;
    }

    /** An input of the variable's shape, as TensorFlow's kernels demand. */
    private Tensor update(int i) {
        Tensor value = input(i);
        if (!value.shape().equals(input(0).shape())) {
            throw new InvalidArgumentException(op, "changes " + input(0).shape() + " by " + value.shape());
        }
        return value;
    }

    private double scalar(int i) {
        return input(i).toDouble();
    }

    private Tensor scattered(int sign) {
        Tensor result = input(0);
        Tensor indices = input(1);
        int rowSize = result.shape().slice(1, result.shape().rank()).size();
        for (int i = 0; i < indices.size(); i++) {
            result = added(result, (int) indices.longAt(i) * rowSize, input(2), i * rowSize, rowSize, sign);
        }
        return result;
    }

    /** {@code x + sign * y} from {@code to} and {@code from} on, for 0 just {@code y}; {@code x} elsewhere. */
    private Tensor added(Tensor x, int to, Tensor y, int from, int count, int sign) {
        Tensor result = x.copy();
        for (int i = 0; i < count; i++) {
            if (dtype.isFloating()) {
                double value = y.doubleAt(from + i);
                set(result, to + i, sign == 0 ? value : x.doubleAt(to + i) + sign * value);
            } else {
                long value = y.longAt(from + i);
                set(result, to + i, sign == 0 ? value : x.longAt(to + i) + sign * value);
            }
        }
        return result;
    }

    private static void set(Tensor tensor, int i, double value) {
        if (tensor.dtype() == DType.FLOAT32) {
            tensor.floats()[i] = (float) value;
        } else {
            tensor.doubles()[i] = value;
        }
    }

    private static void set(Tensor tensor, int i, long value) {
        switch (tensor.dtype().storage()) {
            case INTS -> tensor.ints()[i] = (int) value;
            case LONGS -> tensor.longs()[i] = value;
            case BYTES -> tensor.bytes()[i] = (byte) value;
            default -> throw new IllegalStateException("no such variables: " + tensor.spec());
        }
    }

    private double round(double value) {
        return dtype == DType.FLOAT32 ? (float) value : value;
    }

    private interface Element {
        double at(int i);
    }

    private Tensor floats(Shape shape, Element element) {
        Tensor result = Tensor.zeros(dtype, shape);
        for (int i = 0; i < shape.size(); i++) {
            set(result, i, element.at(i));
        }
        return result;
    }

    private Tensor descended() {
        Tensor x = input(0);
        double alpha = scalar(1);
        Tensor delta = update(2);
        return floats(x.shape(), i -> x.doubleAt(i) - round(alpha * delta.doubleAt(i)));
    }

    private List<Tensor> withMomentum(boolean nesterov) {
        Tensor x = input(0);
        Tensor accum = input(1);
        double lr = scalar(2);
        Tensor grad = update(3);
        double momentum = scalar(4);
        Tensor moved = floats(x.shape(), i -> round(accum.doubleAt(i) * momentum) + grad.doubleAt(i));
        Tensor changed = floats(x.shape(), i -> {
            double ahead = round(moved.doubleAt(i) * lr);
            double far = round(round(moved.doubleAt(i) * momentum) * lr);
            return x.doubleAt(i) - (nesterov ? round(round(grad.doubleAt(i) * lr) + far) : ahead);
        });
        return List.of(changed, moved);
    }

    private List<Tensor> byAdam(boolean nesterov) {
        Tensor x = input(0);
        Tensor m = input(1);
        Tensor v = input(2);
        double decay1 = round(1 - scalar(3));
        double root = round(Math.sqrt(round(1 - scalar(4))));
        double alpha = round(round(scalar(5) * root) / decay1);
        double beta1 = scalar(6);
        double rest1 = round(1 - beta1);
        double rest2 = round(1 - scalar(7));
        double epsilon = scalar(8);
        Tensor g = update(9);
        double least = nesterov ? 0 : dtype == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
        Tensor mean = floats(x.shape(), i -> {
            double part = round(round(g.doubleAt(i) - m.doubleAt(i)) * rest1);
            return flushed(m.doubleAt(i) + flushed(part, least), least);
        });
        Tensor square = floats(x.shape(), i -> {
            double squared = flushed(round(g.doubleAt(i) * g.doubleAt(i)), least);
            double part = round(round(squared - v.doubleAt(i)) * rest2);
            return flushed(v.doubleAt(i) + flushed(part, least), least);
        });
        Tensor changed = floats(x.shape(), i -> {
            double ahead =
                    nesterov ? round(round(g.doubleAt(i) * rest1) + round(beta1 * mean.doubleAt(i))) : mean.doubleAt(i);
            double below = round(round(Math.sqrt(square.doubleAt(i))) + epsilon);
            return x.doubleAt(i) - round(flushed(round(ahead * alpha), least) / below);
        });
        return List.of(changed, mean, square);
    }

    /** As TensorFlow's kernels take denormal numbers, and our loop for Adam. */
    private static double flushed(double x, double least) {
        return Math.abs(x) < least ? 0 : x;
    }
}
