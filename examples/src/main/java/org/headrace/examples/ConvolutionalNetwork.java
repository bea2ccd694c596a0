package org.headrace.examples;

import org.headrace.Tf;
import org.headrace.core.Op;
import org.headrace.core.Output;

/**
 * What one would take today: two convolutions, each halved by pooling, a hidden layer, and a learning rate that sinks
 * to zero. It sees each picture of MNIST three times.
 */
final class ConvolutionalNetwork implements MnistNetwork {
    private static final double LEARNING_RATE = 0.003;

    @Override
    public Output logits(Tf tf, Output x, int side, Output keepProb) {
        Output pictures = tf.reshape(x, -1, side, side, 1);
        Output conv1 = tf.layers.conv2d(pictures, 16, 3, "same", "relu");
        Output pool1 = tf.layers.maxPooling2d(conv1, 2, 2);
        Output conv2 = tf.layers.conv2d(pool1, 32, 3, "same", "relu");
        Output pool2 = tf.layers.maxPooling2d(conv2, 2, 2);
        Output hidden = tf.layers.dense(tf.layers.flatten(pool2), 128, "relu");
        return tf.layers.dense(tf.nn.dropout(hidden, keepProb), MnistData.CLASSES);
    }

    @Override
    public Op trainStep(Tf tf, Output crossEntropy, int steps) {
        Output globalStep = tf.train.getOrCreateGlobalStep();
        Output learningRate = tf.train.polynomialDecay(LEARNING_RATE, globalStep, steps, 0, 1, false);
        return tf.train.adam(learningRate).minimize(tf.reduceMean(crossEntropy), globalStep);
    }

    @Override
    public double keepProb() {
        return 0.6;
    }

    @Override
    public String title() {
        return "Convolutional network";
    }

    @Override
    public int steps() {
        return 1650;
    }
}
