package org.headrace.train.keras;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;

/**
 * A fully connected layer: {@code activation(inputs * kernel + bias)} along the last axis. The kernel is
 * {@code [inputs, units]}, by default Glorot uniform; the bias {@code [units]}, by default zeros.
 */
public final class Dense extends KernelLayer<Dense> {
    private final int units;

    /** A layer with this many outputs. */
    public Dense(int units) {
        super("dense", "linear");
        if (units < 1) {
            throw new InvalidArgumentException("Dense needs at least 1 unit, not " + units);
        }
        this.units = units;
    }

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        requireRank(inputs, 2, Integer.MAX_VALUE);
        addKernel(tf, Shape.of(requireDim(inputs, -1), units), dtype);
        addBias(tf, units, dtype);
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        Output weights = weights().get(0);
        Output sums = inputs.shape().rank() == 2 ? tf.matmul(inputs, weights) : tensordot(tf, inputs, weights);
        return activated(tf, biased(tf, sums));
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
