package org.headrace.train.keras;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.Regularizer;
import org.headrace.ops.state.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * A fully connected layer: {@code activation(inputs * kernel + bias)} along the last axis. The kernel is
 * {@code [inputs, units]}, by default Glorot uniform; the bias {@code [units]}, by default zeros.
 */
public final class Dense extends Layer<Dense> {
    private final int units;
    private ActivationFunction activation = ActivationFunction.of("linear");
    private boolean useBias = true;
    private @Nullable Initializer kernelInitializer;
    private @Nullable Regularizer kernelRegularizer;
    private Initializer biasInitializer = (tf, dtype, shape) -> tf.zeros(shape, dtype);
    private @Nullable Output bias;

    /** A layer with this many outputs. */
    public Dense(int units) {
        super("dense");
        if (units < 1) {
            throw new InvalidArgumentException("Dense needs at least 1 unit, not " + units);
        }
        this.units = units;
    }

    /** What is done to the sums, by its name in Keras. */
    public Dense activation(String name) {
        return activation(ActivationFunction.of(name));
    }

    /** What is done to the sums. */
    public Dense activation(ActivationFunction function) {
        requireNotPlaced("activation");
        this.activation = function;
        return this;
    }

    /** Whether there is a bias. */
    public Dense useBias(boolean yes) {
        requireNotPlaced("useBias");
        this.useBias = yes;
        return this;
    }

    /** The kernel's first value. */
    public Dense kernelInitializer(Initializer initializer) {
        requireNotPlaced("kernelInitializer");
        this.kernelInitializer = initializer;
        return this;
    }

    /** A penalty on the kernel: {@code tf.regularizers.l2(0.01)}, half of what Keras' own l2 of that number is. */
    public Dense kernelRegularizer(Regularizer regularizer) {
        requireNotPlaced("kernelRegularizer");
        this.kernelRegularizer = regularizer;
        return this;
    }

    /** The bias' first value. */
    public Dense biasInitializer(Initializer initializer) {
        requireNotPlaced("biasInitializer");
        this.biasInitializer = initializer;
        return this;
    }

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        requireRank(inputs, 2, Integer.MAX_VALUE);
        addWeight(tf, "kernel", Shape.of(requireDim(inputs, -1), units), dtype, kernelInitializer, kernelRegularizer);
        bias = useBias ? addWeight(tf, "bias", Shape.of(units), dtype, biasInitializer) : null;
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        Output weights = weights().get(0);
        Output sums = inputs.shape().rank() == 2 ? tf.matmul(inputs, weights) : tensordot(tf, inputs, weights);
        return activation.apply(tf, bias == null ? sums : tf.nn.biasAdd(sums, bias));
    }

    /** Inputs of higher rank are so many rows. */
    private Output tensordot(Ops tf, Output inputs, Output weights) {
        Ops s = tf.scope("Tensordot");
        Shape shape = inputs.shape();
        int last = shape.rank() - 1;
        Output product = s.matmul(s.reshape(inputs, -1, shape.dim(last)), weights);
        Output leading = s.slice(s.shape(inputs), new int[] {0}, new int[] {last});
        Output result = s.reshape(product, s.concat(List.of(leading, s.constant(new int[] {units})), 0));
        result.setShape(shape.withDim(last, units));
        return result;
    }
}
