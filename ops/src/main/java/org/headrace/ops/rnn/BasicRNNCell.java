package org.headrace.ops.rnn;

import java.util.List;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;

/**
 * The simplest cell, {@code h = tanh([x, h] kernel + bias)}: TensorFlow's {@code tf.nn.rnn_cell.BasicRNNCell}. Its variables
 * are {@code basic_rnn_cell/kernel} and {@code bias}.
 */
public final class BasicRNNCell extends ScopedCell {
    private final int numUnits;
    private @Nullable Output kernel;
    private @Nullable Output bias;

    public BasicRNNCell(int numUnits) {
        super("basic_rnn_cell");
        this.numUnits = numUnits;
    }

    @Override
    public int outputSize() {
        return numUnits;
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(numUnits);
    }

    @Override
    void build(Ops tf, Output inputs) {
        long width = inputs.shape().dim(1);
        kernel = tf.getVariable("kernel", Shape.of(width + numUnits, numUnits), inputs.dtype());
        bias = tf.getVariable("bias", Shape.of(numUnits), inputs.dtype(), tf.initializers.zeros());
    }

    @Override
    Step step(Ops tf, Output inputs, List<Output> state) {
        Output h = tf.tanh(sum(tf, inputs, state.get(0), built(kernel), built(bias)));
        return new Step(h, List.of(h));
    }
}
