package org.headrace.ops.kernels;

import java.util.List;

/**
 * A formula made ready to run for certain shapes: instructions, each a primitive's loop over one block of elements, whose
 * intermediate values stay in scratch arrays that fit the processor's nearest cache.
 */
public final class Tape {
    /** Elements of a block: ranges of as many are what a tape computes at a time. */
    public static final int BLOCK = 1024;

    /** One loop over output elements {@code position} to {@code position + n}, at most a block. */
    @FunctionalInterface
    interface Instruction {
        void run(int position, int n);
    }

    /** Makes one input's values of this run known to the instructions. */
    @FunctionalInterface
    interface Binding {
        void bind(Object values);
    }

    private final List<Binding> inputs;
    private final Instruction[] code;
    private final Operand[] outputs;

    Tape(List<Binding> inputs, List<Instruction> code, Operand[] outputs) {
        this.inputs = inputs;
        this.code = code.toArray(new Instruction[0]);
        this.outputs = outputs;
    }

    /** Takes the array that the values of input {@code i} lie in. */
    public void input(int i, Object values) {
        inputs.get(i).bind(values);
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
}
