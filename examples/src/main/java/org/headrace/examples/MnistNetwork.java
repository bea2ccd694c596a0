package org.headrace.examples;

import org.headrace.Tf;
import org.headrace.core.Op;
import org.headrace.core.Output;

/** What one network that reads digits has of its own; {@link MnistGraph} has the rest. */
interface MnistNetwork {
    /**
     * The layers.
     *
     * @param tf in the scope {@code model}
     * @param x pictures, float32 {@code [n, side * side]}
     * @param keepProb with what probability dropout keeps a value; 1 outside training
     * @return float32 {@code [n, 10]}
     */
    Output logits(Tf tf, Output x, int side, Output keepProb);

    /**
     * What a training step runs.
     *
     * @param crossEntropy of each picture, float32 {@code [n]}
     * @param steps how many there will be
     */
    Op trainStep(Tf tf, Output crossEntropy, int steps);

    /** What is fed for {@code keepProb} in training. */
    double keepProb();

    /** A few words for the curves. */
    String title();

    /** How many training steps are enough for MNIST. */
    int steps();
}
