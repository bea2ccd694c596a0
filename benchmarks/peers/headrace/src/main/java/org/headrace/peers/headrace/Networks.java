package org.headrace.peers.headrace;

import static org.headrace.core.DType.FLOAT32;

import java.util.List;
import org.headrace.Tf;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.SessionConfig;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.peers.Data;
import org.headrace.peers.PeerWorkload;

/** The networks that are trained. */
final class Networks {
    /** When the adding of nodes began. */
    private long started = System.nanoTime();
    private final Tf tf = Tf.create();
    private final SessionConfig config;

    Networks(SessionConfig config) {
        this.config = config;
    }

    private Output variable(float[] values, int... dims) {
        return tf.variable(tensor(values, dims));
    }

    private static Tensor tensor(float[] values, int... dims) {
        return Tensor.wrap(shape(dims), values);
    }

    private static Shape shape(int... dims) {
        long[] sizes = new long[dims.length];
        for (int i = 0; i < dims.length; i++) {
            sizes[i] = dims[i];
        }
        return Shape.of(sizes);
    }

    private Output placeholder(int... dims) {
        return tf.placeholder(FLOAT32, shape(dims));
    }

    private PeerWorkload train(Op train, Output loss, List<Output> feeds, float[][]... arrays) {
        Tensor[][] batches = new Tensor[arrays[0].length][feeds.size()];
        for (int k = 0; k < batches.length; k++) {
            for (int i = 0; i < feeds.size(); i++) {
                batches[k][i] = Tensor.wrap(feeds.get(i).shape(), arrays[i][k]);
            }
        }
        return new Run(tf, config, started, List.of(train, loss), feeds, batches, run -> run.get(1).toFloat());
    }

    private Output affine(Output x, Output w, Output b) {
        return tf.nn.biasAdd(tf.matmul(x, w), b);
    }

    private Output crossEntropy(Output labels, Output logits) {
        return tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogitsV2(labels, logits));
    }

    /** W1. */
    PeerWorkload movie() {
        Data.Movie data = Data.movie();
        Output x = placeholder(5, 3);
        Output y = placeholder(5, 1);
        Output w = variable(data.w, 3, 1);
        Output loss = tf.reduceMean(tf.square(tf.sub(tf.sigmoid(tf.matmul(x, w)), y)));
        Op train = tf.train.gradientDescent(data.learningRate).minimize(loss);
        return train(train, loss, List.of(x, y), new float[][] {data.x}, new float[][] {data.y});
    }

    /** W2. */
    PeerWorkload signs() {
        return dense(Data.signs());
    }

    /** W3. */
    PeerWorkload mnist() {
        return dense(Data.mnist());
    }

    private PeerWorkload dense(Data.Dense data) {
        Output x = placeholder(data.batch, data.sizes[0]);
        Output y = placeholder(data.batch, data.sizes[data.layers]);
        Output loss = crossEntropy(y, logits(data, x));
        Op train = tf.train.adam(data.learningRate).minimize(loss);
        return train(train, loss, List.of(x, y), data.x, data.y);
    }

    private Output logits(Data.Dense data, Output x) {
        Output h = x;
        for (int i = 0; i < data.layers; i++) {
            Output w = variable(data.w[i], data.sizes[i], data.sizes[i + 1]);
            h = affine(h, w, variable(data.b[i], data.sizes[i + 1]));
            h = i < data.layers - 1 ? tf.nn.relu(h) : h;
        }
        return h;
    }

    /** W5: W3's network, the input taken from a heap array, the probabilities left in one. */
    PeerWorkload inference(int batch) {
        Output x = placeholder(batch, 784);
        Output probabilities = tf.nn.softmax(logits(Data.mnist(), x));
        Tensor[][] input = {{tensor(Data.inferenceInput(batch), batch, 784)}};
        float[] result = new float[batch * 10];
        return new Run(tf, config, started, List.of(probabilities), List.of(x), input, run -> {
            System.arraycopy(run.get(0).floats(), 0, result, 0, result.length);
            return result[3];
        });
    }

    /** W4. */
    PeerWorkload lenet() {
        Data.Lenet data = Data.lenet();
        Output x = placeholder(data.batch, 28, 28, 1);
        Output y = placeholder(data.batch, 10);
        Output h = convolve(x, variable(data.filter1, 5, 5, 1, 32), variable(data.bias1, 32));
        h = convolve(h, variable(data.filter2, 5, 5, 32, 64), variable(data.bias2, 64));
        h = tf.reshape(h, data.batch, 3136);
        h = tf.nn.relu(affine(h, variable(data.w3, 3136, 1024), variable(data.b3, 1024)));
        Output loss = crossEntropy(y, affine(h, variable(data.w4, 1024, 10), variable(data.b4, 10)));
        Op train = tf.train.gradientDescent(data.learningRate).minimize(loss);
        return train(train, loss, List.of(x, y), data.x, data.y);
    }

    private Output convolve(Output x, Output filter, Output bias) {
        int[] ones = {1, 1, 1, 1};
        int[] twos = {1, 2, 2, 1};
        Output h = tf.nn.relu(tf.nn.biasAdd(tf.nn.conv2d(x, filter, ones, "SAME"), bias));
        return tf.nn.maxPool(h, twos, twos, "VALID");
    }

    /** W8. */
    PeerWorkload lstm() {
        Data.Lstm data = Data.lstm();
        Output x = placeholder(data.time, data.batch, data.in);
        Output wx = variable(data.wx, data.in, 4 * data.hidden);
        Output wh = variable(data.wh, data.hidden, 4 * data.hidden);
        Output b = variable(data.b, 4 * data.hidden);
        Output h = tf.zeros(shape(data.batch, data.hidden));
        Output c = h;
        for (Output now : tf.unstack(x)) {
            Output z = tf.nn.biasAdd(tf.add(tf.matmul(now, wx), tf.matmul(h, wh)), b);
            List<Output> gates = tf.split(z, 4, 1);
            Output candidate = tf.mul(tf.sigmoid(gates.get(0)), tf.tanh(gates.get(2)));
            c = tf.add(tf.mul(tf.sigmoid(gates.get(1)), c), candidate);
            h = tf.mul(tf.sigmoid(gates.get(3)), tf.tanh(c));
        }
        Output loss = tf.reduceMean(tf.square(h));
        Op train = tf.train.gradientDescent(data.learningRate).minimize(loss);
        return train(train, loss, List.of(x), data.x);
    }

    /** W9. */
    PeerWorkload deep() {
        Data.Deep data = Data.deep();
        started = System.nanoTime();
        Output x = placeholder(data.batch, data.width);
        Output h = x;
        for (int i = 0; i < data.layers; i++) {
            Output w = variable(data.w[i], data.width, data.width);
            h = tf.nn.relu(affine(h, w, variable(data.b[i], data.width)));
        }
        Output loss = tf.reduceMean(tf.square(h));
        Op train = tf.train.gradientDescent(data.learningRate).minimize(loss);
        return train(train, loss, List.of(x), new float[][] {data.x});
    }
}
