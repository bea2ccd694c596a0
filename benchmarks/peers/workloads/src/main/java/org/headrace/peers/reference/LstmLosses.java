package org.headrace.peers.reference;

import static org.headrace.peers.reference.Matrices.addProduct;
import static org.headrace.peers.reference.Matrices.affine;
import static org.headrace.peers.reference.Matrices.columnSums;
import static org.headrace.peers.reference.Matrices.descend;
import static org.headrace.peers.reference.Matrices.doubles;
import static org.headrace.peers.reference.Matrices.meanSquare;
import static org.headrace.peers.reference.Matrices.product;
import static org.headrace.peers.reference.Matrices.sigmoid;
import static org.headrace.peers.reference.Matrices.transpose;

import java.util.Arrays;
import org.headrace.peers.Data;

/** W8: backpropagation through time by hand. */
final class LstmLosses {
    private final Data.Lstm data;
    private final int rows;
    private final int width;
    private final int gates;
    private final double[] wx;
    private final double[] wh;
    private final double[] b;

    private LstmLosses(Data.Lstm data) {
        this.data = data;
        rows = data.batch;
        width = data.hidden;
        gates = 4 * width;
        wx = doubles(data.wx);
        wh = doubles(data.wh);
        b = doubles(data.b);
    }

    static double[] of(Data.Lstm data, int steps) {
        LstmLosses net = new LstmLosses(data);
        double[] losses = new double[steps];
        for (int s = 0; s < steps; s++) {
            losses[s] = net.step(doubles(data.x[s % data.x.length]));
        }
        return losses;
    }

    private double step(double[] batch) {
        int time = data.time;
        double[][] x = new double[time][];
        double[][] h = new double[time + 1][rows * width];
        double[][] c = new double[time + 1][rows * width];
        double[][] z = new double[time][];
        for (int t = 0; t < time; t++) {
            x[t] = Arrays.copyOfRange(batch, t * rows * data.in, (t + 1) * rows * data.in);
            z[t] = affine(x[t], wx, b, rows, data.in, gates);
            addProduct(h[t], wh, z[t], rows, width, gates);
            forward(z[t], c[t], c[t + 1], h[t + 1]);
        }
        double[] ofH = new double[rows * width];
        double loss = meanSquare(h[time], ofH);
        double[] ofC = new double[rows * width];
        double[] ofWx = new double[wx.length];
        double[] ofWh = new double[wh.length];
        double[] ofB = new double[b.length];
        for (int t = time - 1; t >= 0; t--) {
            double[] ofZ = backward(z[t], c[t], c[t + 1], ofH, ofC);
            addProduct(transpose(x[t], rows, data.in), ofZ, ofWx, data.in, rows, gates);
            addProduct(transpose(h[t], rows, width), ofZ, ofWh, width, rows, gates);
            double[] sums = columnSums(ofZ, rows, gates);
            for (int j = 0; j < gates; j++) {
                ofB[j] += sums[j];
            }
            ofH = product(ofZ, transpose(wh, width, gates), rows, gates, width);
        }
        descend(wx, ofWx, data.learningRate);
        descend(wh, ofWh, data.learningRate);
        descend(b, ofB, data.learningRate);
        return loss;
    }

    /** Turns the logits z into the gates i, f, g, o, in place. */
    private void forward(double[] z, double[] before, double[] c, double[] h) {
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < width; j++) {
                int i = row * gates + j;
                int cell = row * width + j;
                z[i] = sigmoid(z[i]);
                z[i + width] = sigmoid(z[i + width]);
                z[i + 2 * width] = Math.tanh(z[i + 2 * width]);
                z[i + 3 * width] = sigmoid(z[i + 3 * width]);
                c[cell] = z[i + width] * before[cell] + z[i] * z[i + 2 * width];
                h[cell] = z[i + 3 * width] * Math.tanh(c[cell]);
            }
        }
    }

    /** The gradient as to the logits; ofC becomes that of the cells before. */
    private double[] backward(double[] z, double[] before, double[] c, double[] ofH, double[] ofC) {
        double[] ofZ = new double[rows * gates];
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < width; j++) {
                int at = row * gates + j;
                int cell = row * width + j;
                double tanh = Math.tanh(c[cell]);
                double i = z[at];
                double f = z[at + width];
                double g = z[at + 2 * width];
                double o = z[at + 3 * width];
                double dc = ofC[cell] + ofH[cell] * o * (1 - tanh * tanh);
                ofZ[at] = dc * g * i * (1 - i);
                ofZ[at + width] = dc * before[cell] * f * (1 - f);
                ofZ[at + 2 * width] = dc * i * (1 - g * g);
                ofZ[at + 3 * width] = ofH[cell] * tanh * o * (1 - o);
                ofC[cell] = dc * f;
            }
        }
        return ofZ;
    }
}
