package org.headrace.ops.kernels;

/** The loops of softmax of float32 in plain Java. */
public class ScalarFloatSoftmax implements SoftmaxLoops<float[]> {
    /** Without state: one serves all. */
    public ScalarFloatSoftmax() {}

    @Override
    public void max(float[] x, int from, int n, int rows, double[] max) {
        for (int r = 0; r < rows; r++) {
            float greatest = Float.NEGATIVE_INFINITY;
            for (int i = from + r * n; i < from + (r + 1) * n; i++) {
                greatest = x[i] > greatest ? x[i] : greatest;
            }
            max[r] = greatest;
        }
    }

    @Override
    public void exp(float[] x, int from, int n, int rows, double[] max, float[] y, int at) {
        for (int r = 0; r < rows; r++) {
            float c = (float) max[r];
            for (int j = r * n; j < (r + 1) * n; j++) {
                y[at + j] = FloatFunctions.expOfNegative(x[from + j] - c);
            }
        }
    }
}
