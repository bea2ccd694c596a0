package org.headrace.examples;

import static org.headrace.core.DType.FLOAT32;

import java.util.ArrayList;
import java.util.List;
import org.headrace.Tf;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;

/**
 * The graph of the tutorial: linear, relu, linear, relu, linear, softmax, with 25, 12 and 6 units, and what the tutorial
 * suggests at its end, L2 regularization and dropout.
 *
 * @param x the pictures, values 0 to 1
 * @param y the labels, one-hot
 * @param cost what a step makes smaller: the loss, of what dropout leaves of the network, and the penalty on weights
 * @param step one step of Adam, which also counts itself in {@code globalStep}
 * @param loss the cross entropy of the whole network, without a penalty
 * @param predicted which number each hand shows, as the network reads it
 * @param accuracy how often that is right
 * @param summary loss and accuracy, for an event file
 * @param histograms the weights, for an event file
 * @param dropouts the dropouts of the training, none by default
 */
record SignsNetwork(
        Tf tf,
        SignsLayout layout,
        Output x,
        Output y,
        Output globalStep,
        Output cost,
        Op step,
        Output loss,
        Output predicted,
        Output accuracy,
        Output summary,
        Output histograms,
        List<Dropout> dropouts) {
    static final double LEARNING_RATE = 0.0001;
    private static final int UNITS_1 = 25;
    private static final int UNITS_2 = 12;

    /** One dropout in the graph: values of {@code units} for each example, and what is left of them. */
    record Dropout(int units, Output values, Output left) {}

    /** A layer's variables. */
    private record Layer(Output weights, Output bias) {}

    /**
     * Builds the graph.
     *
     * @param l2 what half the sum of the squared weights counts in the cost; 0 for a cost without it
     * @param dropRate how large a share of the hidden units is left out in a step; 0 for none
     */
    static SignsNetwork create(SignsLayout layout, double l2, double dropRate) {
        var tf = Tf.create();
        tf.setRandomSeed(1);
        Output x = tf.placeholder(FLOAT32, layout.shape(Pictures.FEATURES, -1), "X");
        Output y = tf.placeholder(FLOAT32, layout.shape(Pictures.CLASSES, -1), "Y");

        // Initialize the parameters
        List<Layer> layers = List.of(
                layer(tf, layout, 1, Pictures.FEATURES, UNITS_1),
                layer(tf, layout, 2, UNITS_1, UNITS_2),
                layer(tf, layout, 3, UNITS_2, Pictures.CLASSES));

        // Forward propagation, and the cost
        Output z3 = forward(tf, layout, layers, x, 0, new ArrayList<>());
        Output loss = crossEntropy(tf, layout, z3, y);

        // While it learns: the same layers with dropout, and a penalty on large weights
        List<Dropout> dropouts = new ArrayList<>();
        Output cost = loss;
        if (dropRate > 0) {
            Tf training = tf.scope("training");
            cost = crossEntropy(training, layout, forward(training, layout, layers, x, dropRate, dropouts), y);
        }
        if (l2 > 0) {
            List<Output> weights = layers.stream().map(Layer::weights).toList();
            cost = tf.add(cost, tf.regularizers.apply(tf.regularizers.l2(l2), weights));
        }

        // Backpropagation and the update of the parameters
        Output globalStep = tf.train.createGlobalStep();
        Op step = tf.train.adam(LEARNING_RATE).minimize(cost, globalStep);

        // How often the largest of the six is the right one
        Output predicted = tf.argmax(z3, layout.classAxis());
        Output correct = tf.equal(predicted, tf.argmax(y, layout.classAxis()));
        Output accuracy = tf.reduceMean(tf.cast(correct, FLOAT32));

        // What TensorBoard shows
        Output summary =
                tf.summary.merge(List.of(tf.summary.scalar("loss", loss), tf.summary.scalar("accuracy", accuracy)));
        Output histograms = tf.summary.merge(layers.stream()
                .map(layer -> tf.summary.histogram(layer.weights().op().name() + "/values", layer.weights()))
                .toList());
        return new SignsNetwork(
                tf, layout, x, y, globalStep, cost, step, loss, predicted, accuracy, summary, histograms, dropouts);
    }

    private static Layer layer(Tf tf, SignsLayout layout, int number, int inputs, int units) {
        return new Layer(
                tf.getVariable("W" + number, layout.shape(units, inputs), layout.weights(tf.initializers.xavier(1L))),
                tf.getVariable("b" + number, layout.shape(units, 1), tf.initializers.zeros()));
    }

    /** The output of the last linear unit; adds what it drops out to {@code dropouts}. */
    private static Output forward(
            Tf tf, SignsLayout layout, List<Layer> layers, Output x, double dropRate, List<Dropout> dropouts) {
        Layer first = layers.get(0);
        Layer second = layers.get(1);
        Layer third = layers.get(2);
        Output z1 = layout.linear(tf, first.weights, x, first.bias);
        Output a1 = dropped(tf, tf.nn.relu(z1), UNITS_1, dropRate, dropouts);
        Output z2 = layout.linear(tf, second.weights, a1, second.bias);
        Output a2 = dropped(tf, tf.nn.relu(z2), UNITS_2, dropRate, dropouts);
        return layout.linear(tf, third.weights, a2, third.bias);
    }

    private static Output dropped(Tf tf, Output a, int units, double dropRate, List<Dropout> dropouts) {
        if (dropRate == 0) {
            return a;
        }
        Output left = tf.nn.dropout(a, 1 - dropRate);
        dropouts.add(new Dropout(units, a, left));
        return left;
    }

    /** Softmax cross entropy wants an example a row. */
    private static Output crossEntropy(Tf tf, SignsLayout layout, Output z3, Output y) {
        Output logits = layout.rows(tf, z3);
        Output labels = layout.rows(tf, y);
        return tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits(labels, logits));
    }

    /** The shape of so many pictures. */
    Shape pictures(int count) {
        return layout.shape(Pictures.FEATURES, count);
    }

    /** The shape of the labels of so many pictures. */
    Shape labels(int count) {
        return layout.shape(Pictures.CLASSES, count);
    }
}
