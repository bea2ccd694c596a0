package org.headrace.peers.pytorch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.function.Supplier;
import org.headrace.peers.Data;
import org.headrace.peers.Peer;
import org.headrace.peers.PeerWorkload;
import org.jspecify.annotations.Nullable;

/** PyTorch through DJL: eager arrays, weights in PyTorch's own orders. */
@SuppressWarnings("NullAway.Init") // start() comes first
public final class PyTorchPeer implements Peer {
    /** Says that W8 uses PyTorch's own LSTM op instead of an unrolled one. */
    private static final boolean FUSED = Boolean.getBoolean("peers.pytorch.fused");

    private Engine engine;
    private NDManager base;

    @Override
    public String name() {
        return "djl";
    }

    @Override
    public String version() {
        return "PyTorch " + engine.getVersion() + " DJL " + Engine.getDjlVersion();
    }

    @Override
    public void start(int threads) {
        engine = Engine.getEngine("PyTorch");
        base = engine.newBaseManager(Device.cpu());
        if (threads > 0) {
            JniUtils.setNumInteropThreads(threads);
            JniUtils.setNumThreads(threads);
        }
    }

    @Override
    public @Nullable PeerWorkload create(String workload) {
        if (workload.startsWith("W5.")) {
            return inference(Data.inferenceBatch(workload));
        }
        if (workload.startsWith("W7.")) {
            Data.Product p = Data.product(workload);
            NDArray a = array(p.a(), p.m, p.k);
            NDArray b = array(p.b(), p.k, p.n);
            return call(() -> a.matMul(b), a, b);
        }
        return switch (workload) {
            case "W0" -> empty();
            case "W1" -> movie();
            case "W2" -> dense(Data.signs());
            case "W3" -> dense(Data.mnist());
            case "W4" -> lenet();
            case "W6.chain" -> {
                NDArray x = array(Data.chainX(), Data.CHAIN);
                yield call(
                        () -> x.mul(Data.CHAIN_A)
                                .add(Data.CHAIN_B)
                                .tanh()
                                .mul(Activation.sigmoid(x))
                                .add(Data.CHAIN_C)
                                .mean(),
                        x);
            }
            case "W6.chainfull" -> {
                NDArray x = array(Data.chainX(), Data.CHAIN);
                NDArray a = array(Data.chainOperand(0), Data.CHAIN);
                NDArray b = array(Data.chainOperand(1), Data.CHAIN);
                NDArray c = array(Data.chainOperand(2), Data.CHAIN);
                yield call(
                        () -> x.mul(a)
                                .add(b)
                                .tanh()
                                .mul(Activation.sigmoid(x))
                                .add(c)
                                .mean(),
                        x,
                        a,
                        b,
                        c);
            }
            case "W6.softmax" -> {
                NDArray x = array(Data.softmaxX(), Data.SOFTMAX_ROWS, Data.SOFTMAX_COLUMNS);
                yield call(() -> x.softmax(1), x);
            }
            case "W6.sum0" -> sum(0);
            case "W6.sum1" -> sum(1);
            case "W8" -> FUSED ? fusedLstm() : lstm();
            case "W9" -> deep();
            default -> null;
        };
    }

    private NDArray array(float[] values, long... dims) {
        return base.create(values, new Shape(dims));
    }

    private PeerWorkload call(Supplier<NDArray> kernel, NDArray... operands) {
        return new Call(base, kernel, operands);
    }

    private PeerWorkload sum(int axis) {
        NDArray x = array(Data.sumX(), Data.SUM, Data.SUM);
        return call(() -> x.sum(new int[] {axis}), x);
    }

    private static NDArray linear(NDArray x, NDArray w, NDArray b) {
        return Linear.linear(x, w, b).singletonOrThrow();
    }

    private static NDArray crossEntropy(NDArray logits, NDArray labels) {
        return logits.logSoftmax(1).mul(labels).sum(new int[] {1}).mean().neg();
    }

    private static float[] transpose(float[] a, int rows, int columns) {
        float[] transposed = new float[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j * rows + i] = a[i * columns + j];
            }
        }
        return transposed;
    }

    private PeerWorkload empty() {
        float[] one = {1};
        return () -> {
            try (NDManager fresh = base.newSubManager()) {
                return fresh.create(FloatBuffer.wrap(one), new Shape(1)).add(0f).getFloat();
            }
        };
    }

    private PeerWorkload movie() {
        Data.Movie data = Data.movie();
        Training training = Training.descent(engine, base, data.learningRate);
        NDArray w = training.parameter(data.w, 3, 1);
        float[][][] batches = {{data.x, data.y}};
        return training.on(
                batches, new Shape[] {new Shape(5, 3), new Shape(5, 1)}, (fresh, feeds) -> Activation.sigmoid(
                                feeds[0].matMul(w))
                        .sub(feeds[1])
                        .square()
                        .mean());
    }

    private PeerWorkload dense(Data.Dense data) {
        Training training = Training.adam(engine, base, data.learningRate);
        NDArray[] w = new NDArray[data.layers];
        NDArray[] b = new NDArray[data.layers];
        for (int i = 0; i < data.layers; i++) {
            int in = data.sizes[i];
            int out = data.sizes[i + 1];
            w[i] = training.parameter(transpose(data.w[i], in, out), out, in);
            b[i] = training.parameter(data.b[i], out);
        }
        Shape[] shapes = {new Shape(data.batch, data.sizes[0]), new Shape(data.batch, data.sizes[data.layers])};
        return training.on(
                pairs(data.x, data.y), shapes, (fresh, feeds) -> crossEntropy(logits(feeds[0], w, b), feeds[1]));
    }

    private static NDArray logits(NDArray x, NDArray[] w, NDArray[] b) {
        NDArray h = x;
        for (int i = 0; i < w.length; i++) {
            h = linear(h, w[i], b[i]);
            h = i < w.length - 1 ? Activation.relu(h) : h;
        }
        return h;
    }

    private static float[][][] pairs(float[][] x, float[][] y) {
        float[][][] batches = new float[x.length][][];
        for (int i = 0; i < x.length; i++) {
            batches[i] = new float[][] {x[i], y[i]};
        }
        return batches;
    }

    private static float[][][] singles(float[][] x) {
        float[][][] batches = new float[x.length][][];
        for (int i = 0; i < x.length; i++) {
            batches[i] = new float[][] {x[i]};
        }
        return batches;
    }

    private PeerWorkload inference(int batch) {
        Data.Dense data = Data.mnist();
        NDManager manager = base.newSubManager();
        NDArray[] w = new NDArray[data.layers];
        NDArray[] b = new NDArray[data.layers];
        for (int i = 0; i < data.layers; i++) {
            int in = data.sizes[i];
            int out = data.sizes[i + 1];
            w[i] = manager.create(transpose(data.w[i], in, out), new Shape(out, in));
            b[i] = manager.create(data.b[i]);
        }
        float[] x = Data.inferenceInput(batch);
        return () -> {
            try (NDManager fresh = manager.newSubManager()) {
                NDArray input = fresh.create(FloatBuffer.wrap(x), new Shape(batch, 784));
                return logits(input, w, b).softmax(1).toFloatArray()[3];
            }
        };
    }

    private PeerWorkload lenet() {
        Data.Lenet data = Data.lenet();
        Training training = Training.descent(engine, base, data.learningRate);
        NDArray filter1 = training.parameter(outputsFirst(data.filter1, 1, 32), 32, 1, 5, 5);
        NDArray bias1 = training.parameter(data.bias1, 32);
        NDArray filter2 = training.parameter(outputsFirst(data.filter2, 32, 64), 64, 32, 5, 5);
        NDArray bias2 = training.parameter(data.bias2, 64);
        NDArray w3 = training.parameter(channelsFirst(data.w3), 1024, 3136);
        NDArray b3 = training.parameter(data.b3, 1024);
        NDArray w4 = training.parameter(transpose(data.w4, 1024, 10), 10, 1024);
        NDArray b4 = training.parameter(data.b4, 10);
        Shape[] shapes = {new Shape(data.batch, 1, 28, 28), new Shape(data.batch, 10)};
        return training.on(pairs(data.x, data.y), shapes, (fresh, feeds) -> {
            NDArray h = convolve(convolve(feeds[0], filter1, bias1), filter2, bias2);
            h = Activation.relu(linear(h.reshape(data.batch, 3136), w3, b3));
            return crossEntropy(linear(h, w4, b4), feeds[1]);
        });
    }

    private static NDArray convolve(NDArray x, NDArray filter, NDArray bias) {
        Shape two = new Shape(2, 2);
        NDArray h = Conv2d.conv2d(x, filter, bias, new Shape(1, 1), two).singletonOrThrow();
        return Pool.maxPool2d(Activation.relu(h), two, two, new Shape(0, 0), false);
    }

    /** A filter of [5, 5, in, out] as [out, in, 5, 5]. */
    private static float[] outputsFirst(float[] filter, int in, int out) {
        float[] turned = new float[filter.length];
        for (int p = 0; p < 25; p++) {
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    turned[(o * in + i) * 25 + p] = filter[(p * in + i) * out + o];
                }
            }
        }
        return turned;
    }

    /** Weights of [7 * 7 * 64, 1024] as [1024, 64 * 7 * 7]. */
    private static float[] channelsFirst(float[] w) {
        float[] turned = new float[w.length];
        for (int p = 0; p < 49; p++) {
            for (int c = 0; c < 64; c++) {
                for (int o = 0; o < 1024; o++) {
                    turned[o * 3136 + c * 49 + p] = w[(p * 64 + c) * 1024 + o];
                }
            }
        }
        return turned;
    }

    private PeerWorkload lstm() {
        Data.Lstm data = Data.lstm();
        Training training = Training.descent(engine, base, data.learningRate);
        NDArray wx = training.parameter(transpose(data.wx, data.in, 4 * data.hidden), 4L * data.hidden, data.in);
        NDArray wh = training.parameter(data.wh, data.hidden, 4L * data.hidden);
        NDArray b = training.parameter(data.b, 4L * data.hidden);
        Shape[] shapes = {new Shape(data.time, data.batch, data.in)};
        return training.on(singles(data.x), shapes, (fresh, feeds) -> {
            NDList xs = feeds[0].split(data.time, 0);
            NDArray h = fresh.zeros(new Shape(data.batch, data.hidden));
            NDArray c = h;
            for (int t = 0; t < data.time; t++) {
                NDList z = linear(xs.get(t).squeeze(0), wx, b).add(h.matMul(wh)).split(4, 1);
                NDArray candidate = Activation.sigmoid(z.get(0)).mul(z.get(2).tanh());
                c = Activation.sigmoid(z.get(1)).mul(c).add(candidate);
                h = Activation.sigmoid(z.get(3)).mul(c.tanh());
            }
            return h.square().mean();
        });
    }

    private PeerWorkload fusedLstm() {
        Data.Lstm data = Data.lstm();
        Training training = Training.descent(engine, base, data.learningRate);
        int gates = 4 * data.hidden;
        NDArray wx = training.parameter(transpose(data.wx, data.in, gates), gates, data.in);
        NDArray wh = training.parameter(transpose(data.wh, data.hidden, gates), gates, data.hidden);
        NDArray b = training.parameter(data.b, gates);
        NDArray none = training.constant(new float[gates], gates);
        Shape[] shapes = {new Shape(data.time, data.batch, data.in)};
        Shape state = new Shape(1, data.batch, data.hidden);
        return training.on(singles(data.x), shapes, (fresh, feeds) -> feeds[0].getNDArrayInternal()
                .lstm(
                        feeds[0],
                        new NDList(fresh.zeros(state), fresh.zeros(state)),
                        new NDList(wx, wh, b, none),
                        true,
                        1,
                        0,
                        true,
                        false,
                        false)
                .get(1)
                .square()
                .mean());
    }

    private PeerWorkload deep() {
        Data.Deep data = Data.deep();
        Training training = Training.descent(engine, base, data.learningRate);
        NDArray[] w = new NDArray[data.layers];
        NDArray[] b = new NDArray[data.layers];
        for (int i = 0; i < data.layers; i++) {
            w[i] = training.parameter(transpose(data.w[i], data.width, data.width), data.width, data.width);
            b[i] = training.parameter(data.b[i], data.width);
        }
        float[][][] batches = {{data.x}};
        return training.on(batches, new Shape[] {new Shape(data.batch, data.width)}, (fresh, feeds) -> {
            NDArray h = feeds[0];
            for (int i = 0; i < data.layers; i++) {
                h = Activation.relu(linear(h, w[i], b[i]));
            }
            return h.square().mean();
        });
    }
}
