package org.headrace.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.ops.rnn.RnnCell;
import org.jspecify.annotations.Nullable;

/** Recurrent networks that are unrolled when the graph is built, a part of {@link NnOps}. */
abstract class RecurrentOps extends CandidateOps {
    RecurrentOps(Ops tf) {
        super(tf);
    }

    /**
     * An unrolled network.
     *
     * @param outputs one for each input
     * @param state the last one
     */
    public record Unrolled(List<Output> outputs, List<Output> state) {}

    /**
     * A network in both directions.
     *
     * @param outputs one for each input, what the cells gave side by side
     * @param stateForward the last state of the cell that went forward
     * @param stateBackward the last state of the cell that went backward
     */
    public record Bidirectional(List<Output> outputs, List<Output> stateForward, List<Output> stateBackward) {}

    /** The cell called for each of the inputs in turn, {@code [batch, inputs]} each, from a state of zeros. */
    public Unrolled staticRnn(RnnCell cell, List<Output> inputs) {
        return staticRnn(cell, inputs, null);
    }

    /**
     * The same from this state, or from zeros if null. The variables are named below {@code rnn}, as
     * {@code rnn/basic_lstm_cell/kernel}. All sequences have the same length.
     *
     * @throws InvalidArgumentException if there are no inputs
     */
    public Unrolled staticRnn(RnnCell cell, List<Output> inputs, @Nullable List<Output> initialState) {
        return unroll(tf.variableScope("rnn"), cell, inputs, initialState);
    }

    private static Unrolled unroll(Ops s, RnnCell cell, List<Output> inputs, @Nullable List<Output> initialState) {
        if (inputs.isEmpty()) {
            throw new InvalidArgumentException("inputs must not be empty");
        }
        List<Output> state = initialState == null ? cell.zeroState(s, inputs.get(0)) : initialState;
        List<Output> outputs = new ArrayList<>();
        for (Output input : inputs) {
            RnnCell.Step step = cell.call(s, input, state);
            outputs.add(step.output());
            state = step.state();
        }
        return new Unrolled(outputs, state);
    }

    /**
     * One cell called for the inputs from the first to the last, another from the last to the first, both from states of
     * zeros; each output is what both gave for the input, side by side. The variables are named below
     * {@code bidirectional_rnn/fw} and {@code bidirectional_rnn/bw}.
     */
    public Bidirectional staticBidirectionalRnn(RnnCell cellForward, RnnCell cellBackward, List<Output> inputs) {
        Ops s = tf.variableScope("bidirectional_rnn");
        Unrolled forward = unroll(s.variableScope("fw").scope("fw"), cellForward, inputs, null);
        List<Output> reversed = new ArrayList<>(inputs);
        Collections.reverse(reversed);
        Unrolled backward = unroll(s.variableScope("bw").scope("bw"), cellBackward, reversed, null);
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Output back = backward.outputs().get(inputs.size() - 1 - i);
            outputs.add(tf.concat(List.of(forward.outputs().get(i), back), 1));
        }
        return new Bidirectional(outputs, forward.state(), backward.state());
    }
}
