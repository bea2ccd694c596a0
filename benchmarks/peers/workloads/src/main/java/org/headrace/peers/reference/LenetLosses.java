package org.headrace.peers.reference;

import static org.headrace.peers.reference.Matrices.affine;
import static org.headrace.peers.reference.Matrices.columnSums;
import static org.headrace.peers.reference.Matrices.crossEntropy;
import static org.headrace.peers.reference.Matrices.descend;
import static org.headrace.peers.reference.Matrices.doubles;
import static org.headrace.peers.reference.Matrices.mask;
import static org.headrace.peers.reference.Matrices.product;
import static org.headrace.peers.reference.Matrices.relu;
import static org.headrace.peers.reference.Matrices.softmax;
import static org.headrace.peers.reference.Matrices.transpose;

import org.headrace.peers.Data;

/** W4: convolutions as products with all windows written out. */
final class LenetLosses {
    private static final int SIZE = 5;

    private final Data.Lenet data;
    private final int batch;
    private final double[] filter1;
    private final double[] bias1;
    private final double[] filter2;
    private final double[] bias2;
    private final double[] w3;
    private final double[] b3;
    private final double[] w4;
    private final double[] b4;

    private LenetLosses(Data.Lenet data) {
        this.data = data;
        batch = data.batch;
        filter1 = doubles(data.filter1);
        bias1 = doubles(data.bias1);
        filter2 = doubles(data.filter2);
        bias2 = doubles(data.bias2);
        w3 = doubles(data.w3);
        b3 = doubles(data.b3);
        w4 = doubles(data.w4);
        b4 = doubles(data.b4);
    }

    static double[] of(Data.Lenet data, int steps) {
        LenetLosses net = new LenetLosses(data);
        double[] losses = new double[steps];
        for (int s = 0; s < steps; s++) {
            losses[s] = net.step(doubles(data.x[s % data.x.length]), doubles(data.y[s % data.y.length]));
        }
        return losses;
    }

    private double step(double[] x, double[] labels) {
        int[] largest1 = new int[batch * 14 * 14 * 32];
        int[] largest2 = new int[batch * 7 * 7 * 64];
        double[] windows1 = windows(x, 28, 1);
        double[] z1 = affine(windows1, filter1, bias1, batch * 784, 25, 32);
        double[] windows2 = windows(pool(relu(z1), 28, 32, largest1), 14, 32);
        double[] z2 = affine(windows2, filter2, bias2, batch * 196, 800, 64);
        double[] flat = pool(relu(z2), 14, 64, largest2);
        double[] z3 = affine(flat, w3, b3, batch, 3136, 1024);
        double[] h3 = relu(z3);
        double[] z4 = affine(h3, w4, b4, batch, 1024, 10);
        double[] of4 = new double[batch * 10];
        double loss = crossEntropy(softmax(z4, batch, 10), labels, batch, of4);

        double[] ofW4 = product(transpose(h3, batch, 1024), of4, 1024, batch, 10);
        double[] of3 = product(of4, transpose(w4, 1024, 10), batch, 10, 1024);
        mask(of3, z3);
        double[] ofW3 = product(transpose(flat, batch, 3136), of3, 3136, batch, 1024);
        double[] of2 = unpool(product(of3, transpose(w3, 3136, 1024), batch, 1024, 3136), largest2, z2.length);
        mask(of2, z2);
        double[] ofFilter2 = product(transpose(windows2, batch * 196, 800), of2, 800, batch * 196, 64);
        double[] ofWindows2 = product(of2, transpose(filter2, 800, 64), batch * 196, 64, 800);
        double[] of1 = unpool(sumOfWindows(ofWindows2, 14, 32), largest1, z1.length);
        mask(of1, z1);
        double[] ofFilter1 = product(transpose(windows1, batch * 784, 25), of1, 25, batch * 784, 32);

        update(filter1, ofFilter1, bias1, of1, batch * 784);
        update(filter2, ofFilter2, bias2, of2, batch * 196);
        update(w3, ofW3, b3, of3, batch);
        update(w4, ofW4, b4, of4, batch);
        return loss;
    }

    private void update(double[] w, double[] ofW, double[] b, double[] ofZ, int rows) {
        descend(w, ofW, data.learningRate);
        descend(b, columnSums(ofZ, rows, b.length), data.learningRate);
    }

    /** What to do with one run of channels of the image and the place it has in the windows. */
    private interface Pair {
        void at(int image, int window);
    }

    /** Goes through all windows of images of [side, side, channels], padded so that there is one for each pixel. */
    private void forEach(int side, int channels, Pair pair) {
        for (int pixel = 0; pixel < batch * side * side; pixel++) {
            int image = pixel / (side * side);
            int row = pixel / side % side;
            int column = pixel % side;
            for (int tap = 0; tap < SIZE * SIZE; tap++) {
                int y = row + tap / SIZE - SIZE / 2;
                int x = column + tap % SIZE - SIZE / 2;
                if (y >= 0 && x >= 0 && y < side && x < side) {
                    pair.at(((image * side + y) * side + x) * channels, (pixel * SIZE * SIZE + tap) * channels);
                }
            }
        }
    }

    private double[] windows(double[] images, int side, int channels) {
        double[] windows = new double[images.length * SIZE * SIZE];
        forEach(side, channels, (image, window) -> System.arraycopy(images, image, windows, window, channels));
        return windows;
    }

    private double[] sumOfWindows(double[] windows, int side, int channels) {
        double[] images = new double[batch * side * side * channels];
        forEach(side, channels, (image, window) -> {
            for (int c = 0; c < channels; c++) {
                images[image + c] += windows[window + c];
            }
        });
        return images;
    }

    /** The largest of each 2x2, with its place. */
    private double[] pool(double[] images, int side, int channels, int[] largest) {
        int half = side / 2;
        double[] pooled = new double[batch * half * half * channels];
        for (int i = 0; i < pooled.length; i++) {
            int c = i % channels;
            int column = i / channels % half;
            int row = i / channels / half % half;
            int image = i / channels / half / half;
            int best = ((image * side + 2 * row) * side + 2 * column) * channels + c;
            for (int next : new int[] {best + channels, best + side * channels, best + (side + 1) * channels}) {
                best = images[next] > images[best] ? next : best;
            }
            pooled[i] = images[best];
            largest[i] = best;
        }
        return pooled;
    }

    private static double[] unpool(double[] gradient, int[] largest, int size) {
        double[] spread = new double[size];
        for (int i = 0; i < gradient.length; i++) {
            spread[largest[i]] += gradient[i];
        }
        return spread;
    }
}
