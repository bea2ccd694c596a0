package org.headrace.ops.kernels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A formula made ready to run for certain shapes: instructions, each a primitive's loop over one block of elements, whose
 * intermediate values stay in scratch arrays of the thread's that fit the processor's nearest cache. What is the same for
 * each element is computed once, before the first block.
 *
 * <p>An output may go to the very array of an operand of the output's own shape and dtype: each element is then read before
 * it is overwritten.
 */
public final class Tape {
    /** Elements of a block: ranges of as many are what a tape computes at a time. */
    public static final int BLOCK = 1024;

    /** One loop over output elements {@code position} to {@code position + n}, at most a block. */
    @FunctionalInterface
    interface Instruction {
        void run(int position, int n);
    }

    private final Operand[] inputs;
    private final Instruction[] prelude;
    private final Instruction[] code;
    private final Operand[] outputs;
    private final List<Borrowed> borrowed;
    /** Whose blocks the borrowed operands are. */
    private @Nullable TapeScratch scratch;

    private boolean prepared;

    /** An operand that lies in the thread's block of this number. */
    record Borrowed(Operand operand, Lane lane, int number) {}

    Tape(
            Operand[] inputs,
            List<Instruction> prelude,
            List<Instruction> code,
            Operand[] outputs,
            List<Borrowed> borrowed) {
        this.inputs = inputs;
        this.prelude = prelude.toArray(new Instruction[0]);
        this.code = code.toArray(new Instruction[0]);
        this.outputs = outputs;
        this.borrowed = List.copyOf(borrowed);
    }

    /** How many loops go over each block. */
    int length() {
        return code.length;
    }

    /** Takes the array that the values of input {@code i} lie in. They are read when the tape runs. */
    public void input(int i, Object values) {
        inputs[i].bind(values);
        prepared = false;
    }

    /** Takes the array that the results of output {@code i} go to. */
    public void output(int i, Object values) {
        outputs[i].bind(values);
    }

    /** Computes elements {@code from} (inclusive) to {@code to} (exclusive) into the same places of the outputs' arrays. */
    public void run(int from, int to) {
        run(from, to, from);
    }

    /**
     * Computes elements {@code from} (inclusive) to {@code to} (exclusive) into the places from {@code at} on of the outputs'
     * arrays: with {@code at = 0}, into scratch arrays of {@code to - from} elements.
     */
    public void run(int from, int to, int at) {
        if (from >= to) {
            return;
        }
        if (!borrowed.isEmpty()) {
            borrow(Kernels.scratch().own());
        }
        if (!prepared) {
            for (Instruction instruction : prelude) {
                instruction.run(0, 1);
            }
            prepared = true;
        }
        for (Operand output : outputs) {
            output.shift(at - from);
        }
        for (int position = from; position < to; position += BLOCK) {
            int n = Math.min(BLOCK, to - position);
            for (Instruction instruction : code) {
                instruction.run(position, n);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // a thread has one
    private void borrow(TapeScratch own) {
        if (own != scratch) {
            for (Borrowed operand : borrowed) {
                operand.operand().bind(own.block(operand.lane(), operand.number()));
            }
            scratch = own;
        }
    }
}
