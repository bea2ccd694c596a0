package org.headrace.examples;

import org.headrace.core.Tensor;

/**
 * All pictures for training, or all for testing, as a network takes them.
 *
 * @param pictures as they come from the file
 * @param x their 12288 values each, 0 to 1
 * @param y their labels, one-hot
 */
record SignsSet(Pictures pictures, Tensor x, Tensor y) {
    static SignsSet of(Pictures pictures, SignsNetwork network) {
        float[] x = new float[Pictures.FEATURES * pictures.size()];
        float[] y = new float[Pictures.CLASSES * pictures.size()];
        int[] inOrder = new int[pictures.size()];
        for (int i = 0; i < inOrder.length; i++) {
            inOrder[i] = i;
        }
        network.layout().fill(pictures, inOrder, 0, inOrder.length, x, y);
        return new SignsSet(
                pictures,
                Tensor.wrap(network.pictures(inOrder.length), x),
                Tensor.wrap(network.labels(inOrder.length), y));
    }
}
