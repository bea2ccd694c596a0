package org.headrace.ops.rnn;

import java.util.List;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.array.Split;
import org.jspecify.annotations.Nullable;

/**
 * A long short-term memory without peepholes: TensorFlow's {@code tf.nn.rnn_cell.BasicLSTMCell}. With
 * {@code i, j, f, o} the quarters of {@code [x, h] kernel + bias} it is
 * {@code c = c sigmoid(f + forgetBias) + sigmoid(i) tanh(j)}, {@code h = tanh(c) sigmoid(o)}. The state is c and h, the
 * variables are {@code basic_lstm_cell/kernel} and {@code bias}.
 */
public final class BasicLSTMCell extends ScopedCell {
    private final int numUnits;
    private final double forgetBias;
    private @Nullable Output kernel;
    private @Nullable Output bias;

    /** A cell of forget bias 1. */
    public BasicLSTMCell(int numUnits) {
        this(numUnits, 1);
    }

    public BasicLSTMCell(int numUnits, double forgetBias) {
        super("basic_lstm_cell");
        this.numUnits = numUnits;
        this.forgetBias = forgetBias;
    }

    @Override
    public int outputSize() {
        return numUnits;
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(numUnits, numUnits);
    }

    @Override
    void build(Ops tf, Output inputs) {
        long width = inputs.shape().dim(1);
        kernel = tf.getVariable("kernel", Shape.of(width + numUnits, 4L * numUnits), inputs.dtype());
        bias = tf.getVariable("bias", Shape.of(4L * numUnits), inputs.dtype(), tf.initializers.zeros());
    }

    @Override
    Step step(Ops tf, Output inputs, List<Output> state) {
        Output one = tf.constant(Tensor.of(1), "Const");
        Output sums = sum(tf, inputs, state.get(1), built(kernel), built(bias));
        List<Output> parts = tf.withName("split").addOp(new Split(4), one, sums).outputs();
        Output forget = tf.constant(Tensor.of(inputs.dtype(), forgetBias), "Const");
        Output kept = tf.mul(state.get(0), tf.sigmoid(tf.add(parts.get(2), forget)));
        Output c = tf.add(kept, tf.mul(tf.sigmoid(parts.get(0)), tf.tanh(parts.get(1))));
        Output h = tf.mul(tf.tanh(c), tf.sigmoid(parts.get(3)));
        return new Step(h, List.of(c, h));
    }
}
