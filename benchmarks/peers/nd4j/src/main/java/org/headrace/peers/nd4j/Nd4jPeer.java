package org.headrace.peers.nd4j;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.headrace.peers.Data;
import org.headrace.peers.Peer;
import org.headrace.peers.PeerWorkload;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D.Pooling2DType;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** ND4J's SameDiff; images and filters in the orders it is fastest with. */
public final class Nd4jPeer implements Peer {
    private static final int NO_SMOOTHING = 0;

    @Override
    public String name() {
        return "nd4j";
    }

    @Override
    public String version() {
        return "ND4J 1.0.0-M2.1";
    }

    @Override
    public void start(int threads) {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
        Nd4j.create(1);
        if (threads > 0) {
            Nd4j.getEnvironment().setMaxThreads(threads);
        }
    }

    static INDArray array(float[] values, long... dims) {
        return Nd4j.createFromArray(values).reshape(dims);
    }

    /** One output of a graph. */
    static INDArray run(SameDiff graph, Map<String, INDArray> feeds, String output) {
        return Objects.requireNonNull(graph.output(feeds, output).get(output));
    }

    @Override
    public @Nullable PeerWorkload create(String workload) {
        if (workload.startsWith("W5.")) {
            return inference(Data.inferenceBatch(workload));
        }
        if (workload.startsWith("W7.")) {
            return product(Data.product(workload));
        }
        return switch (workload) {
            case "W0" -> empty();
            case "W1" -> movie();
            case "W2" -> dense(Data.signs());
            case "W3" -> dense(Data.mnist());
            case "W4" -> lenet();
            case "W6.chain" -> chain();
            case "W6.chainfull" -> fullChain();
            case "W6.softmax" -> {
                SameDiff graph = SameDiff.create();
                graph.nn.softmax(
                        "o", graph.var("x", array(Data.softmaxX(), Data.SOFTMAX_ROWS, Data.SOFTMAX_COLUMNS)), 1);
                yield output(graph);
            }
            case "W6.sum0" -> sum(0);
            case "W6.sum1" -> sum(1);
            case "W8" -> lstm();
            case "W9" -> deep();
            default -> null;
        };
    }

    private static PeerWorkload kernel(Supplier<INDArray> kernel) {
        return new PeerWorkload() {
            @Override
            public double step() {
                kernel.get().close();
                return Double.NaN;
            }

            @Override
            public double check() {
                return kernel.get().getDouble(0);
            }
        };
    }

    /** Runs a graph for its output {@code o}. */
    private static PeerWorkload output(SameDiff graph) {
        return kernel(() -> run(graph, Map.of(), "o"));
    }

    private static PeerWorkload empty() {
        SameDiff graph = SameDiff.create();
        graph.identity("o", graph.placeHolder("x", DataType.FLOAT, 1));
        float[] one = {1};
        return () -> run(graph, Map.of("x", array(one, 1)), "o").getDouble(0);
    }

    private static PeerWorkload product(Data.Product p) {
        INDArray a = array(p.a(), p.m, p.k);
        INDArray b = array(p.b(), p.k, p.n);
        INDArray c = Nd4j.create(DataType.FLOAT, new long[] {p.m, p.n}, 'f');
        return new PeerWorkload() {
            @Override
            public double step() {
                a.mmuli(b, c);
                return Double.NaN;
            }

            @Override
            public double check() {
                a.mmuli(b, c);
                return c.getDouble(0);
            }
        };
    }

    private static PeerWorkload chain() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.var("x", array(Data.chainX(), Data.CHAIN));
        SDVariable tanh = graph.math.tanh(x.mul(Data.CHAIN_A).add(Data.CHAIN_B));
        tanh.mul(graph.nn.sigmoid(x)).add(Data.CHAIN_C).mean("o");
        return output(graph);
    }

    private static PeerWorkload fullChain() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.var("x", array(Data.chainX(), Data.CHAIN));
        SDVariable a = graph.var("a", array(Data.chainOperand(0), Data.CHAIN));
        SDVariable b = graph.var("b", array(Data.chainOperand(1), Data.CHAIN));
        SDVariable c = graph.var("c", array(Data.chainOperand(2), Data.CHAIN));
        graph.math.tanh(x.mul(a).add(b)).mul(graph.nn.sigmoid(x)).add(c).mean("o");
        return output(graph);
    }

    private static PeerWorkload sum(int axis) {
        SameDiff graph = SameDiff.create();
        graph.var("x", array(Data.sumX(), Data.SUM, Data.SUM)).sum("o", axis);
        return output(graph);
    }

    private static PeerWorkload movie() {
        Data.Movie data = Data.movie();
        Training training = new Training(new float[][] {data.x}, new long[] {5, 3}, new float[][] {data.y}, 5, 1);
        SameDiff graph = training.graph;
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, 5, 3);
        SDVariable y = graph.placeHolder("y", DataType.FLOAT, 5, 1);
        SDVariable output = graph.nn.sigmoid(x.mmul(training.parameter("w", data.w, 3, 1)));
        graph.math.square(output.sub(y)).mean(Training.LOSS);
        return training.with(new Sgd(data.learningRate));
    }

    private static PeerWorkload dense(Data.Dense data) {
        long[] xShape = {data.batch, data.sizes[0]};
        long[] yShape = {data.batch, data.sizes[data.layers]};
        Training training = new Training(data.x, xShape, data.y, yShape);
        SameDiff graph = training.graph;
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, xShape);
        SDVariable y = graph.placeHolder("y", DataType.FLOAT, yShape);
        crossEntropy(graph, y, logits(graph, data, x));
        return training.with(new Adam(data.learningRate));
    }

    private static void crossEntropy(SameDiff graph, SDVariable labels, SDVariable logits) {
        graph.loss.softmaxCrossEntropy(
                Training.LOSS, labels, logits, null, LossReduce.MEAN_BY_NONZERO_WEIGHT_COUNT, NO_SMOOTHING);
    }

    private static SDVariable logits(SameDiff graph, Data.Dense data, SDVariable x) {
        SDVariable h = x;
        for (int i = 0; i < data.layers; i++) {
            SDVariable w = graph.var("w" + i, array(data.w[i], data.sizes[i], data.sizes[i + 1]));
            h = graph.nn.linear(h, w, graph.var("b" + i, array(data.b[i], data.sizes[i + 1])));
            h = i < data.layers - 1 ? graph.nn.relu(h, 0) : h;
        }
        return h;
    }

    private static PeerWorkload inference(int batch) {
        SameDiff graph = SameDiff.create();
        graph.nn.softmax("o", logits(graph, Data.mnist(), graph.placeHolder("x", DataType.FLOAT, batch, 784)), 1);
        float[] input = Data.inferenceInput(batch);
        return () -> {
            INDArray x = array(input, batch, 784);
            INDArray probabilities = run(graph, Map.of("x", x), "o");
            float[] result = probabilities.data().asFloat();
            probabilities.close();
            x.close();
            return result[3];
        };
    }

    private static PeerWorkload lenet() {
        Data.Lenet data = Data.lenet();
        long[] xShape = {data.batch, 1, 28, 28};
        Training training = new Training(data.x, xShape, data.y, data.batch, 10);
        SameDiff graph = training.graph;
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, xShape);
        SDVariable y = graph.placeHolder("y", DataType.FLOAT, data.batch, 10);
        SDVariable filter1 = training.parameter("f1", data.filter1, 5, 5, 1, 32);
        SDVariable filter2 = training.parameter("f2", data.filter2, 5, 5, 32, 64);
        SDVariable h = convolve(graph, x, filter1, training.parameter("b1", data.bias1, 32));
        h = convolve(graph, h, filter2, training.parameter("b2", data.bias2, 64));
        SDVariable w3 = training.parameter("w3", channelsFirst(data.w3), 3136, 1024);
        SDVariable b3 = training.parameter("b3", data.b3, 1024);
        h = graph.nn.relu(graph.nn.linear(graph.reshape(h, data.batch, 3136), w3, b3), 0);
        SDVariable w4 = training.parameter("w4", data.w4, 1024, 10);
        crossEntropy(graph, y, graph.nn.linear(h, w4, training.parameter("b4", data.b4, 10)));
        return training.with(new Sgd(data.learningRate));
    }

    private static SDVariable convolve(SameDiff graph, SDVariable x, SDVariable filter, SDVariable bias) {
        Conv2DConfig convolution = Conv2DConfig.builder()
                .kH(5)
                .kW(5)
                .sH(1)
                .sW(1)
                .paddingMode(PaddingMode.SAME)
                .dataFormat("NCHW")
                .weightsFormat(WeightsFormat.YXIO)
                .build();
        Pooling2DConfig pooling = Pooling2DConfig.builder()
                .kH(2)
                .kW(2)
                .sH(2)
                .sW(2)
                .isNHWC(false)
                .paddingMode(PaddingMode.VALID)
                .type(Pooling2DType.MAX)
                .build();
        SDVariable h = graph.nn.relu(graph.cnn.conv2d(x, filter, bias, convolution), 0);
        return graph.cnn.maxPooling2d(h, pooling);
    }

    /** Weights of [7 * 7 * 64, 1024] as [64 * 7 * 7, 1024]. */
    private static float[] channelsFirst(float[] w) {
        float[] turned = new float[w.length];
        for (int p = 0; p < 49; p++) {
            for (int c = 0; c < 64; c++) {
                System.arraycopy(w, (p * 64 + c) * 1024, turned, (c * 49 + p) * 1024, 1024);
            }
        }
        return turned;
    }

    private static PeerWorkload lstm() {
        Data.Lstm data = Data.lstm();
        long[] xShape = {data.time, data.batch, data.in};
        Training training = new Training(data.x, xShape, null);
        SameDiff graph = training.graph;
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, xShape);
        SDVariable wx = training.parameter("wx", data.wx, data.in, 4L * data.hidden);
        SDVariable wh = training.parameter("wh", data.wh, data.hidden, 4L * data.hidden);
        SDVariable b = training.parameter("b", data.b, 4L * data.hidden);
        SDVariable h = graph.constant(Nd4j.zeros(DataType.FLOAT, data.batch, data.hidden));
        SDVariable c = h;
        for (SDVariable now : graph.unstack(x, 0, data.time)) {
            SDVariable sum = graph.nn.linear(now, wx, b).add(h.mmul(wh));
            // SameDiff's split has a wrong gradient here.
            SDVariable[] z = graph.unstack(graph.reshape(sum, data.batch, 4, data.hidden), 1, 4);
            SDVariable candidate = graph.nn.sigmoid(z[0]).mul(graph.math.tanh(z[2]));
            c = graph.nn.sigmoid(z[1]).mul(c).add(candidate);
            h = graph.nn.sigmoid(z[3]).mul(graph.math.tanh(c));
        }
        graph.math.square(h).mean(Training.LOSS);
        return training.with(new Sgd(data.learningRate));
    }

    private static PeerWorkload deep() {
        Data.Deep data = Data.deep();
        Training training = new Training(new float[][] {data.x}, new long[] {data.batch, data.width}, null);
        SameDiff graph = training.graph;
        SDVariable h = graph.placeHolder("x", DataType.FLOAT, data.batch, data.width);
        for (int i = 0; i < data.layers; i++) {
            SDVariable w = training.parameter("w" + i, data.w[i], data.width, data.width);
            h = graph.nn.relu(graph.nn.linear(h, w, training.parameter("b" + i, data.b[i], data.width)), 0);
        }
        graph.math.square(h).mean(Training.LOSS);
        return training.with(new Sgd(data.learningRate));
    }
}
