package org.headrace.core;

import org.jspecify.annotations.Nullable;

/**
 * One result of an op, before it has a value. TensorFlow 1 calls it a Tensor; here a {@link Tensor} is a value.
 *
 * <p>Prints as TensorFlow prints it: {@code Tensor("Add:0", shape=(?, 1), dtype=float32)}, a variable as
 * {@code <tf.Variable 'W:0' shape=(2, 16) dtype=float32_ref>}.
 */
public record Output(Op op, int index) implements Fetch {
    public Output {
        if (index < 0 || index >= op.outputCount()) {
            throw new InvalidArgumentException(op, "has " + op.outputCount() + " outputs, none of number " + index);
        }
    }

    public DType dtype() {
        return spec().dtype();
    }

    /** The shape as far as it is known while the graph is built. */
    public Shape shape() {
        return spec().shape();
    }

    public TensorSpec spec() {
        return op.outputSpec(index);
    }

    public Graph graph() {
        return op.graph();
    }

    /** Whether this is a variable itself rather than a value: TensorFlow's reference dtypes, {@code float32_ref}. */
    public boolean isReference() {
        return op.type() instanceof VariableType
                || op.type() instanceof Assigning type && type.returnsReference() && index == 0;
    }

    /** Merges what the caller knows about the shape into what is known; nothing is checked when the graph runs. */
    public void setShape(Shape shape) {
        op.sharpen(index, shape);
    }

    // The record's own equals and hashCode would be put together at run time, when the program is starting.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Output that && op.equals(that.op) && index == that.index;
    }

    @Override
    public int hashCode() {
        return 31 * op.hashCode() + index;
    }

    /** The op's name and the output's number: {@code "z:0"}. */
    @Override
    public String name() {
        return op.name() + ":" + index;
    }

    /** {@code <tf.Tensor 'z:0' shape=(?, 16) dtype=float32>}: what Python's {@code repr} prints. */
    public String repr() {
        String kind = op.type() instanceof VariableType ? "tf.Variable" : "tf.Tensor";
        return "<" + kind + " '" + name() + "' shape=" + shape() + " dtype=" + dtypeName() + ">";
    }

    @Override
    public String toString() {
        if (op.type() instanceof VariableType) {
            return repr();
        }
        String shape = shape().hasRank() ? ", shape=" + shape() : "";
        String device = op.device().isEmpty() ? "" : ", device=" + op.device();
        return "Tensor(\"" + name() + "\"" + shape + ", dtype=" + dtypeName() + device + ")";
    }

    private String dtypeName() {
        return isReference() ? dtype() + "_ref" : dtype().toString();
    }
}
