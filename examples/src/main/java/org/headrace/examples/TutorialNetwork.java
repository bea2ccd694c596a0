package org.headrace.examples;

import org.headrace.Tf;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;

/**
 * The tutorial's network: hidden layers of 500 and 100 units, in nested name scopes. That the first one ends in a
 * softmax is unusual, and is the tutorial's own choice.
 */
final class TutorialNetwork implements MnistNetwork {
    @Override
    public Output logits(Tf tf, Output x, int side, Output keepProb) {
        // from the pixels to the 500 units of the first hidden layer
        Tf fc1 = tf.scope("fc1");
        Output w1 = weights(fc1, side * side, 500);
        Output b1 = biases(fc1, 500);
        Tf softmax = fc1.scope("softmax_activation");
        Output a1 = softmax.nn.softmax(softmax.add(softmax.matmul(x, w1), b1));
        Output drop1 = fc1.scope("dropout").nn.dropout(a1, keepProb);

        // from 500 to the 100 units of the second hidden layer
        Tf fc2 = tf.scope("fc2");
        Output w2 = weights(fc2, 500, 100);
        Output b2 = biases(fc2, 100);
        Tf relu = fc2.scope("relu_activation");
        Output a2 = relu.nn.relu(relu.add(relu.matmul(drop1, w2), b2));
        Output drop2 = fc2.scope("dropout").nn.dropout(a2, keepProb);

        // from 100 to the 10 digits, without dropout
        Tf fc3 = tf.scope("fc3");
        Output w3 = weights(fc3, 100, MnistData.CLASSES);
        Output b3 = biases(fc3, MnistData.CLASSES);
        Tf logits = fc3.scope("logits");
        return logits.add(logits.matmul(drop2, w3), b3);
    }

    private static Output weights(Tf tf, int inputs, int units) {
        return tf.variable(tf.random.truncatedNormal(Shape.of(inputs, units), 0, 0.1), "weights");
    }

    private static Output biases(Tf tf, int units) {
        return tf.variable(tf.fill(Shape.of(units), 0.1f), "biases");
    }

    @Override
    public Op trainStep(Tf tf, Output crossEntropy, int steps) {
        return tf.train.adam(0.001).minimize(crossEntropy);
    }

    @Override
    public double keepProb() {
        return 0.2;
    }

    @Override
    public String title() {
        return "Hidden layers of 500 and 100 units";
    }

    @Override
    public int steps() {
        return 20_000;
    }
}
