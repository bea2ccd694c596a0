package org.headrace.examples;

/**
 * Backpropagation through the network of {@link GradientsNotebook} with no library at all: a hidden layer of relu units,
 * one output with sigmoid and binary cross entropy. Example by example, the gradients summed, in double.
 */
final class Backpropagation {
    private final int inputs;
    private final int hidden;
    private final double[] w;
    private final double[] w2;

    /** The hidden layer before and after its relu, (examples, hidden); the output before and after its sigmoid. */
    final double[] z;

    final double[] a;
    final double[] z2;
    final double[] a2;

    /** The loss differentiated by the output a2, (examples). */
    final double[] dLoss;

    /** The sum of all losses differentiated by the parameters, each of its parameter's shape. */
    final double[] dW;

    final double[] dB;
    final double[] dW2;
    final double[] dB2;

    /**
     * Runs the network forwards and backwards.
     *
     * @param w (inputs, hidden), row-major
     * @param b (hidden)
     * @param w2 (hidden, 1)
     * @param b2 (1)
     * @param x (examples, inputs), row-major
     * @param y the labels, 0 or 1, (examples)
     */
    Backpropagation(double[] w, double[] b, double[] w2, double[] b2, double[] x, double[] y) {
        int examples = y.length;
        this.hidden = b.length;
        this.inputs = w.length / hidden;
        this.w = w;
        this.w2 = w2;
        this.z = new double[examples * hidden];
        this.a = new double[examples * hidden];
        this.z2 = new double[examples];
        this.a2 = new double[examples];
        this.dLoss = new double[examples];
        this.dW = new double[inputs * hidden];
        this.dB = new double[hidden];
        this.dW2 = new double[hidden];
        this.dB2 = new double[1];
        for (int example = 0; example < examples; example++) {
            forward(example, x, b, b2[0]);
            backward(example, x, y[example]);
        }
    }

    private void forward(int example, double[] x, double[] b, double b2) {
        z2[example] = b2;
        for (int j = 0; j < hidden; j++) {
            int unit = example * hidden + j;
            z[unit] = b[j];
            for (int i = 0; i < inputs; i++) {
                z[unit] += w[i * hidden + j] * x[example * inputs + i];
            }
            a[unit] = Math.max(0, z[unit]);
            z2[example] += w2[j] * a[unit];
        }
        a2[example] = 1 / (1 + Math.exp(-z2[example]));
    }

    private void backward(int example, double[] x, double y) {
        double out = a2[example];
        dLoss[example] = -(y / out - (1 - y) / (1 - out));
        double dz2 = dLoss[example] * out * (1 - out);
        dB2[0] += dz2;
        for (int j = 0; j < hidden; j++) {
            int unit = example * hidden + j;
            dW2[j] += dz2 * a[unit];
            double dz = z[unit] > 0 ? dz2 * w2[j] : 0;
            dB[j] += dz;
            for (int i = 0; i < inputs; i++) {
                dW[i * hidden + j] += dz * x[example * inputs + i];
            }
        }
    }
}
