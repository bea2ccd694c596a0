package org.headrace.ops.rnn;

import java.util.List;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;

/**
 * A gated recurrent unit: TensorFlow's {@code tf.nn.rnn_cell.GRUCell}. With {@code r, u} the halves of
 * {@code sigmoid([x, h] gates/kernel + gates/bias)} and {@code c = tanh([x, r h] candidate/kernel + candidate/bias)} it is
 * {@code h = u h + (1 - u) c}. The variables are below {@code gru_cell}; the gates' bias starts at 1.
 */
public final class GRUCell extends ScopedCell {
    private final int numUnits;
    private @Nullable Output gateKernel;
    private @Nullable Output gateBias;
    private @Nullable Output candidateKernel;
    private @Nullable Output candidateBias;

    public GRUCell(int numUnits) {
        super("gru_cell");
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
        long width = inputs.shape().dim(1) + numUnits;
        gateKernel = tf.getVariable("gates/kernel", Shape.of(width, 2L * numUnits), inputs.dtype());
        gateBias = tf.getVariable("gates/bias", Shape.of(2L * numUnits), inputs.dtype(), tf.initializers.constant(1.0));
        candidateKernel = tf.getVariable("candidate/kernel", Shape.of(width, numUnits), inputs.dtype());
        candidateBias = tf.getVariable("candidate/bias", Shape.of(numUnits), inputs.dtype(), tf.initializers.zeros());
    }

    @Override
    Step step(Ops tf, Output inputs, List<Output> state) {
        Output before = state.get(0);
        Output gates = tf.sigmoid(sum(tf, inputs, before, built(gateKernel), built(gateBias)));
        List<Output> parts = tf.split(gates, 2, 1);
        Output reset = tf.withName("mul").mul(parts.get(0), before);
        Output c = tf.tanh(sum(tf, inputs, reset, built(candidateKernel), built(candidateBias)));
        Output kept = tf.withName("mul").mul(parts.get(1), before);
        Output added = tf.withName("mul").mul(tf.withName("sub").sub(1, parts.get(1)), c);
        Output h = tf.withName("add").add(kept, added);
        return new Step(h, List.of(h));
    }
}
