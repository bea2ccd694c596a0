package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.DType;
import org.headrace.core.Formula;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Folds the elements along axes, which lie in memory or are computed by a formula in parts that stay in the nearest cache. A
 * reduced innermost run goes row by row into one total each; any other is added to a row of totals, row by row, as memory
 * streams. The work is cut into pieces: outputs, columns of them, and stripes of what goes into one output, the results
 * of which are combined in their order.
 */
public final class ReductionKernel implements Kernel {
    private final ReductionPlan plan;
    private final long divisor;
    private final Workers workers;
    private final Workers.Piece work = this::piece;
    private final Worker[] crew;
    private final boolean formula;
    private final long elements;
    private final int operands;
    private final int firstOperand;
    /** Of all outputs, one row for each stripe; where there is but one stripe each worker has totals of its own. */
    private final @Nullable Totals stripes;

    private Tensor output = Tensor.of(0f);

    /** What one worker keeps: its totals, and what a formula gives it to add to them. */
    private static final class Worker {
        final Totals totals;
        final Object scratch;
        final @Nullable Tape tape;

        Worker(Totals totals, Object scratch, @Nullable Tape tape) {
            this.totals = totals;
            this.scratch = scratch;
            this.tape = tape;
        }
    }

    /** The kernel that reduces input 0 over the axes that {@code reduced} marks. */
    public static Kernel of(Fold fold, Signature signature, boolean[] reduced) {
        if (fold == Fold.PROD && signature.input(0).dtype().isComplex()) {
            return ComplexReduction.product(signature, reduced);
        }
        return RecastKernel.ofHalves(
                signature,
                halves -> RecastKernel.ofPairs(halves, seen -> {
                    boolean pairs = seen.input(0).shape().rank() > reduced.length;
                    return of(fold, seen, pairs ? Arrays.copyOf(reduced, reduced.length + 1) : reduced, null);
                }));
    }

    /** The same for an input that is a formula of the inputs from the signature's last on. */
    public static Kernel of(Fold fold, Signature signature, boolean[] reduced, @Nullable Formula formula) {
        ReductionPlan plan = ReductionPlan.of(signature.input(0).shape(), reduced, formula != null);
        long divisor = fold == Fold.MEAN ? plan.count() : 1;
        return new ReductionKernel(fold, divisor, signature, plan, formula, signature.inputs());
    }

    /** The kernel that sums a formula of the inputs from {@code firstOperand} on over the axes that are marked. */
    public static Kernel sum(Signature signature, boolean[] reduced, Formula formula, int firstOperand) {
        ReductionPlan plan = ReductionPlan.of(formula.shape(), reduced, true);
        return new ReductionKernel(Fold.SUM, 1, signature, plan, formula, firstOperand);
    }

    /** The kernel for half the sum of all values of a formula of the inputs from {@code firstOperand} on. */
    public static Kernel halfSum(Signature signature, Formula formula, int firstOperand) {
        boolean[] reduced = new boolean[formula.shape().rank()];
        Arrays.fill(reduced, true);
        ReductionPlan plan = ReductionPlan.of(formula.shape(), reduced, true);
        return new ReductionKernel(Fold.SUM, 2, signature, plan, formula, firstOperand);
    }

    private ReductionKernel(
            Fold fold, long divisor, Signature signature, ReductionPlan plan, @Nullable Formula formula, int first) {
        this.plan = plan;
        this.divisor = divisor;
        this.workers = signature.workers();
        this.formula = formula != null;
        this.elements = (formula == null ? signature.input(0).shape() : formula.shape()).elements();
        this.operands = formula == null ? 0 : formula.operands().size();
        this.firstOperand = first;
        DType dtype = signature.input(0).dtype();
        boolean striped = plan.stripes() > 1;
        Totals shared = totals(fold, signature);
        this.stripes = striped ? shared : null;
        this.crew = new Worker[Math.max(1, Math.min(workers.threads(), plan.pieces()))];
        for (int i = 0; i < crew.length; i++) {
            Tape tape = formula == null ? null : FormulaKernel.tape(signature.op(), formula);
            Object scratch = tape == null ? new float[0] : scratch(dtype);
            Totals own = striped ? shared.sharing() : i == 0 ? shared : totals(fold, signature);
            crew[i] = new Worker(own, scratch, tape);
        }
    }

    private Totals totals(Fold fold, Signature signature) {
        int size = plan.stripes() > 1 ? plan.stripes() * plan.outputs() : plan.outputsAtOnce();
        DType dtype = signature.input(0).dtype();
        Totals totals = Totals.of(dtype, fold, size, plan.columnsAtOnce());
        if (totals == null) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast the input to float32");
        }
        return totals;
    }

    private static Object scratch(DType dtype) {
        return dtype == DType.FLOAT64 ? new double[Totals.CHUNK] : new float[Totals.CHUNK];
    }

    /** Whether {@link #of} takes elements of this dtype from a formula. */
    public static boolean takesFormula(DType dtype) {
        return dtype == DType.FLOAT32 || dtype == DType.FLOAT64;
    }

    @Override
    public long work() {
        Tape tape = crew[0].tape;
        return elements * ELEMENT * (tape == null ? 1 : 1 + tape.length());
    }

    @Override
    public void run(KernelContext context) {
        output = context.output(0);
        for (Worker worker : crew) {
            if (worker.tape == null) {
                worker.totals.source(context.input(0).array());
            } else {
                bind(worker.tape, worker.scratch, context);
                worker.totals.source(worker.scratch);
            }
        }
        try {
            workers.run(plan.pieces(), work);
        } catch (ArithmeticException noValue) { // of a formula
            throw context.error("%s", String.valueOf(noValue.getMessage()));
        }
        if (stripes != null) {
            for (int s = 1; s < plan.stripes(); s++) {
                stripes.merge(s * plan.outputs(), 0, plan.outputs());
            }
            stripes.finish(0, plan.outputs(), divisor, output, 0);
        }
    }

    private void bind(Tape tape, Object scratch, KernelContext context) {
        for (int i = 0; i < operands; i++) {
            tape.input(i, context.input(firstOperand + i).array());
        }
        tape.output(0, scratch);
    }

    private void piece(int piece, int number) {
        Worker worker = crew[number];
        int panel = piece % plan.panels();
        int stripe = piece / plan.panels() % plan.stripes();
        int group = piece / plan.panels() / plan.stripes();
        int first = group * plan.slabsAtOnce();
        int last = Math.min(plan.slabs(), first + plan.slabsAtOnce());
        int column = panel * plan.columnsAtOnce();
        int n = plan.byRow() ? 1 : Math.min(plan.columnsAtOnce(), plan.width() - column);
        int to = first * plan.outputsOfSlab() + column;
        int count = (last - first - 1) * plan.outputsOfSlab() + n;
        int at = stripes == null ? 0 : stripe * plan.outputs() + to;
        worker.totals.clear(at, count);
        if (plan.byRow()) {
            rows(worker, first, last, stripe, at);
        } else {
            for (int slab = first; slab < last; slab++) {
                columns(worker, slab, stripe, column, n, at + (slab - first) * plan.outputsOfSlab());
            }
        }
        if (stripes == null) {
            worker.totals.finish(at, count, divisor, output, to);
        }
    }

    // Rows: each of the slabs is one.

    private void rows(Worker worker, int first, int last, int stripe, int at) {
        if (plan.repeats() == 1 && plan.stripes() == 1) {
            neighbours(worker, first * plan.width(), plan.width(), last - first, at);
            return;
        }
        for (int slab = first; slab < last; slab++) {
            int begin = plan.begin(stripe);
            int end = plan.end(stripe);
            int total = at + slab - first;
            if (plan.repeats() == 1) {
                neighbours(worker, plan.place(slab, 0) + begin, end - begin, 1, total);
            } else {
                for (int r = begin; r < end; r++) {
                    neighbours(worker, plan.place(slab, r), plan.width(), 1, total);
                }
            }
        }
    }

    /** Adds {@code rows} rows, one after another in memory, to one total each. */
    private void neighbours(Worker worker, int from, int n, int rows, int at) {
        if (!formula || n == 0) {
            worker.totals.rows(from, n, rows, at);
            return;
        }
        int most = Math.max(1, Totals.CHUNK / n);
        for (int r = 0; r < rows; r += most) {
            int together = Math.min(most, rows - r);
            int length = together * n;
            for (int i = 0; i < length; i += Totals.CHUNK) {
                int m = Math.min(Totals.CHUNK, length - i);
                compute(worker, from + r * n + i, m, 0);
                worker.totals.rows(0, together == 1 ? m : n, together, at + r);
            }
        }
    }

    // Columns: a slab is a matrix.

    private void columns(Worker worker, int slab, int stripe, int column, int n, int at) {
        int begin = plan.begin(stripe);
        int end = plan.end(stripe);
        if (plan.repeats() == 1) {
            matrix(worker, plan.place(slab, 0) + column, begin, end, n, at);
            return;
        }
        for (int r = begin; r < end; r++) {
            matrix(worker, plan.place(slab, r) + column, 0, plan.rows(), n, at);
        }
    }

    /** Adds rows {@code begin} (inclusive) to {@code end} (exclusive) of {@code n} columns to as many totals. */
    private void matrix(Worker worker, int from, int begin, int end, int n, int at) {
        int stride = plan.width();
        for (int row = begin; row < end; row += Totals.DEPTH) {
            int rows = Math.min(Totals.DEPTH, end - row);
            worker.totals.beginColumns(n);
            if (formula) {
                computed(worker, from + row * stride, rows, n);
            } else {
                worker.totals.columns(from + row * stride, stride, rows, n);
            }
            worker.totals.endColumns(n, at);
        }
    }

    private void computed(Worker worker, int from, int rows, int n) {
        int stride = plan.width();
        int most = Math.max(4, Totals.CHUNK / n / 4 * 4);
        for (int r = 0; r < rows; r += most) {
            int together = Math.min(most, rows - r);
            if (n == stride) {
                compute(worker, from + r * stride, together * n, 0);
            } else {
                for (int i = 0; i < together; i++) {
                    compute(worker, from + (r + i) * stride, n, i * n);
                }
            }
            worker.totals.columns(0, n, together, n);
        }
    }

    private static void compute(Worker worker, int from, int n, int at) {
        if (worker.tape != null) {
            worker.tape.run(from, from + n, at);
        }
    }
}
