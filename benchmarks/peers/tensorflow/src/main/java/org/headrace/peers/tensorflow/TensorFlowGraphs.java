package org.headrace.peers.tensorflow;

import java.util.ArrayList;
import java.util.List;
import org.headrace.peers.Data;
import org.headrace.peers.PeerWorkload;
import org.headrace.peers.tensorflow.Binding.Attribute;
import org.headrace.peers.tensorflow.Binding.Dims;
import org.headrace.peers.tensorflow.Binding.Node;
import org.headrace.peers.tensorflow.Binding.Nodes;
import org.jspecify.annotations.Nullable;

/** Builds the workloads. */
public final class TensorFlowGraphs {
    private final Binding tf;
    private final List<Node> variables = new ArrayList<>();
    private final List<Node> assigns = new ArrayList<>();
    private final List<Node> assigned = new ArrayList<>();
    private final List<float[]> initial = new ArrayList<>();
    private final List<Dims> shapes = new ArrayList<>();
    private long started;
    private double graphMillis;

    private TensorFlowGraphs(Binding tf) {
        this.tf = tf;
    }

    /** The workload of this name, or null. */
    public static @Nullable PeerWorkload create(Binding tf, String workload) {
        return new TensorFlowGraphs(tf).create(workload);
    }

    private @Nullable PeerWorkload create(String workload) {
        started = System.nanoTime();
        if (workload.startsWith("W5.")) {
            return inference(Data.inferenceBatch(workload));
        }
        if (workload.startsWith("W7.")) {
            Data.Product p = Data.product(workload);
            return kernel(matmul(variable(p.a(), p.m, p.k), variable(p.b(), p.k, p.n)), p.m * p.n);
        }
        return switch (workload) {
            case "W0" -> call();
            case "W1" -> movie();
            case "W2" -> dense(Data.signs());
            case "W3" -> dense(Data.mnist());
            case "W4" -> lenet();
            case "W6.chain" -> chain(scalar(Data.CHAIN_A), scalar(Data.CHAIN_B), scalar(Data.CHAIN_C));
            case "W6.chainfull" -> chain(operand(0), operand(1), operand(2));
            case "W6.softmax" ->
                kernel(
                        tf.op("Softmax", variable(Data.softmaxX(), Data.SOFTMAX_ROWS, Data.SOFTMAX_COLUMNS)),
                        Data.SOFTMAX_ROWS * Data.SOFTMAX_COLUMNS);
            case "W6.sum0" -> sum(0);
            case "W6.sum1" -> sum(1);
            case "W8" -> lstm();
            case "W9" -> deep();
            default -> null;
        };
    }

    private Node placeholder(int... dims) {
        return tf.op("Placeholder", new Attribute("dtype", Binding.Type.FLOAT), new Attribute("shape", Dims.of(dims)));
    }

    private Node variable(float[] values, int... dims) {
        Node variable = state(values, Dims.of(dims));
        variables.add(variable);
        return variable;
    }

    private Node state(float[] values, Dims shape) {
        Node variable = tf.op("VariableV2", new Attribute("dtype", Binding.Type.FLOAT), new Attribute("shape", shape));
        Node value = tf.op("Placeholder", new Attribute("dtype", Binding.Type.FLOAT), new Attribute("shape", shape));
        assigns.add(tf.op("Assign", variable, value));
        assigned.add(value);
        initial.add(values);
        shapes.add(shape);
        return variable;
    }

    private Node scalar(float value) {
        return tf.constant(new float[] {value}, Dims.of());
    }

    private Node operand(int number) {
        return variable(Data.chainOperand(number), Data.CHAIN);
    }

    private Node matmul(Node a, Node b) {
        return tf.op("MatMul", a, b);
    }

    private Node affine(Node x, Node w, Node b) {
        return tf.op("BiasAdd", matmul(x, w), b);
    }

    private Node mean(Node x, int rank) {
        int[] axes = new int[rank];
        for (int i = 0; i < rank; i++) {
            axes[i] = i;
        }
        return tf.op("Mean", x, tf.constant(axes, Dims.of(rank)));
    }

    private Node crossEntropy(Node logits, Node labels) {
        return mean(tf.op("SoftmaxCrossEntropyWithLogits", logits, labels), 1);
    }

    private static Nodes after(List<Node> nodes) {
        return new Nodes(nodes, true);
    }

    /** Gradients of all variables, then the updates, each after all gradients. */
    private Node descend(Node loss, double learningRate) {
        List<Node> gradients = tf.gradients(loss, variables);
        Nodes gate = after(List.of(tf.op("NoOp", after(gradients))));
        Node rate = scalar((float) learningRate);
        List<Node> updates = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            updates.add(tf.op("ApplyGradientDescent", variables.get(i), rate, gradients.get(i), gate));
        }
        return tf.op("NoOp", after(updates));
    }

    private Node adam(Node loss, double learningRate) {
        List<Node> gradients = tf.gradients(loss, variables);
        Nodes gate = after(List.of(tf.op("NoOp", after(gradients))));
        Node rate = scalar((float) learningRate);
        Node beta1 = scalar(0.9f);
        Node beta2 = scalar(0.999f);
        Node epsilon = scalar(1e-8f);
        Node power1 = state(new float[] {0.9f}, Dims.of());
        Node power2 = state(new float[] {0.999f}, Dims.of());
        List<Node> updates = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            int size = initial.get(i).length;
            Node m = state(new float[size], shapes.get(i));
            Node v = state(new float[size], shapes.get(i));
            updates.add(tf.op(
                    "ApplyAdam",
                    variables.get(i),
                    m,
                    v,
                    power1,
                    power2,
                    rate,
                    beta1,
                    beta2,
                    epsilon,
                    gradients.get(i),
                    gate));
        }
        Nodes done = after(List.of(tf.op("NoOp", after(updates))));
        Node next1 = tf.op("Assign", power1, tf.op("Mul", power1, beta1, done));
        Node next2 = tf.op("Assign", power2, tf.op("Mul", power2, beta2, done));
        return tf.op("NoOp", after(List.of(next1, next2)));
    }

    private PeerWorkload movie() {
        Data.Movie data = Data.movie();
        Node x = placeholder(5, 3);
        Node y = placeholder(5, 1);
        Node error = tf.op("Sub", tf.op("Sigmoid", matmul(x, variable(data.w, 3, 1))), y);
        Node loss = mean(tf.op("Square", error), 2);
        Node train = descend(loss, data.learningRate);
        float[][][] batches = {{data.x, data.y}};
        return run(List.of(x, y), List.of(Dims.of(5, 3), Dims.of(5, 1)), batches, loss, null, train);
    }

    private PeerWorkload dense(Data.Dense data) {
        int classes = data.sizes[data.layers];
        Node x = placeholder(data.batch, data.sizes[0]);
        Node y = placeholder(data.batch, classes);
        Node loss = crossEntropy(logits(data, x), y);
        Node train = adam(loss, data.learningRate);
        List<Dims> fed = List.of(Dims.of(data.batch, data.sizes[0]), Dims.of(data.batch, classes));
        return run(List.of(x, y), fed, pairs(data.x, data.y), loss, null, train);
    }

    private Node logits(Data.Dense data, Node x) {
        Node h = x;
        for (int i = 0; i < data.layers; i++) {
            Node w = variable(data.w[i], data.sizes[i], data.sizes[i + 1]);
            h = affine(h, w, variable(data.b[i], data.sizes[i + 1]));
            h = i < data.layers - 1 ? tf.op("Relu", h) : h;
        }
        return h;
    }

    private PeerWorkload inference(int batch) {
        Node x = placeholder(batch, 784);
        Node probabilities = tf.op("Softmax", logits(Data.mnist(), x));
        float[][][] input = {{Data.inferenceInput(batch)}};
        return run(List.of(x), List.of(Dims.of(batch, 784)), input, probabilities, new float[batch * 10], null);
    }

    private PeerWorkload lenet() {
        Data.Lenet data = Data.lenet();
        Node x = placeholder(data.batch, 28, 28, 1);
        Node y = placeholder(data.batch, 10);
        Node h = convolve(x, variable(data.filter1, 5, 5, 1, 32), variable(data.bias1, 32));
        h = convolve(h, variable(data.filter2, 5, 5, 32, 64), variable(data.bias2, 64));
        h = tf.op("Reshape", h, tf.constant(new int[] {data.batch, 3136}, Dims.of(2)));
        h = tf.op("Relu", affine(h, variable(data.w3, 3136, 1024), variable(data.b3, 1024)));
        Node loss = crossEntropy(affine(h, variable(data.w4, 1024, 10), variable(data.b4, 10)), y);
        Node train = descend(loss, data.learningRate);
        List<Dims> fed = List.of(Dims.of(data.batch, 28, 28, 1), Dims.of(data.batch, 10));
        return run(List.of(x, y), fed, pairs(data.x, data.y), loss, null, train);
    }

    private Node convolve(Node x, Node filter, Node bias) {
        List<Long> twos = List.of(1L, 2L, 2L, 1L);
        Node h = tf.op(
                "Conv2D",
                x,
                filter,
                new Attribute("strides", List.of(1L, 1L, 1L, 1L)),
                new Attribute("padding", "SAME"));
        return tf.op(
                "MaxPool",
                tf.op("Relu", tf.op("BiasAdd", h, bias)),
                new Attribute("ksize", twos),
                new Attribute("strides", twos),
                new Attribute("padding", "VALID"));
    }

    private PeerWorkload lstm() {
        Data.Lstm data = Data.lstm();
        Node x = placeholder(data.time, data.batch, data.in);
        Node wx = variable(data.wx, data.in, 4 * data.hidden);
        Node wh = variable(data.wh, data.hidden, 4 * data.hidden);
        Node b = variable(data.b, 4 * data.hidden);
        Node xs = tf.op("Unpack", x, new Attribute("num", (long) data.time), new Attribute("axis", 0L));
        Node one = tf.constant(new int[] {1}, Dims.of());
        Node h = tf.constant(new float[data.batch * data.hidden], Dims.of(data.batch, data.hidden));
        Node c = h;
        for (int t = 0; t < data.time; t++) {
            Node z = tf.op("BiasAdd", tf.op("Add", matmul(xs.output(t), wx), matmul(h, wh)), b);
            Node gates = tf.op("Split", one, z, new Attribute("num_split", 4L));
            Node kept = tf.op("Mul", tf.op("Sigmoid", gates.output(1)), c);
            c = tf.op("Add", kept, tf.op("Mul", tf.op("Sigmoid", gates), tf.op("Tanh", gates.output(2))));
            h = tf.op("Mul", tf.op("Sigmoid", gates.output(3)), tf.op("Tanh", c));
        }
        Node loss = mean(tf.op("Square", h), 2);
        Node train = descend(loss, data.learningRate);
        Dims fed = Dims.of(data.time, data.batch, data.in);
        return run(List.of(x), List.of(fed), singles(data.x), loss, null, train);
    }

    private PeerWorkload deep() {
        Data.Deep data = Data.deep();
        started = System.nanoTime();
        Node x = placeholder(data.batch, data.width);
        Node h = x;
        for (int i = 0; i < data.layers; i++) {
            Node w = variable(data.w[i], data.width, data.width);
            h = tf.op("Relu", affine(h, w, variable(data.b[i], data.width)));
        }
        Node loss = mean(tf.op("Square", h), 2);
        Node train = descend(loss, data.learningRate);
        float[][][] batch = {{data.x}};
        return run(List.of(x), List.of(Dims.of(data.batch, data.width)), batch, loss, null, train);
    }

    private PeerWorkload call() {
        Node x = placeholder();
        return run(List.of(x), List.of(Dims.of()), new float[][][] {{{1}}}, tf.op("Identity", x), null, null);
    }

    private PeerWorkload chain(Node a, Node b, Node c) {
        Node x = variable(Data.chainX(), Data.CHAIN);
        Node tanh = tf.op("Tanh", tf.op("Add", tf.op("Mul", x, a), b));
        return kernel(mean(tf.op("Add", tf.op("Mul", tanh, tf.op("Sigmoid", x)), c), 1), 1);
    }

    private PeerWorkload sum(int axis) {
        Node x = variable(Data.sumX(), Data.SUM, Data.SUM);
        return kernel(tf.op("Sum", x, tf.constant(new int[] {axis}, Dims.of(1))), Data.SUM);
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

    private void initialize() {
        Node all = tf.op("NoOp", after(assigns));
        graphMillis = (System.nanoTime() - started) / 1e6;
        tf.openSession();
        tf.run(assigned, initial.toArray(float[][]::new), shapes, null, null, all);
        initial.clear();
    }

    private PeerWorkload run(
            List<Node> feeds,
            List<Dims> fed,
            float[][][] batches,
            Node fetch,
            float @Nullable [] result,
            @Nullable Node target) {
        initialize();
        return new Workload() {
            private int step;

            @Override
            public double step() {
                float first = tf.run(feeds, batches[step++ % batches.length], fed, fetch, result, target);
                return result == null ? first : result[3];
            }
        };
    }

    private PeerWorkload kernel(Node output, int size) {
        initialize();
        return new Workload() {
            @Override
            public double step() {
                return tf.run(List.of(), new float[0][], List.of(), null, null, output);
            }

            @Override
            public double check() {
                return tf.run(List.of(), new float[0][], List.of(), output, new float[size], null);
            }
        };
    }

    private abstract class Workload implements PeerWorkload {
        @Override
        public int nodes() {
            return tf.size();
        }

        @Override
        public double graphMillis() {
            return graphMillis;
        }

        @Override
        public void close() {
            tf.close();
        }
    }
}
