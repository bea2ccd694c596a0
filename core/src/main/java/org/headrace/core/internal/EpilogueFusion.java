package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Epilogue;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.Kernel;
import org.headrace.core.TensorSpec;
import org.jspecify.annotations.Nullable;

/**
 * Lets ops that can apply a formula to their result do so: {@code MatMul} with the bias and the activation that follow it.
 * The op then runs where the formula stood.
 */
final class EpilogueFusion {
    private final List<@Nullable Lowered> nodes;
    private final Values values;
    private final Uses uses;
    private final Hazards hazards;

    /** The code of an op that applies a formula to its result. */
    private record WithEpilogue(Epilogue by, Formula formula) implements Lowered.Code {
        @Override
        public Kernel kernel(Preparation signature) {
            return by.kernel(signature, formula);
        }

        @Override
        public String describe() {
            return "then " + JoinedFormula.text(formula);
        }
    }

    private EpilogueFusion(List<Lowered> nodes, Values values) {
        this.nodes = new ArrayList<>(nodes);
        this.values = values;
        this.uses = new Uses(nodes, values);
        this.hazards = new Hazards(nodes, values);
    }

    static List<Lowered> join(List<Lowered> nodes, Values values) {
        EpilogueFusion pass = new EpilogueFusion(nodes, values);
        for (int n = 0; n < nodes.size(); n++) {
            if (nodes.get(n).code() instanceof JoinedFormula joined) {
                pass.visit(n, nodes.get(n), joined);
            }
        }
        List<Lowered> kept = new ArrayList<>();
        for (Lowered node : pass.nodes) {
            if (node != null) {
                kept.add(node);
            }
        }
        return kept;
    }

    /** The last of the nodes that can do it has the most of its result in the cache. */
    private void visit(int n, Lowered formula, JoinedFormula joined) {
        int[] in = formula.node().in();
        int best = -1;
        int operand = -1;
        for (int i = 0; i < in.length; i++) {
            int producer = uses.producer(in[i]);
            if (producer > best && joined.isWhole(i) && isOnce(in, in[i]) && canApply(producer, n, in[i])) {
                best = producer;
                operand = i;
            }
        }
        Lowered base = best < 0 ? null : nodes.get(best);
        if (base != null) {
            nodes.set(best, null);
            nodes.set(n, joined(n, base, formula, operand, joined));
        }
    }

    private static boolean isOnce(int[] in, int value) {
        return Arrays.stream(in).filter(other -> other == value).count() == 1;
    }

    private boolean canApply(int producer, int n, int value) {
        Lowered base = nodes.get(producer);
        if (base == null
                || !(base.code() instanceof Lowered.Own)
                || !(base.node().type() instanceof Epilogue type)
                || base.node().mark() >= 0
                || !uses.isUnusedBefore(value, n)) {
            return false;
        }
        for (int input : base.node().in()) {
            if (hazards.isWritten(input, producer, n)) {
                return false;
            }
        }
        return type.appliesFormula(base.requireSignature());
    }

    /** The base with the formula's operands in the order that {@link Epilogue} has: its own result first. */
    private Lowered joined(int n, Lowered base, Lowered formula, int operand, JoinedFormula joined) {
        int value = formula.node().in()[operand];
        JoinedFormula.Reordered reordered = joined.withFirst(operand);
        List<Expr> outputs = new ArrayList<>(reordered.formula().outputs());
        List<DType> dtypes = new ArrayList<>(reordered.formula().dtypes());
        int[] out = formula.node().out();
        boolean needed = values.isFetched(value) || uses.isUsedAfter(value, n);
        if (needed) {
            TensorSpec spec = values.spec(value);
            outputs.add(Expr.input(0));
            dtypes.add(spec.dtype());
            out = Arrays.copyOf(out, out.length + 1);
            out[out.length - 1] = value;
        }
        Formula whole = new Formula(
                outputs, dtypes, joined.formula().shape(), reordered.formula().operands());
        Epilogue by = (Epilogue) base.node().type();
        return base.with(reordered.of(formula), 1, out, new WithEpilogue(by, whole));
    }
}
