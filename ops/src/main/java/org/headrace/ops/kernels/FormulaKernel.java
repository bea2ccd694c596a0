package org.headrace.ops.kernels;

import java.util.Arrays;
import java.util.Objects;
import org.headrace.core.DType;
import org.headrace.core.Formula;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.RowKernel;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Computes formulas for each element of the outputs, operands broadcast: on one tape a worker, in pieces of a size that only
 * the formula decides.
 */
public final class FormulaKernel implements RowKernel, Workers.Piece {
    /** Elements of a piece whose formula is one loop, some microseconds' work; of longer formulas, fewer. */
    private static final int PIECE = 32 * Tape.BLOCK;

    private final Formula formula;
    private final Workers workers;
    private final int variables;
    private final int skipped;
    private final Op op;
    /** Of the workers that have computed anything so far. */
    private final @Nullable Tape[] tapes;

    private final boolean[] bound;
    private final int length;
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
        this.op = signature.op();
        Tape first = tape(op, formula, variables > 0);
        this.length = Math.max(1, first.length());
        this.piece = Math.max(2, PIECE / Tape.BLOCK / length) * Tape.BLOCK;
        this.pieces = size / piece + (size % piece == 0 ? 0 : 1);
        this.tapes = new Tape[workers.threads()];
        this.tapes[0] = first;
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
        return (long) size * length * ELEMENT;
    }

    @Override
    public void run(KernelContext run) {
        start(run);
        workers.run(pieces, this);
        end();
    }

    @Override
    public void run(int number, int worker) {
        int from = number * piece;
        elements(from, Math.min(size - from, piece) + from, worker);
    }

    @Override
    public int rows() {
        return variables > 0 ? 0 : rows(formula);
    }

    @Override
    public boolean isByRows(int i) {
        return isByRows(formula, i);
    }

    /** How many rows a formula's outputs have; 0 of a scalar. */
    static int rows(Formula formula) {
        return formula.shape().rank() == 0 ? 0 : (int) formula.shape().dim(0);
    }

    /** Whether rows of a formula's outputs need the same rows of operand {@code i} only. */
    static boolean isByRows(Formula formula, int i) {
        Shape operand = formula.operands().get(i).shape();
        return operand.rank() == formula.shape().rank()
                && operand.dim(0) == formula.shape().dim(0);
    }

    @Override
    public void start(KernelContext run) {
        context = run;
        Arrays.fill(bound, false);
    }

    @Override
    public void rows(int from, int to, int worker) {
        int row = size / rows();
        elements(from * row, to * row, worker);
    }

    @Override
    public void end() {
        context = null;
    }

    private void elements(int from, int to, int worker) {
        KernelContext run = Objects.requireNonNull(context, "a piece without a run");
        Tape tape = tapes[worker];
        if (tape == null) {
            tape = tape(op, formula, variables > 0);
            tapes[worker] = tape;
        }
        if (!bound[worker]) {
            bind(tape, run);
            bound[worker] = true;
        }
        try {
            tape.run(from, to);
        } catch (ArithmeticException noValue) {
            throw run.error("%s", String.valueOf(noValue.getMessage()));
        }
    }

    private void bind(Tape tape, KernelContext run) {
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
