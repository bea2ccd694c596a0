package org.headrace.ops.rnn;

import java.util.List;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.state.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * A long short-term memory, with peepholes from the state to the gates and a limit of the state if asked for: TensorFlow's
 * {@code tf.nn.rnn_cell.LSTMCell}, without projection. The state is c and h, the variables are {@code lstm_cell/kernel},
 * {@code bias} and, with peepholes, {@code w_f_diag}, {@code w_i_diag}, {@code w_o_diag}.
 */
public final class LSTMCell extends ScopedCell {
    private final int numUnits;
    private final boolean usePeepholes;
    private final double cellClip;
    private final @Nullable Initializer initializer;
    private final double forgetBias;
    private @Nullable Output kernel;
    private @Nullable Output bias;
    private @Nullable Output forgetPeephole;
    private @Nullable Output inputPeephole;
    private @Nullable Output outputPeephole;

    /** A cell without peepholes and limit, of forget bias 1. */
    public LSTMCell(int numUnits) {
        this(numUnits, false, 0, null, 1);
    }

    /**
     * @param cellClip the greatest magnitude of c; 0 for none
     * @param initializer of the kernel and the peepholes; null for the scope's or the default
     */
    public LSTMCell(
            int numUnits, boolean usePeepholes, double cellClip, @Nullable Initializer initializer, double forgetBias) {
        super("lstm_cell");
        this.numUnits = numUnits;
        this.usePeepholes = usePeepholes;
        this.cellClip = cellClip;
        this.initializer = initializer;
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
        Shape shape = Shape.of(inputs.shape().dim(1) + numUnits, 4L * numUnits);
        kernel = tf.getVariable("kernel", shape, inputs.dtype(), initializer, true);
        bias = tf.getVariable("bias", Shape.of(4L * numUnits), inputs.dtype(), tf.initializers.zeros());
        if (usePeepholes) {
            forgetPeephole = tf.getVariable("w_f_diag", Shape.of(numUnits), inputs.dtype(), initializer, true);
            inputPeephole = tf.getVariable("w_i_diag", Shape.of(numUnits), inputs.dtype(), initializer, true);
            outputPeephole = tf.getVariable("w_o_diag", Shape.of(numUnits), inputs.dtype(), initializer, true);
        }
    }

    @Override
    Step step(Ops tf, Output inputs, List<Output> state) {
        Output before = state.get(0);
        List<Output> parts = tf.split(sum(tf, inputs, state.get(1), built(kernel), built(bias)), 4, 1);
        Output forgetSum = tf.withName("add").add(parts.get(2), forgetBias);
        Output forget = tf.sigmoid(peep(tf, forgetSum, forgetPeephole, before));
        Output kept = tf.withName("mul").mul(forget, before);
        Output input = tf.sigmoid(peep(tf, parts.get(0), inputPeephole, before));
        Output added = tf.withName("mul").mul(input, tf.tanh(parts.get(1)));
        Output c = tf.withName("add").add(kept, added);
        if (cellClip > 0) {
            c = tf.clipByValue(c, -cellClip, cellClip);
        }
        Output output = tf.sigmoid(peep(tf, parts.get(3), outputPeephole, c));
        Output h = tf.withName("mul").mul(output, tf.tanh(c));
        return new Step(h, List.of(c, h));
    }

    private static Output peep(Ops tf, Output sum, @Nullable Output weights, Output state) {
        return weights == null
                ? sum
                : tf.withName("add").add(sum, tf.withName("mul").mul(weights, state));
    }
}
