package org.headrace.ops.vector;

import java.util.Arrays;
import java.util.List;
import org.headrace.ops.kernels.AdamLoops;
import org.headrace.ops.kernels.ScalarAdam;

/** Adam's step in plain code until its vector code has warmed up. */
final class WarmingAdam implements AdamLoops {
    private static final int SHORT = 35;
    private static final int LONG = 2047;

    private final AdamLoops vector = new VectorAdam();
    private final AdamLoops plain = new ScalarAdam();
    private final WarmUp floats = new WarmUp("Adam of float32", () -> {
        float[][] x = new float[4][LONG];
        for (float[] operand : x) {
            Arrays.fill(operand, 1);
        }
        return List.of(new WarmUp.Act(
                () -> vector.step(x[0], x[1], x[2], x[3], 0, SHORT, 1e-3f, 0.1f, 1e-3f, 1),
                () -> vector.step(x[0], x[1], x[2], x[3], 0, LONG, 1e-3f, 0.1f, 1e-3f, 1),
                () -> plain.step(x[0], x[1], x[2], x[3], 0, LONG, 1e-3f, 0.1f, 1e-3f, 1)));
    });
    private final WarmUp doubles = new WarmUp("Adam of float64", () -> {
        double[][] x = new double[4][LONG];
        for (double[] operand : x) {
            Arrays.fill(operand, 1);
        }
        return List.of(new WarmUp.Act(
                () -> vector.step(x[0], x[1], x[2], x[3], 0, SHORT, 1e-3, 0.1, 1e-3, 1),
                () -> vector.step(x[0], x[1], x[2], x[3], 0, LONG, 1e-3, 0.1, 1e-3, 1),
                () -> plain.step(x[0], x[1], x[2], x[3], 0, LONG, 1e-3, 0.1, 1e-3, 1)));
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
        (floats.isOver(to - from) ? vector : plain).step(variable, m, v, grad, from, to, alpha, rest1, rest2, epsilon);
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
        (doubles.isOver(to - from) ? vector : plain).step(variable, m, v, grad, from, to, alpha, rest1, rest2, epsilon);
    }
}
