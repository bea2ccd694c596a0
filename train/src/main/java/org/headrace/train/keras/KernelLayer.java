package org.headrace.train.keras;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.Regularizer;
import org.headrace.ops.state.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * A layer with a kernel, a bias and an activation, and the settings of these.
 *
 * @param <L> the layer's own class
 */
abstract class KernelLayer<L extends KernelLayer<L>> extends Layer<L> {
    private ActivationFunction activation;
    private boolean useBias = true;
    private @Nullable Initializer kernelInitializer;
    private @Nullable Regularizer kernelRegularizer;
    private Initializer biasInitializer = (tf, dtype, shape) -> tf.zeros(shape, dtype);
    private @Nullable Output bias;

    KernelLayer(String defaultName, String defaultActivation) {
        super(defaultName);
        this.activation = ActivationFunction.of(defaultActivation);
    }

    /** What is done to the sums, by its name in Keras. */
    public L activation(String function) {
        return activation(ActivationFunction.of(function));
    }

    /** What is done to the sums. */
    public L activation(ActivationFunction function) {
        requireNotPlaced("activation");
        this.activation = function;
        return self();
    }

    /** Whether there is a bias. */
    public L useBias(boolean yes) {
        requireNotPlaced("useBias");
        this.useBias = yes;
        return self();
    }

    /** The kernel's first value. */
    public L kernelInitializer(Initializer initializer) {
        requireNotPlaced("kernelInitializer");
        this.kernelInitializer = initializer;
        return self();
    }

    /** A penalty on the kernel: {@code tf.regularizers.l2(0.01)}, half of what Keras' own l2 of that number is. */
    public L kernelRegularizer(Regularizer regularizer) {
        requireNotPlaced("kernelRegularizer");
        this.kernelRegularizer = regularizer;
        return self();
    }

    /** The bias' first value. */
    public L biasInitializer(Initializer initializer) {
        requireNotPlaced("biasInitializer");
        this.biasInitializer = initializer;
        return self();
    }

    final void addKernel(Ops tf, Shape shape, DType dtype) {
        addKernel(tf, "kernel", shape, dtype);
    }

    final void addKernel(Ops tf, String kernelName, Shape shape, DType dtype) {
        addWeight(tf, kernelName, shape, dtype, kernelInitializer, kernelRegularizer);
    }

    final void addBias(Ops tf, long units, DType dtype) {
        bias = useBias ? addWeight(tf, "bias", Shape.of(units), dtype, firstBias(biasInitializer)) : null;
    }

    /** The bias' first value, from the one that was asked for. */
    Initializer firstBias(Initializer asked) {
        return asked;
    }

    /** The sums and, if there is one, the bias. */
    final Output biased(Ops tf, Output sums) {
        return bias == null ? sums : tf.nn.biasAdd(sums, bias);
    }

    /** The activation of {@code x}. */
    final Output activated(Ops tf, Output x) {
        return activation.apply(tf, x);
    }
}
