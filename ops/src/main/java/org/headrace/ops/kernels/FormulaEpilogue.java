package org.headrace.ops.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.jspecify.annotations.Nullable;

/**
 * A formula of a kernel's own results, computed range by range while they are in the cache. Operand 0 is the results; operand
 * {@code j > 0} is the kernel's input {@code signature.inputs() + j - 1}.
 */
final class FormulaEpilogue implements Product.Finish {
    private final Formula formula;
    private final int inputs;
    /** The formula, once for each worker. */
    private final Tape[] tapes;
    /** The output that the results themselves go to, or -1 if the formula's outputs have no place for them. */
    private final int place;

    private final Object apart;

    /** Of the run under way: by worker, whether its tape has taken the run's arrays. */
    private final boolean[] bound;

    private @Nullable KernelContext context;

    FormulaEpilogue(Signature signature, Formula formula) {
        this.formula = formula;
        this.inputs = signature.inputs();
        this.tapes = new Tape[signature.workers().threads()];
        for (int i = 0; i < tapes.length; i++) {
            tapes[i] = FormulaKernel.tape(signature.op(), formula);
        }
        this.bound = new boolean[tapes.length];
        DType dtype = signature.output(0).dtype();
        this.place = place(formula, dtype);
        int size = place >= 0 ? 0 : formula.shape().size();
        this.apart = dtype == DType.FLOAT32 ? new float[size] : new double[size];
    }

    /**
     * The output that can hold the results until the formula is computed, or -1: one that is the results, or the only one,
     * which a tape writes last.
     */
    private static int place(Formula formula, DType dtype) {
        List<Expr> outputs = formula.outputs();
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i) instanceof Expr.Input input && input.index() == 0) {
                return i;
            }
        }
        return outputs.size() == 1 && formula.dtypes().get(0) == dtype ? 0 : -1;
    }

    /** How many loops compute the formula. */
    int length() {
        return tapes[0].length();
    }

    /** Takes the run's operands and outputs, and gives the array that the kernel must write its results to. */
    Object bind(KernelContext run) {
        context = run;
        Arrays.fill(bound, false);
        return results(run);
    }

    private Object results(KernelContext run) {
        return place < 0 ? apart : run.output(place).array();
    }

    @Override
    public void elements(int from, int to, int worker) {
        Tape tape = tapes[worker];
        if (!bound[worker]) {
            bind(tape, Objects.requireNonNull(context, "not bound"));
            bound[worker] = true;
        }
        tape.run(from, to);
    }

    private void bind(Tape tape, KernelContext run) {
        tape.input(0, results(run));
        for (int i = 1; i < formula.operands().size(); i++) {
            tape.input(i, run.input(inputs + i - 1).array());
        }
        for (int i = 0; i < formula.outputs().size(); i++) {
            tape.output(i, run.output(i).array());
        }
    }
}
