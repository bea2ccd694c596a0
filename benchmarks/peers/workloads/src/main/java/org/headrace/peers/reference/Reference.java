package org.headrace.peers.reference;

import static org.headrace.peers.reference.Matrices.doubles;
import static org.headrace.peers.reference.Matrices.sigmoid;
import static org.headrace.peers.reference.Matrices.softmax;

import java.util.Arrays;
import org.headrace.peers.Data;

/** The first values that a workload must give. */
public final class Reference {
    private Reference() {}

    /** The losses of the first steps; for what is not trained, one value of the result. */
    public static double[] of(String workload) {
        if (workload.startsWith("W5.")) {
            return new double[] {DenseLosses.probability(Data.inferenceBatch(workload))};
        }
        if (workload.startsWith("W7.")) {
            return new double[] {product(Data.product(workload))};
        }
        return switch (workload) {
            case "W0" -> new double[] {1};
            case "W1" -> movie(50);
            case "W2" -> DenseLosses.of(Data.signs(), 10);
            case "W3" -> DenseLosses.of(Data.mnist(), 20);
            case "W4" -> LenetLosses.of(Data.lenet(), 4);
            case "W6.chain" -> new double[] {chain()};
            case "W6.chainfull" -> new double[] {fullChain()};
            case "W6.softmax" -> softmaxRow();
            case "W6.sum0" -> new double[] {sum(Data.SUM)};
            case "W6.sum1" -> new double[] {sum(1)};
            case "W8" -> LstmLosses.of(Data.lstm(), 5);
            case "W9" -> DeepLosses.of(Data.deep(), 3);
            default -> throw new IllegalArgumentException("no workload " + workload);
        };
    }

    private static double[] movie(int steps) {
        Data.Movie data = Data.movie();
        double[] w = doubles(data.w);
        double[] losses = new double[steps];
        for (int s = 0; s < steps; s++) {
            double[] gradient = new double[3];
            for (int i = 0; i < 5; i++) {
                double z = 0;
                for (int j = 0; j < 3; j++) {
                    z += data.x[i * 3 + j] * w[j];
                }
                double p = sigmoid(z);
                double error = p - data.y[i];
                losses[s] += error * error / 5;
                for (int j = 0; j < 3; j++) {
                    gradient[j] += 2 * error / 5 * p * (1 - p) * data.x[i * 3 + j];
                }
            }
            Matrices.descend(w, gradient, data.learningRate);
        }
        return losses;
    }

    private static double chain() {
        double sum = 0;
        for (float x : Data.chainX()) {
            sum += Math.tanh((double) x * Data.CHAIN_A + Data.CHAIN_B) * sigmoid(x) + Data.CHAIN_C;
        }
        return sum / Data.CHAIN;
    }

    private static double fullChain() {
        float[] x = Data.chainX();
        float[] a = Data.chainOperand(0);
        float[] b = Data.chainOperand(1);
        float[] c = Data.chainOperand(2);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.tanh((double) x[i] * a[i] + b[i]) * sigmoid(x[i]) + c[i];
        }
        return sum / x.length;
    }

    private static double[] softmaxRow() {
        double[] row = doubles(Arrays.copyOf(Data.softmaxX(), Data.SOFTMAX_COLUMNS));
        return new double[] {softmax(row, 1, Data.SOFTMAX_COLUMNS)[0]};
    }

    /** The sum of the first column or row: of every {@code stride}th element. */
    private static double sum(int stride) {
        float[] x = Data.sumX();
        double sum = 0;
        for (int i = 0; i < Data.SUM; i++) {
            sum += x[i * stride];
        }
        return sum;
    }

    private static double product(Data.Product p) {
        float[] a = p.a();
        float[] b = p.b();
        double sum = 0;
        for (int i = 0; i < p.k; i++) {
            sum += (double) a[i] * b[i * p.n];
        }
        return sum;
    }
}
