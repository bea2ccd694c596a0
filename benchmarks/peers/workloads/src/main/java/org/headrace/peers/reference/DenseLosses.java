package org.headrace.peers.reference;

import static org.headrace.peers.reference.Matrices.affine;
import static org.headrace.peers.reference.Matrices.columnSums;
import static org.headrace.peers.reference.Matrices.crossEntropy;
import static org.headrace.peers.reference.Matrices.doubles;
import static org.headrace.peers.reference.Matrices.mask;
import static org.headrace.peers.reference.Matrices.product;
import static org.headrace.peers.reference.Matrices.relu;
import static org.headrace.peers.reference.Matrices.softmax;
import static org.headrace.peers.reference.Matrices.transpose;

import org.headrace.peers.Data;

/** W2, W3: fully connected layers trained by Adam. */
final class DenseLosses {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Data.Dense data;
    private final Parameter[] w;
    private final Parameter[] b;

    /** A parameter with Adam's two moments. */
    private static final class Parameter {
        final double[] value;
        private final double[] m;
        private final double[] v;

        Parameter(float[] initial) {
            value = doubles(initial);
            m = new double[value.length];
            v = new double[value.length];
        }

        void update(double[] gradient, double rate) {
            for (int i = 0; i < value.length; i++) {
                m[i] = BETA1 * m[i] + (1 - BETA1) * gradient[i];
                v[i] = BETA2 * v[i] + (1 - BETA2) * gradient[i] * gradient[i];
                value[i] -= rate * m[i] / (Math.sqrt(v[i]) + EPSILON);
            }
        }
    }

    private DenseLosses(Data.Dense data) {
        this.data = data;
        w = new Parameter[data.layers];
        b = new Parameter[data.layers];
        for (int i = 0; i < data.layers; i++) {
            w[i] = new Parameter(data.w[i]);
            b[i] = new Parameter(data.b[i]);
        }
    }

    static double[] of(Data.Dense data, int steps) {
        DenseLosses net = new DenseLosses(data);
        double[] losses = new double[steps];
        for (int s = 0; s < steps; s++) {
            losses[s] = net.step(s);
        }
        return losses;
    }

    /** The probability of class 3 of the first example of W5. */
    static double probability(int batch) {
        DenseLosses net = new DenseLosses(Data.mnist());
        double[] h = doubles(Data.inferenceInput(batch));
        for (int i = 0; i < net.data.layers; i++) {
            double[] z = net.logits(h, i, batch);
            h = i < net.data.layers - 1 ? relu(z) : softmax(z, batch, 10);
        }
        return h[3];
    }

    private double[] logits(double[] h, int layer, int batch) {
        return affine(h, w[layer].value, b[layer].value, batch, data.sizes[layer], data.sizes[layer + 1]);
    }

    private double step(int s) {
        int last = data.layers - 1;
        int classes = data.sizes[data.layers];
        double[][] h = new double[data.layers][];
        double[][] z = new double[data.layers][];
        h[0] = doubles(data.x[s % data.x.length]);
        for (int i = 0; i < data.layers; i++) {
            z[i] = logits(h[i], i, data.batch);
            if (i < last) {
                h[i + 1] = relu(z[i]);
            }
        }
        double[] gradient = new double[data.batch * classes];
        double[] labels = doubles(data.y[s % data.y.length]);
        double loss = crossEntropy(softmax(z[last], data.batch, classes), labels, data.batch, gradient);
        double rate = data.learningRate * Math.sqrt(1 - Math.pow(BETA2, s + 1)) / (1 - Math.pow(BETA1, s + 1));
        for (int i = last; i >= 0; i--) {
            int in = data.sizes[i];
            int out = data.sizes[i + 1];
            double[] ofW = product(transpose(h[i], data.batch, in), gradient, in, data.batch, out);
            double[] ofB = columnSums(gradient, data.batch, out);
            if (i > 0) {
                gradient = product(gradient, transpose(w[i].value, in, out), data.batch, out, in);
                mask(gradient, z[i - 1]);
            }
            w[i].update(ofW, rate);
            b[i].update(ofB, rate);
        }
        return loss;
    }
}
