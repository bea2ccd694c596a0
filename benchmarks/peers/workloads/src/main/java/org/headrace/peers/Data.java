package org.headrace.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sizes, initial weights and minibatches: the same floats for every library, from fixed seeds. */
public final class Data {
    /** Elements of the element-wise chain of W6. */
    public static final int CHAIN = 4 << 20;
    /** Rows of the softmax of W6. */
    public static final int SOFTMAX_ROWS = 1024;
    /** Columns of the softmax of W6. */
    public static final int SOFTMAX_COLUMNS = 1000;
    /** Rows and columns of the sums of W6. */
    public static final int SUM = 4096;
    /** The scalars of W6's chain {@code mean(tanh(x * a + b) * sigmoid(x) + c)}. */
    public static final float CHAIN_A = 0.7f;

    public static final float CHAIN_B = 0.1f;
    public static final float CHAIN_C = -0.3f;

    private static final int[] SQUARES = {32, 64, 128, 256, 512, 1024, 2048};

    private Data() {}

    /** {@code n} floats, uniform in [low, high), from a 64 bit linear congruential generator. */
    static float[] uniform(long seed, int n, float low, float high) {
        float[] values = new float[n];
        long state = seed * 0x9E3779B97F4A7C15L + 0x1234567L;
        for (int i = -4; i < n; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            if (i >= 0) {
                values[i] = low + (high - low) * ((state >>> 40) * 0x1p-24f);
            }
        }
        return values;
    }

    private static float[] oneHot(long seed, int n, int classes) {
        float[] drawn = uniform(seed, n, 0, classes);
        float[] values = new float[n * classes];
        for (int i = 0; i < n; i++) {
            values[i * classes + Math.min(classes - 1, (int) drawn[i])] = 1;
        }
        return values;
    }

    private static float[] xavier(long seed, int in, int out, int n) {
        float limit = (float) Math.sqrt(6.0 / (in + out));
        return uniform(seed, n, -limit, limit);
    }

    /** W1: five films of three features, one sigmoid unit. */
    public static final class Movie {
        public final float[] x = {1, 1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 1, 1};
        public final float[] y = {1, 1, 0, 0, 1};
        public final float[] w = {0.5f, -0.25f, 0.1f};
        public final double learningRate = 0.01;
    }

    /** W2, W3: fully connected layers; {@code w[i]} is [sizes[i], sizes[i + 1]], Adam. */
    public static final class Dense {
        public final int[] sizes;
        public final int layers;
        public final int batch;
        public final double learningRate;
        public final float[][] w;
        public final float[][] b;
        public final float[][] x;
        public final float[][] y;

        private Dense(long seed, int batch, int batches, double learningRate, int... sizes) {
            this.sizes = sizes;
            this.layers = sizes.length - 1;
            this.batch = batch;
            this.learningRate = learningRate;
            w = new float[layers][];
            b = new float[layers][];
            x = new float[batches][];
            y = new float[batches][];
            for (int i = 0; i < layers; i++) {
                w[i] = xavier(seed + i, sizes[i], sizes[i + 1], sizes[i] * sizes[i + 1]);
                b[i] = new float[sizes[i + 1]];
            }
            for (int i = 0; i < batches; i++) {
                x[i] = uniform(seed + 100 + i, batch * sizes[0], 0, 1);
                y[i] = oneHot(seed + 200 + i, batch, sizes[layers]);
            }
        }
    }

    /** W4: images of 28x28x1 in NHWC order, filters in HWIO order, flattened in NHWC order; gradient descent. */
    public static final class Lenet {
        public final int batch = 64;
        public final double learningRate = 0.01;
        public final float[] filter1 = xavier(4001, 25, 25 * 32, 5 * 5 * 32);
        public final float[] bias1 = new float[32];
        public final float[] filter2 = xavier(4002, 25 * 32, 25 * 64, 5 * 5 * 32 * 64);
        public final float[] bias2 = new float[64];
        public final float[] w3 = xavier(4003, 3136, 1024, 3136 * 1024);
        public final float[] b3 = new float[1024];
        public final float[] w4 = xavier(4004, 1024, 10, 1024 * 10);
        public final float[] b4 = new float[10];
        public final float[][] x = new float[4][];
        public final float[][] y = new float[4][];

        private Lenet() {
            for (int i = 0; i < x.length; i++) {
                x[i] = uniform(4100 + i, batch * 784, 0, 1);
                y[i] = oneHot(4200 + i, batch, 10);
            }
        }
    }

    /** W8: {@code z = x_t wx + h wh + b}, gates in the order i, f, g, o; gradient descent on {@code mean(h_T^2)}. */
    public static final class Lstm {
        public final int time = 50;
        public final int batch = 32;
        public final int in = 64;
        public final int hidden = 128;
        public final double learningRate = 0.1;
        public final float[] wx = xavier(8001, in, 4 * hidden, in * 4 * hidden);
        public final float[] wh = xavier(8002, hidden, 4 * hidden, hidden * 4 * hidden);
        public final float[] b = new float[4 * hidden];
        /** Minibatches of [time, batch, in]. */
        public final float[][] x = new float[4][];

        private Lstm() {
            Arrays.fill(b, hidden, 2 * hidden, 1);
            for (int i = 0; i < x.length; i++) {
                x[i] = uniform(8100 + i, time * batch * in, -1, 1);
            }
        }
    }

    /** W9: many layers {@code relu(x w + b)}, gradient descent on {@code mean(out^2)}. */
    public static final class Deep {
        public final int layers = 200;
        public final int width = 64;
        public final int batch = 32;
        public final double learningRate = 1e-5;
        public final float[][] w = new float[layers][];
        public final float[][] b = new float[layers][];
        public final float[] x = uniform(9500, batch * width, -1, 1);

        private Deep() {
            float limit = (float) Math.sqrt(6.0 / width);
            for (int i = 0; i < layers; i++) {
                w[i] = uniform(9000 + i, width * width, -limit, limit);
                b[i] = new float[width];
            }
        }
    }

    /** W7: {@code c[m, n] = a[m, k] b[k, n]}. */
    public static final class Product {
        public final int m;
        public final int k;
        public final int n;

        private Product(String workload) {
            String[] sizes = workload.substring(workload.indexOf('.') + 1).split("x", -1);
            m = Integer.parseInt(sizes[0]);
            k = Integer.parseInt(sizes[1]);
            n = Integer.parseInt(sizes[2]);
        }

        public float[] a() {
            return uniform(7001, m * k, -1, 1);
        }

        public float[] b() {
            return uniform(7002, k * n, -1, 1);
        }

        public double flops() {
            return 2.0 * m * k * n;
        }
    }

    public static Movie movie() {
        return new Movie();
    }

    /** W2. */
    public static Dense signs() {
        return new Dense(2000, 32, 8, 1e-4, 12288, 25, 12, 6);
    }

    /** W3, and the network of W5. */
    public static Dense mnist() {
        return new Dense(3000, 100, 10, 1e-3, 784, 500, 100, 10);
    }

    public static Lenet lenet() {
        return new Lenet();
    }

    public static Lstm lstm() {
        return new Lstm();
    }

    public static Deep deep() {
        return new Deep();
    }

    /** The batch of {@code W5.b1}, {@code W5.b1024}. */
    public static int inferenceBatch(String workload) {
        return Integer.parseInt(workload.substring("W5.b".length()));
    }

    /** The input of W5. */
    public static float[] inferenceInput(int batch) {
        return uniform(5000, batch * 784, 0, 1);
    }

    /** The operand of W6's chain. */
    public static float[] chainX() {
        return uniform(6001, CHAIN, -2, 2);
    }

    /** The three further operands of {@code W6.chainfull}, by their number. */
    public static float[] chainOperand(int number) {
        return uniform(6002 + number, CHAIN, -1, 1);
    }

    public static float[] softmaxX() {
        return uniform(6005, SOFTMAX_ROWS * SOFTMAX_COLUMNS, -3, 3);
    }

    public static float[] sumX() {
        return uniform(6006, SUM * SUM, -1, 1);
    }

    /** {@code W7.32x64x8}: m, k and n. */
    public static Product product(String workload) {
        return new Product(workload);
    }

    /** The single workloads that a name stands for: {@code W5} for its two batches. */
    public static List<String> expand(String name) {
        return switch (name) {
            case "W5" -> List.of("W5.b1", "W5.b1024");
            case "W6" -> List.of("W6.chain", "W6.chainfull", "W6.softmax", "W6.sum0", "W6.sum1");
            case "W7" -> {
                List<String> all = new ArrayList<>();
                for (int n : SQUARES) {
                    all.add("W7." + n + "x" + n + "x" + n);
                }
                all.addAll(List.of("W7.100x784x500", "W7.32x12288x25", "W7.25x12288x32"));
                yield all;
            }
            default -> List.of(name);
        };
    }
}
