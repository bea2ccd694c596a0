package org.headrace.ops.kernels;

/** The loops of softmax of float64 in plain Java. */
public class ScalarDoubleSoftmax implements SoftmaxLoops<double[]> {
    /** Without state: one serves all. */
    public ScalarDoubleSoftmax() {}

    @Override
    public void max(double[] x, int from, int n, int rows, double[] max) {
        for (int r = 0; r < rows; r++) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = from + r * n; i < from + (r + 1) * n; i++) {
                greatest = x[i] > greatest ? x[i] : greatest;
            }
            max[r] = greatest;
        }
    }

    @Override
    public void exp(double[] x, int from, int n, int rows, double[] max, double[] y, int at) {
        for (int r = 0; r < rows; r++) {
            double c = max[r];
            for (int j = r * n; j < (r + 1) * n; j++) {
                y[at + j] = DoubleFunctions.expOfNegative(x[from + j] - c);
            }
        }
    }
}
