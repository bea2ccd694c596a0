package org.headrace.ops.vector;

import java.util.Arrays;
import org.headrace.ops.kernels.AdamLoops;
import org.headrace.ops.kernels.ScalarAdam;

/** Adam's step in plain code until its vector code has warmed up. */
final class WarmingAdam implements AdamLoops {
    /** Where the gradient has a number that takes the loop for denormal results. */
    private static final int FAINT = 20;
    /** So much that the loop for usual numbers comes to its end after that one. */
    private static final int LITTLE = 2 * FAINT + ScalarAdam.BLOCK;

    private final WarmUp<AdamLoops> floats =
            new WarmUp<>("Adam, float32", new ScalarAdam(), () -> new VectorAdam(), LITTLE, WarmUp.LONG, () -> {
                float[][] x = new float[4][WarmUp.LONG];
                for (float[] operand : x) {
                    Arrays.fill(operand, 1);
                }
                x[3][FAINT] = 1e-30f;
                return (loops, n, times) -> {
                    for (int i = 0; i < times; i++) {
                        loops.step(x[0], x[1], x[2], x[3], 0, n, 1e-3f, 0.1f, 1e-3f, 1);
                    }
                };
            });
    private final WarmUp<AdamLoops> doubles =
            new WarmUp<>("Adam, float64", new ScalarAdam(), () -> new VectorAdam(), LITTLE, WarmUp.LONG, () -> {
                double[][] x = new double[4][WarmUp.LONG];
                for (double[] operand : x) {
                    Arrays.fill(operand, 1);
                }
                x[3][FAINT] = 1e-300;
                return (loops, n, times) -> {
                    for (int i = 0; i < times; i++) {
                        loops.step(x[0], x[1], x[2], x[3], 0, n, 1e-3, 0.1, 1e-3, 1);
                    }
                };
            });

    @Override
    public void step(
            float[] variable,
            float[] m,
            float[] v,
            float[] grad,
            int from,
            int to,
            float alpha,
            float rest1,
            float rest2,
            float epsilon) {
        floats.code(to - from).step(variable, m, v, grad, from, to, alpha, rest1, rest2, epsilon);
    }

    @Override
    public void step(
            double[] variable,
            double[] m,
            double[] v,
            double[] grad,
            int from,
            int to,
            double alpha,
            double rest1,
            double rest2,
            double epsilon) {
        doubles.code(to - from).step(variable, m, v, grad, from, to, alpha, rest1, rest2, epsilon);
    }
}
