package org.headrace.core.internal;

import java.util.List;
import org.headrace.core.InternalException;
import org.headrace.core.Routing;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * An op whose shapes depend on values, or which may lie on a branch that is not taken: whether it runs, its shapes, buffers
 * and kernel are found in each run, when the inputs are there.
 */
final class DynamicStep extends Step {
    private final SessionState state;
    private final Memory memory;
    private final Workers workers;
    private List<TensorSpec> outputs = List.of();

    DynamicStep(Lowered lowered, @Nullable Tensor[] slots, SessionState state, Memory memory, Workers workers) {
        this(lowered, slots, state, memory, workers, lowered.node().in(), new SessionState.Cell[0]);
    }

    DynamicStep(
            Lowered lowered,
            @Nullable Tensor[] slots,
            SessionState state,
            Memory memory,
            Workers workers,
            int[] from,
            SessionState.@Nullable Cell[] cells) {
        super(lowered, slots, from, cells);
        this.state = state;
        this.memory = memory;
        this.workers = workers;
    }

    @Override
    void run() {
        boolean routing = node.type() instanceof Routing;
        boolean dead = anyDead(node.controls()) || !routing && anyDead(in);
        if (dead) {
            for (int i = 0; i < out.length; i++) {
                kill(i);
            }
        } else {
            compute();
        }
        if (node.mark() >= 0) {
            boolean routedNowhere = routing && out.length > 0 && allDead(out);
            slots[node.mark()] = dead || routedNowhere ? DEAD : null;
        }
    }

    private void compute() {
        Preparation preparation = prepare();
        outputs = preparation.infer();
        if (preparation.outputsComplete() && preparation.aliases()) {
            slots[out[0]] = input(0).reshape(outputs.get(0).shape());
            return;
        }
        for (int i = 0; i < out.length; i++) {
            slots[out[i]] = null;
        }
        node.type().kernel(preparation).run(this);
        if (handsOnVariable) {
            slots[out[0]] = slots[from[0]];
        }
        for (int i = 0; i < out.length; i++) {
            if (slots[out[i]] == null && !hasBuffer(i)) {
                throw new InternalException(op(), "left output " + i + " without a value");
            }
        }
    }

    /** Makes the buffer of an output whose shape was inferred, when the kernel first asks for it; false if none was. */
    private boolean hasBuffer(int i) {
        Shape shape = outputs.get(i).shape();
        if (slots[out[i]] == null && shape.isComplete()) {
            allocate(i, shape);
        }
        return slots[out[i]] != null;
    }

    @Override
    public Tensor output(int i) {
        if (!hasBuffer(i)) {
            throw new InternalException(
                    op(),
                    "asked for the buffer of output " + i + " before its shape was known: call allocate(" + i
                            + ", shape)");
        }
        return super.output(i);
    }

    private boolean anyDead(int[] values) {
        for (int value : values) {
            if (isDead(slots[value])) {
                return true;
            }
        }
        return false;
    }

    private boolean allDead(int[] values) {
        for (int value : values) {
            if (!isDead(slots[value])) {
                return false;
            }
        }
        return true;
    }

    private Preparation prepare() {
        TensorSpec[] specs = new TensorSpec[in.length];
        @Nullable Tensor[] values = new Tensor[in.length];
        for (int i = 0; i < in.length; i++) {
            boolean reference = node.type().takesReference(i);
            Tensor value = reference || isDead(i) ? slots[from[i]] : input(i);
            if (value == null || isDead(value)) {
                Shape declared = node.sources().get(i).shape();
                specs[i] = new TensorSpec(node.sources().get(i).dtype(), value == null ? declared : Shape.unknown());
            } else {
                specs[i] = value.spec();
                values[i] = value;
            }
        }
        return new Preparation(op(), node.type(), specs, values, state, workers);
    }

    @Override
    public void setOutput(int i, Tensor value) {
        requireFits(i, value.spec());
        super.setOutput(i, value);
    }

    @Override
    Tensor newTensor(int i, Shape shape) {
        requireFits(i, new TensorSpec(outputs.get(i).dtype(), shape));
        return memory.allocate(op(), outputs.get(i).dtype(), shape);
    }

    private void requireFits(int i, TensorSpec spec) {
        TensorSpec inferred = outputs.get(i);
        if (spec.dtype() != inferred.dtype() || !spec.shape().isCompatibleWith(inferred.shape())) {
            throw new InternalException(
                    op(), "gave output " + i + " as " + spec + ", its shape function had said " + inferred);
        }
    }

    @Override
    String describe() {
        return "dynamic";
    }
}
