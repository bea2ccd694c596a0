package org.headrace.core.internal;

import org.headrace.core.FailedPreconditionException;
import org.headrace.core.InternalException;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/** One op's turn in a program: it reads some of the program's slots and fills others. */
abstract class Step implements KernelContext {
    /** Fills the slot of an output that is dead. */
    static final Tensor DEAD = Tensor.of("dead");

    final PlanNode node;
    /** For people: the graph's ops that the step does the work of, and how. */
    final Lowered lowered;

    final int[] in;
    final int[] out;
    final @Nullable Tensor[] slots;
    /** By input: where its value lies; of a reference, the variable's own place, whichever assignment handed it on. */
    final int[] from;
    /** For an op that takes variables: where their values live, by input; else empty. */
    private final SessionState.@Nullable Cell[] cells;

    /** Whether output 0 is the variable that input 0 refers to. */
    final boolean handsOnVariable;

    Step(Lowered lowered, @Nullable Tensor[] slots) {
        this(lowered, slots, lowered.node().in(), new SessionState.Cell[0]);
    }

    Step(Lowered lowered, @Nullable Tensor[] slots, int[] from, SessionState.@Nullable Cell[] cells) {
        this.lowered = lowered;
        this.node = lowered.node();
        this.in = node.in();
        this.out = node.out();
        this.slots = slots;
        this.from = from;
        this.cells = cells;
        this.handsOnVariable = node.returnsReference();
    }

    abstract void run();

    /** Lets go of values that are not the program's own. */
    void release() {}

    /** How {@code explain} describes the step. */
    abstract String describe();

    @Override
    public Op op() {
        return node.op();
    }

    @Override
    public Tensor input(int i) {
        Tensor value = slots[from[i]];
        if (value == null) {
            throw uninitialized(i);
        }
        return value;
    }

    @Override
    public Tensor output(int i) {
        Tensor buffer = slots[out[i]];
        if (buffer == null) {
            throw new InternalException(op(), "has no buffer for output " + i);
        }
        return buffer;
    }

    @Override
    public Tensor allocate(int i, Shape shape) {
        Tensor buffer = newTensor(i, shape);
        slots[out[i]] = buffer;
        return buffer;
    }

    /** A fresh tensor for output {@code i}. */
    abstract Tensor newTensor(int i, Shape shape);

    @Override
    public void setOutput(int i, Tensor value) {
        slots[out[i]] = value;
    }

    @Override
    public boolean isInitialized(int i) {
        return slots[from[i]] != null;
    }

    @Override
    public Tensor variable(int i) {
        return input(i);
    }

    @Override
    public void setVariable(int i, Tensor buffer) {
        keep(i, buffer);
    }

    @Override
    public void clearVariable(int i) {
        keep(i, null);
    }

    private void keep(int i, @Nullable Tensor buffer) {
        SessionState.Cell cell = cells.length == 0 ? null : cells[i];
        if (cell == null) {
            throw new InternalException(op(), "input " + i + " is no variable");
        }
        cell.value = buffer;
        slots[from[i]] = buffer;
    }

    @Override
    public void kill(int i) {
        slots[out[i]] = DEAD;
    }

    @Override
    public boolean isDead(int i) {
        return isDead(slots[in[i]]);
    }

    @SuppressWarnings("ReferenceEquality") // one object marks what is dead
    static boolean isDead(@Nullable Tensor value) {
        return value == DEAD;
    }

    private FailedPreconditionException uninitialized(int i) {
        Op source = node.sources().get(i).op();
        return new FailedPreconditionException(
                source,
                "Attempting to use uninitialized value " + source.name()
                        + ": run tf.globalVariablesInitializer() first (needed by " + op().site() + ")");
    }
}
