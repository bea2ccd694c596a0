package org.headrace.core.internal;

import java.util.List;
import org.headrace.core.Routing;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.jspecify.annotations.Nullable;

/** An op whose shapes depend on values: shapes, buffers and kernel are found in each run, when the inputs are there. */
final class DynamicStep extends Step {
    private final SessionState state;
    private final SessionState.@Nullable Cell[] cells;
    private List<TensorSpec> outputs = List.of();

    DynamicStep(PlanNode node, @Nullable Tensor[] slots, SessionState state) {
        this(node, slots, state, new SessionState.Cell[0]);
    }

    DynamicStep(PlanNode node, @Nullable Tensor[] slots, SessionState state, SessionState.@Nullable Cell[] cells) {
        super(node, slots);
        this.state = state;
        this.cells = cells;
    }

    @Override
    void run() {
        if (!(node.type() instanceof Routing) && anyDead()) {
            for (int i = 0; i < out.length; i++) {
                kill(i);
            }
            return;
        }
        Preparation preparation = prepare();
        outputs = preparation.infer();
        if (preparation.aliases()) {
            slots[out[0]] = input(0).reshape(outputs.get(0).shape());
            return;
        }
        for (int i = 0; i < out.length; i++) {
            slots[out[i]] = null;
            if (outputs.get(i).shape().isComplete() && !(i == 0 && cells.length > 0)) {
                allocate(i, outputs.get(i).shape());
            }
        }
        node.type().kernel(preparation).run(this);
        if (cells.length > 0 && out.length > 0) {
            slots[out[0]] = slots[in[0]];
        }
    }

    private boolean anyDead() {
        for (int slot : in) {
            if (isDead(slots[slot])) {
                return true;
            }
        }
        return false;
    }

    private Preparation prepare() {
        TensorSpec[] specs = new TensorSpec[in.length];
        @Nullable Tensor[] values = new Tensor[in.length];
        for (int i = 0; i < in.length; i++) {
            boolean reference = node.type().takesReference(i);
            Tensor value = reference || isDead(i) ? slots[in[i]] : input(i);
            if (value == null || isDead(value)) {
                Shape declared = node.sources().get(i).shape();
                specs[i] = new TensorSpec(node.sources().get(i).dtype(), value == null ? declared : Shape.unknown());
            } else {
                specs[i] = value.spec();
                values[i] = value;
            }
        }
        return new Preparation(op(), node.type(), specs, values, state);
    }

    @Override
    Tensor newTensor(int i, Shape shape) {
        return Memory.allocate(op(), outputs.get(i).dtype(), shape, state.memoryLimit());
    }

    @Override
    SessionState.@Nullable Cell cell(int i) {
        return cells.length == 0 ? null : cells[i];
    }

    @Override
    String describe() {
        return "dynamic";
    }
}
