package org.headrace.train.keras;

import org.headrace.core.Output;
import org.headrace.ops.Ops;

/**
 * Layers as functions: TensorFlow's {@code tf.layers}. Each adds its variables and ops in a variable scope named as
 * {@code withName} said, or {@code dense}, {@code dense_1}, ...: {@code tf.withName("fc1").layers.dense(x, 10)} makes
 * {@code fc1/kernel} and {@code fc1/MatMul}. Variable scopes that share their variables share those of layers.
 *
 * <p>Settings beyond the first few are those of the layer objects: {@code tf.layers.dense(x, new Dense(10).useBias(false))}.
 */
public final class LayerOps {
    private final Ops tf;

    /** For the ops' place. */
    public LayerOps(Ops tf) {
        this.tf = tf;
    }

    /** {@code inputs * kernel + bias}, with so many outputs. */
    public Output dense(Output inputs, int units) {
        return apply(inputs, new Dense(units), false);
    }

    /** The same with an activation by its name in Keras: {@code "relu"}. */
    public Output dense(Output inputs, int units, String activation) {
        return apply(inputs, new Dense(units).activation(activation), false);
    }

    /** The same with an activation: {@code (s, x) -> s.nn.leakyRelu(x)}. */
    public Output dense(Output inputs, int units, ActivationFunction activation) {
        return apply(inputs, new Dense(units).activation(activation), false);
    }

    /** The same with all the layer's settings. */
    public Output dense(Output inputs, Dense layer) {
        return apply(inputs, layer, false);
    }

    /** The convolution of images {@code [batch, rows, columns, channels]}, with square windows inside the image. */
    public Output conv2d(Output inputs, int filters, int kernelSize) {
        return apply(inputs, new Conv2D(filters, kernelSize), false);
    }

    /** The same with padding, {@code "valid"} or {@code "same"}, and an activation by its name in Keras. */
    public Output conv2d(Output inputs, int filters, int kernelSize, String padding, String activation) {
        return apply(inputs, new Conv2D(filters, kernelSize).padding(padding).activation(activation), false);
    }

    /** The same with all the layer's settings. */
    public Output conv2d(Output inputs, Conv2D layer) {
        return apply(inputs, layer, false);
    }

    /** The convolution of signals {@code [batch, width, channels]}, with windows inside the signal. */
    public Output conv1d(Output inputs, int filters, int kernelSize) {
        return apply(inputs, new Conv1D(filters, kernelSize), false);
    }

    /** The same with all the layer's settings. */
    public Output conv1d(Output inputs, Conv1D layer) {
        return apply(inputs, layer, false);
    }

    /** The convolution of volumes {@code [batch, planes, rows, columns, channels]}, with cubic windows inside the volume. */
    public Output conv3d(Output inputs, int filters, int kernelSize) {
        return apply(inputs, new Conv3D(filters, kernelSize), false);
    }

    /** The same with all the layer's settings. */
    public Output conv3d(Output inputs, Conv3D layer) {
        return apply(inputs, layer, false);
    }

    /** A convolution of each channel of images on its own, then one over the channels, with square windows. */
    public Output separableConv2d(Output inputs, int filters, int kernelSize) {
        return apply(inputs, new SeparableConv2D(filters, kernelSize), false);
    }

    /** The same with all the layer's settings. */
    public Output separableConv2d(Output inputs, SeparableConv2D layer) {
        return apply(inputs, layer, false);
    }

    /** The transpose of a convolution of images with square windows that move by {@code strides}. */
    public Output conv2dTranspose(Output inputs, int filters, int kernelSize, int strides) {
        return apply(inputs, new Conv2DTranspose(filters, kernelSize).strides(strides), false);
    }

    /** The same with all the layer's settings. */
    public Output conv2dTranspose(Output inputs, Conv2DTranspose layer) {
        return apply(inputs, layer, false);
    }

    /** The transpose of a convolution of volumes with cubic windows that move by {@code strides}. */
    public Output conv3dTranspose(Output inputs, int filters, int kernelSize, int strides) {
        return apply(inputs, new Conv3DTranspose(filters, kernelSize).strides(strides), false);
    }

    /** The same with all the layer's settings. */
    public Output conv3dTranspose(Output inputs, Conv3DTranspose layer) {
        return apply(inputs, layer, false);
    }

    /** The greatest of each window of signals that moves by {@code strides}. */
    public Output maxPooling1d(Output inputs, int poolSize, int strides) {
        return apply(inputs, new MaxPooling1D(poolSize).strides(strides), false);
    }

    /** The same with all the layer's settings. */
    public Output maxPooling1d(Output inputs, MaxPooling1D layer) {
        return apply(inputs, layer, false);
    }

    /** The greatest of each cubic window of volumes that moves by {@code strides}. */
    public Output maxPooling3d(Output inputs, int poolSize, int strides) {
        return apply(inputs, new MaxPooling3D(poolSize).strides(strides), false);
    }

    /** The same with all the layer's settings. */
    public Output maxPooling3d(Output inputs, MaxPooling3D layer) {
        return apply(inputs, layer, false);
    }

    /** The mean of each window of signals that moves by {@code strides}. */
    public Output averagePooling1d(Output inputs, int poolSize, int strides) {
        return apply(inputs, new AveragePooling1D(poolSize).strides(strides), false);
    }

    /** The same with all the layer's settings. */
    public Output averagePooling1d(Output inputs, AveragePooling1D layer) {
        return apply(inputs, layer, false);
    }

    /** The mean of each cubic window of volumes that moves by {@code strides}. */
    public Output averagePooling3d(Output inputs, int poolSize, int strides) {
        return apply(inputs, new AveragePooling3D(poolSize).strides(strides), false);
    }

    /** The same with all the layer's settings. */
    public Output averagePooling3d(Output inputs, AveragePooling3D layer) {
        return apply(inputs, layer, false);
    }

    /** The greatest of each square window, inside the image, that moves by {@code strides}. */
    public Output maxPooling2d(Output inputs, int poolSize, int strides) {
        return apply(inputs, new MaxPooling2D(poolSize).strides(strides), false);
    }

    /** The same with all the layer's settings. */
    public Output maxPooling2d(Output inputs, MaxPooling2D layer) {
        return apply(inputs, layer, false);
    }

    /** The mean of each square window, inside the image, that moves by {@code strides}. */
    public Output averagePooling2d(Output inputs, int poolSize, int strides) {
        return apply(inputs, new AveragePooling2D(poolSize).strides(strides), false);
    }

    /** The same with all the layer's settings. */
    public Output averagePooling2d(Output inputs, AveragePooling2D layer) {
        return apply(inputs, layer, false);
    }

    /** If {@code training}, sets each value to 0 with probability {@code rate} and divides the others by {@code 1 - rate}. */
    public Output dropout(Output inputs, double rate, boolean training) {
        return apply(inputs, new Dropout(rate), training);
    }

    /** The same in runs in which {@code training}, a bool scalar, is true. */
    public Output dropout(Output inputs, double rate, Output training) {
        return new Dropout(rate).apply(tf, inputs, training);
    }

    /** The same with all the layer's settings. */
    public Output dropout(Output inputs, Dropout layer, Output training) {
        return layer.apply(tf, inputs, training);
    }

    /** Each example's values in one row. */
    public Output flatten(Output inputs) {
        return apply(inputs, new Flatten(), false);
    }

    /**
     * Normalizes along the last axis, by the batch if {@code training}, else by the moving averages. While training, run what
     * is in the collection {@value Layer#UPDATE_OPS} too, or the moving averages stay as they were.
     */
    public Output batchNormalization(Output inputs, boolean training) {
        return apply(inputs, new BatchNormalization(), training);
    }

    /** The same, by the batch in runs in which {@code training}, a bool scalar, is true. */
    public Output batchNormalization(Output inputs, Output training) {
        return new BatchNormalization().apply(tf, inputs, training);
    }

    /** The same with all the layer's settings. */
    public Output batchNormalization(Output inputs, BatchNormalization layer, boolean training) {
        return apply(inputs, layer, training);
    }

    /** The same with all the layer's settings. */
    public Output batchNormalization(Output inputs, BatchNormalization layer, Output training) {
        return layer.apply(tf, inputs, training);
    }

    /** Any layer, one's own too. Applied twice, it shares its variables. */
    public Output apply(Output inputs, Layer<?> layer, boolean training) {
        return layer.apply(tf, inputs, training);
    }
}
