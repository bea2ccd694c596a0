package org.headrace.peers.reference;

import static org.headrace.peers.reference.Matrices.affine;
import static org.headrace.peers.reference.Matrices.columnSums;
import static org.headrace.peers.reference.Matrices.descend;
import static org.headrace.peers.reference.Matrices.doubles;
import static org.headrace.peers.reference.Matrices.mask;
import static org.headrace.peers.reference.Matrices.meanSquare;
import static org.headrace.peers.reference.Matrices.product;
import static org.headrace.peers.reference.Matrices.relu;
import static org.headrace.peers.reference.Matrices.transpose;

import org.headrace.peers.Data;

/** W9: many narrow layers. */
final class DeepLosses {
    private DeepLosses() {}

    static double[] of(Data.Deep data, int steps) {
        int n = data.width;
        double[][] w = new double[data.layers][];
        double[][] b = new double[data.layers][];
        for (int i = 0; i < data.layers; i++) {
            w[i] = doubles(data.w[i]);
            b[i] = doubles(data.b[i]);
        }
        double[] losses = new double[steps];
        for (int s = 0; s < steps; s++) {
            double[][] h = new double[data.layers + 1][];
            double[][] z = new double[data.layers][];
            h[0] = doubles(data.x);
            for (int i = 0; i < data.layers; i++) {
                z[i] = affine(h[i], w[i], b[i], data.batch, n, n);
                h[i + 1] = relu(z[i]);
            }
            double[] gradient = new double[data.batch * n];
            losses[s] = meanSquare(h[data.layers], gradient);
            for (int i = data.layers - 1; i >= 0; i--) {
                mask(gradient, z[i]);
                double[] ofW = product(transpose(h[i], data.batch, n), gradient, n, data.batch, n);
                double[] ofB = columnSums(gradient, data.batch, n);
                gradient = product(gradient, transpose(w[i], n, n), data.batch, n, n);
                descend(w[i], ofW, data.learningRate);
                descend(b[i], ofB, data.learningRate);
            }
        }
        return losses;
    }
}
