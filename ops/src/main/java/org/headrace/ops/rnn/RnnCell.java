package org.headrace.ops.rnn;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;

/**
 * A recurrent cell: what it gives for an input {@code [batch, inputs]} depends on its state, which it gives anew. TensorFlow's
 * {@code tf.nn.rnn_cell.RNNCell}. A state is a list of outputs {@code [batch, size]}, one for each of {@link #stateSizes}.
 *
 * <p>A cell makes its variables when it is called first, below the variable scope where that happens, and uses them from
 * then on: it belongs to one graph.
 */
public interface RnnCell {
    /**
     * What a cell gives.
     *
     * @param output {@code [batch, outputSize]}
     * @param state the new state
     */
    record Step(Output output, List<Output> state) {}

    /** How many numbers an output's row has. */
    int outputSize();

    /** How many numbers a row has, of each output that makes up a state. */
    List<Integer> stateSizes();

    /** Adds the ops of one time. */
    Step call(Ops tf, Output inputs, List<Output> state);

    /** A state of zeros for the rows of {@code inputs}, {@code [batch, inputs]}. */
    default List<Output> zeroState(Ops tf, Output inputs) {
        long batch = inputs.shape().hasRank() ? inputs.shape().dim(0) : Shape.UNKNOWN;
        Output rows = batch == Shape.UNKNOWN ? tf.stridedSlice(tf.shape(inputs), Slice.at(0)) : null;
        Ops s = tf.scope(getClass().getSimpleName() + "ZeroState");
        List<Output> state = new ArrayList<>();
        for (int size : stateSizes()) {
            state.add(Zeros.of(s, rows, batch, size, inputs.dtype()));
        }
        return state;
    }
}
