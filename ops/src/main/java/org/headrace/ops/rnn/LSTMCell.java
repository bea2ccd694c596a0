package org.headrace.ops.rnn;

import java.util.List;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.state.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * A long short-term memory, if asked for with peepholes from the state to the gates, a limit of the state, and a projection
 * of the output: TensorFlow's {@code tf.nn.rnn_cell.LSTMCell}. The state is c and h, the variables are
 * {@code lstm_cell/kernel}, {@code bias}, with peepholes {@code w_f_diag}, {@code w_i_diag}, {@code w_o_diag}, and with a
 * projection {@code projection/kernel}.
 */
public final class LSTMCell extends ScopedCell {
    private final int numUnits;
    private final boolean usePeepholes;
    private final double cellClip;
    private final @Nullable Initializer initializer;
    private final double forgetBias;
    private final int numProj;
    private final double projClip;
    private @Nullable Output kernel;
    private @Nullable Output bias;
    private @Nullable Output forgetPeephole;
    private @Nullable Output inputPeephole;
    private @Nullable Output outputPeephole;
    private @Nullable Output projection;

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
        this(numUnits, usePeepholes, cellClip, initializer, 0, 0, forgetBias);
    }

    /**
     * @param cellClip the greatest magnitude of c; 0 for none
     * @param initializer of the kernels and the peepholes; null for the scope's or the default
     * @param numProj the size of h and of the output, which a matrix makes of the cell's; 0 for no projection
     * @param projClip the greatest magnitude of what is projected; 0 for none
     */
    public LSTMCell(
            int numUnits,
            boolean usePeepholes,
            double cellClip,
            @Nullable Initializer initializer,
            int numProj,
            double projClip,
            double forgetBias) {
        super("lstm_cell");
        this.numUnits = numUnits;
        this.usePeepholes = usePeepholes;
        this.cellClip = cellClip;
        this.initializer = initializer;
        this.forgetBias = forgetBias;
        this.numProj = numProj;
        this.projClip = projClip;
    }

    @Override
    public int outputSize() {
        return numProj > 0 ? numProj : numUnits;
    }

    @Override
    public List<Integer> stateSizes() {
        return List.of(numUnits, outputSize());
    }

    @Override
    void build(Ops tf, Output inputs) {
        Shape shape = Shape.of(inputs.shape().dim(1) + outputSize(), 4L * numUnits);
        kernel = tf.getVariable("kernel", shape, inputs.dtype(), initializer, true);
        bias = tf.getVariable("bias", Shape.of(4L * numUnits), inputs.dtype(), tf.initializers.zeros());
        if (usePeepholes) {
            forgetPeephole = tf.getVariable("w_f_diag", Shape.of(numUnits), inputs.dtype(), initializer, true);
            inputPeephole = tf.getVariable("w_i_diag", Shape.of(numUnits), inputs.dtype(), initializer, true);
            outputPeephole = tf.getVariable("w_o_diag", Shape.of(numUnits), inputs.dtype(), initializer, true);
        }
        if (numProj > 0) {
            Shape reduced = Shape.of(numUnits, numProj);
            projection = tf.getVariable("projection/kernel", reduced, inputs.dtype(), initializer, true);
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
        if (projection != null) {
            h = tf.matmul(h, projection);
            if (projClip > 0) {
                h = tf.clipByValue(h, -projClip, projClip);
            }
        }
        return new Step(h, List.of(c, h));
    }

    private static Output peep(Ops tf, Output sum, @Nullable Output weights, Output state) {
        return weights == null
                ? sum
                : tf.withName("add").add(sum, tf.withName("mul").mul(weights, state));
    }
}
