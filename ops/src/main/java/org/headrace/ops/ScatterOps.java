package org.headrace.ops;

import org.headrace.core.Assigning;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.state.CountUpTo;
import org.headrace.ops.state.DestroyTemporaryVariable;
import org.headrace.ops.state.ScatterDiv;
import org.headrace.ops.state.ScatterMax;
import org.headrace.ops.state.ScatterMin;
import org.headrace.ops.state.ScatterMul;
import org.headrace.ops.state.ScatterNdAdd;
import org.headrace.ops.state.ScatterNdSub;
import org.headrace.ops.state.ScatterNdUpdate;
import org.headrace.ops.state.StridedSliceAssign;
import org.headrace.ops.state.TemporaryVariable;

/** Changes of parts of variables. Each returns the variable; fetched, it is its new value. */
public interface ScatterOps extends OpBuilder {
    /**
     * {@code ref[indices[i], ...] *= updates[i, ...]}: TensorFlow's {@code tf.scatter_mul}. Numbers.
     *
     * @param indices int32 or int64, of any shape
     * @param updates of the shape of {@code indices} followed by that of a row, or a scalar
     * @throws org.headrace.core.InvalidArgumentException {@code indices[0] = 5 is not in [0, 3)}
     * @see ScatterMul
     */
    default Output scatterMul(Output ref, Output indices, Output updates) {
        return add(new ScatterMul(false), ref, indices, updates);
    }

    /**
     * {@code ref[indices[i], ...] /= updates[i, ...]}, of integers towards zero: TensorFlow's {@code tf.scatter_div}.
     *
     * @throws org.headrace.core.InvalidArgumentException {@code Integer division by zero}
     * @see ScatterDiv
     */
    default Output scatterDiv(Output ref, Output indices, Output updates) {
        return add(new ScatterDiv(false), ref, indices, updates);
    }

    /**
     * {@code ref[indices[i], ...] = min(ref[indices[i], ...], updates[i, ...])}: TensorFlow's {@code tf.scatter_min}.
     * Floating, int32, int64.
     *
     * @see ScatterMin
     */
    default Output scatterMin(Output ref, Output indices, Output updates) {
        return add(new ScatterMin(false), ref, indices, updates);
    }

    /**
     * {@code ref[indices[i], ...] = max(ref[indices[i], ...], updates[i, ...])}: TensorFlow's {@code tf.scatter_max}.
     * Floating, int32, int64.
     *
     * @see ScatterMax
     */
    default Output scatterMax(Output ref, Output indices, Output updates) {
        return add(new ScatterMax(false), ref, indices, updates);
    }

    /**
     * {@code ref[indices[i, :], ...] = updates[i, ...]}: TensorFlow's {@code tf.scatter_nd_update}. Any dtype.
     *
     * @param indices int32 or int64, {@code [..., depth]}
     * @param updates {@code indices.shape[:-1] + ref.shape[depth:]}
     * @throws org.headrace.core.InvalidArgumentException {@code indices[0] = [5] does not index into shape [3]}
     * @see ScatterNdUpdate
     */
    default Output scatterNdUpdate(Output ref, Output indices, Output updates) {
        return add(new ScatterNdUpdate(true), ref, indices, updates);
    }

    /**
     * {@code ref[indices[i, :], ...] += updates[i, ...]}: TensorFlow's {@code tf.scatter_nd_add}. Numbers.
     *
     * @see ScatterNdAdd
     */
    default Output scatterNdAdd(Output ref, Output indices, Output updates) {
        return add(new ScatterNdAdd(false), ref, indices, updates);
    }

    /**
     * {@code ref[indices[i, :], ...] -= updates[i, ...]}: TensorFlow's {@code tf.scatter_nd_sub}. Numbers.
     *
     * @see ScatterNdSub
     */
    default Output scatterNdSub(Output ref, Output indices, Output updates) {
        return add(new ScatterNdSub(false), ref, indices, updates);
    }

    /**
     * {@code ref[slices] = value}: TensorFlow's {@code v[1:3, 0].assign(value)}. The value has the slice's shape.
     *
     * @see StridedSliceAssign
     */
    default Output assignSlice(Output ref, Output value, Slice... slices) {
        return Slices.assign(this, ref, value, slices);
    }

    /**
     * The variable {@code ref}, an int32 or int64 scalar, as it is; then it is one more. TensorFlow's
     * {@code tf.count_up_to}.
     *
     * @throws org.headrace.core.InvalidArgumentException {@code Reached limit of 10}, when it runs
     * @see CountUpTo
     */
    default Output countUpTo(Output ref, long limit) {
        return add(new CountUpTo(limit), ref);
    }

    /**
     * A variable for the time of a run: assign to it, change it, and take its value by {@link #destroyTemporaryVariable}.
     * TensorFlow's {@code gen_state_ops.temporary_variable}.
     *
     * @see TemporaryVariable
     */
    default Output temporaryVariable(Shape shape, DType dtype) {
        return add(new TemporaryVariable(shape, dtype, ""));
    }

    /**
     * The last value of a temporary variable; {@code ref} is what the last assignment to it returned.
     *
     * @see DestroyTemporaryVariable
     */
    default Output destroyTemporaryVariable(Output ref) {
        Op variable = ref.op();
        while (variable.type() instanceof Assigning) {
            variable = variable.input(0).op();
        }
        if (!(variable.type() instanceof TemporaryVariable type)) {
            throw new InvalidArgumentException(ref.op(), "is no temporary variable, nor an assignment to one: " + ref);
        }
        String name = type.varName().isEmpty() ? variable.name() : type.varName();
        return add(new DestroyTemporaryVariable(name), ref);
    }
}
