package org.headrace.ops.kernels;

/**
 * Adam's step over elements {@code from} (inclusive) to {@code to} (exclusive) of a variable, in one loop: several times as
 * fast as the dozen loops that its formula takes. Each operation is rounded, in TensorFlow's order:
 *
 * <pre>{@code
 * m += (grad - m) * rest1
 * v += (grad * grad - v) * rest2
 * variable -= m * alpha / (sqrt(v) + epsilon)
 * }</pre>
 *
 * <p>TensorFlow's kernels run with the processor's modes by which denormal results are 0. Java has no such mode, and a moment
 * that decays without gradients would end among the denormal numbers, where each product takes some hundred cycles. So what
 * is remembered, and all operands of its products, follow TensorFlow's rule here: a difference, square or product that would
 * be denormal is 0, as are {@code m} and {@code v}. Only the sign of such a 0 is not TensorFlow's, and only the division and
 * the variable itself are left to gradual underflow.
 */
public interface AdamLoops {
    /** Of float32. */
    void step(
            float[] variable,
            float[] m,
            float[] v,
            float[] grad,
            int from,
            int to,
            float alpha,
            float rest1,
            float rest2,
            float epsilon);

    /** Of float64. */
    void step(
            double[] variable,
            double[] m,
            double[] v,
            double[] grad,
            int from,
            int to,
            double alpha,
            double rest1,
            double rest2,
            double epsilon);
}
