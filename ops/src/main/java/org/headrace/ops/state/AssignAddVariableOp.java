package org.headrace.ops.state;

/**
 * {@code variable += value}, without broadcasting, of the variable that a handle names: TensorFlow's
 * {@code AssignAddVariableOp}. Not for float16 and bfloat16.
 */
public record AssignAddVariableOp() implements ResourceAccumulating {
    @Override
    public InPlace change() {
        return InPlace.ADD;
    }
}
