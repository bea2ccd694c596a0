package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.Formula;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Computes formulas for each element of the outputs, operands broadcast: on one tape a worker, in pieces of a size that only
 * the formula decides.
 */
public final class FormulaKernel implements Kernel, Workers.Piece {
    /** Elements of a piece whose formula is one loop, some microseconds' work; of longer formulas, fewer. */
    private static final int PIECE = 32 * Tape.BLOCK;

    private final Formula formula;
    private final Workers workers;
    private final int variables;
    private final int skipped;
    private final Tape[] tapes;
    private final boolean[] bound;
    private final int size;
    private final int piece;
    private final int pieces;
    /** Of the run under way. */
    private @Nullable KernelContext context;

    private FormulaKernel(Formula formula, Signature signature, int variables, int skipped) {
        this.formula = formula;
        this.variables = variables;
        this.skipped = skipped;
        this.workers = signature.workers();
        this.size = formula.shape().size();
        Tape first = tape(signature.op(), formula, variables > 0);
        this.piece = Math.max(2, PIECE / Tape.BLOCK / Math.max(1, first.length())) * Tape.BLOCK;
        this.pieces = size / piece + (size % piece == 0 ? 0 : 1);
        this.tapes = new Tape[pieces > 1 ? workers.threads() : 1];
        this.tapes[0] = first;
        for (int i = 1; i < tapes.length; i++) {
            tapes[i] = tape(signature.op(), formula, variables > 0);
        }
        this.bound = new boolean[tapes.length];
    }

    /** The kernel whose inputs are the formula's operands, and whose outputs its outputs. */
    public static Kernel of(Formula formula, Signature signature) {
        return new FormulaKernel(formula, signature, 0, -1);
    }

    /**
     * The kernel of an op that changes variables: the first inputs, as many as the formula has outputs, which are their new
     * values. The formula's operands are the kernel's inputs; {@code skipped} is one that it does not have, or -1.
     */
    public static Kernel inPlace(Formula formula, Signature signature, int skipped) {
        return new FormulaKernel(formula, signature, formula.outputs().size(), skipped);
    }

    /** Whether formulas are computed on elements of {@code dtype}. */
    public static boolean supports(DType dtype) {
        return Lane.of(dtype) != null;
    }

    /** A formula ready to run, for kernels that compute one on their way. */
    public static Tape tape(Op op, Formula formula) {
        return tape(op, formula, false);
    }

    private static Tape tape(Op op, Formula formula, boolean inPlace) {
        return new TapeBuilder(op, formula, inPlace, Kernels.provider()).build();
    }

    @Override
    public long work() {
        return (long) size * Math.max(1, tapes[0].length()) * ELEMENT;
    }

    @Override
    public void run(KernelContext run) {
        context = run;
        Arrays.fill(bound, false);
        try {
            workers.run(pieces, this);
        } catch (ArithmeticException noValue) {
            throw run.error("%s", String.valueOf(noValue.getMessage()));
        }
        context = null;
    }

    @Override
    public void run(int number, int worker) {
        Tape tape = tapes[worker];
        if (!bound[worker]) {
            bind(tape);
            bound[worker] = true;
        }
        int from = number * piece;
        tape.run(from, Math.min(size - from, piece) + from);
    }

    private void bind(Tape tape) {
        KernelContext run = context;
        if (run == null) {
            throw new IllegalStateException("a piece without a run");
        }
        for (int i = 0; i < formula.operands().size(); i++) {
            if (i < variables) {
                tape.input(i, run.variable(i).array());
            } else if (i != skipped) {
                tape.input(i, run.input(i).array());
            }
        }
        for (int i = 0; i < formula.outputs().size(); i++) {
            tape.output(i, (i < variables ? run.variable(i) : run.output(i)).array());
        }
    }
}
