package org.headrace.ops.state;

/**
 * {@code ref -= value}, without broadcasting: TensorFlow's {@code AssignSub}. Not for float16 and bfloat16.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record AssignSub(boolean useLocking) implements Accumulating {
    @Override
    public InPlace change() {
        return InPlace.SUBTRACT;
    }
}
