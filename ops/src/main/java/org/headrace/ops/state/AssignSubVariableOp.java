package org.headrace.ops.state;

/**
 * {@code variable -= value}, without broadcasting, of the variable that a handle names: TensorFlow's
 * {@code AssignSubVariableOp}. Not for float16 and bfloat16.
 */
public record AssignSubVariableOp() implements ResourceAccumulating {
    @Override
    public InPlace change() {
        return InPlace.SUBTRACT;
    }
}
