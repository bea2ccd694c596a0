package org.headrace.ops.rnn;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.ops.Ops;

/**
 * Cells one on top of the other: the output of each is the next one's input. TensorFlow's
 * {@code tf.nn.rnn_cell.MultiRNNCell}. The state is the cells' states one after the other, the variables are below
 * {@code multi_rnn_cell/cell_0}, {@code cell_1}, ...
 */
public final class MultiRNNCell extends ScopedCell {
    private final List<RnnCell> cells;

    public MultiRNNCell(List<? extends RnnCell> cells) {
        super("multi_rnn_cell");
        if (cells.isEmpty()) {
            throw new InvalidArgumentException("Must specify at least one cell for MultiRNNCell.");
        }
        this.cells = List.copyOf(cells);
    }

    @Override
    public int outputSize() {
        return cells.get(cells.size() - 1).outputSize();
    }

    @Override
    public List<Integer> stateSizes() {
        return cells.stream().flatMap(cell -> cell.stateSizes().stream()).toList();
    }

    @Override
    void build(Ops tf, Output inputs) {
        // the cells build themselves
    }

    @Override
    Step step(Ops tf, Output inputs, List<Output> state) {
        Output output = inputs;
        List<Output> next = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < cells.size(); i++) {
            RnnCell cell = cells.get(i);
            int size = cell.stateSizes().size();
            Step step = cell.call(tf.variableScope("cell_" + i), output, state.subList(at, at + size));
            output = step.output();
            next.addAll(step.state());
            at += size;
        }
        return new Step(output, next);
    }

    @Override
    public List<Output> zeroState(Ops tf, Output inputs) {
        Ops s = tf.scope("MultiRNNCellZeroState");
        List<Output> state = new ArrayList<>();
        cells.forEach(cell -> state.addAll(cell.zeroState(s, inputs)));
        return state;
    }
}
