package org.headrace.ops.kernels;

/** Adam's step in plain Java. */
public final class ScalarAdam implements AdamLoops {
    /** Without state. */
    public ScalarAdam() {}

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
        for (int i = from; i < to; i++) {
            float g = grad[i];
            float mean = m[i] + (g - m[i]) * rest1;
            float square = v[i] + (g * g - v[i]) * rest2;
            m[i] = mean;
            v[i] = square;
            variable[i] -= mean * alpha / ((float) Math.sqrt(square) + epsilon);
        }
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
        for (int i = from; i < to; i++) {
            double g = grad[i];
            double mean = m[i] + (g - m[i]) * rest1;
            double square = v[i] + (g * g - v[i]) * rest2;
            m[i] = mean;
            v[i] = square;
            variable[i] -= mean * alpha / (Math.sqrt(square) + epsilon);
        }
    }
}
