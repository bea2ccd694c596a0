package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Formula;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Summing;
import org.jspecify.annotations.Nullable;

/**
 * Hands sums to the ops that make the terms, where those can add them up on their way: {@code matmul(x, a) + matmul(h, b)}, or
 * the gradient of a weight that a network uses at every time step. They then run where the sum stood, as one node, which is
 * more work to share than each of them is. Until then their inputs are kept, so they join only where these are not more than
 * the terms would be.
 */
final class JoinedSums {
    private final List<@Nullable Lowered> nodes;
    private final Values values;
    private final Uses uses;
    private final Hazards hazards;

    private JoinedSums(List<Lowered> nodes, Values values) {
        this.nodes = new ArrayList<>(nodes);
        this.values = values;
        this.uses = new Uses(nodes, values);
        this.hazards = new Hazards(nodes, values);
    }

    static List<Lowered> join(List<Lowered> nodes, Values values) {
        JoinedSums pass = new JoinedSums(nodes, values);
        for (int n = 0; n < nodes.size(); n++) {
            pass.visit(n, nodes.get(n));
        }
        List<Lowered> kept = new ArrayList<>();
        for (Lowered node : pass.nodes) {
            if (node != null) {
                kept.add(node);
            }
        }
        return kept;
    }

    private void visit(int n, Lowered sum) {
        int[] in = sum.node().in();
        Formula formula = in.length < 2 ? null : JoinedFormula.formulaOf(sum);
        if (formula == null || !RunningSums.isSum(formula.outputs().get(0), in.length)) {
            return;
        }
        List<Lowered> terms = new ArrayList<>();
        for (int value : in) {
            int producer = uses.producer(value);
            Lowered term = producer < 0 ? null : nodes.get(producer);
            if (term == null
                    || !isTerm(term, producer, value, n)
                    || !terms.isEmpty() && !term.node().type().equals(type(terms))) {
                return;
            }
            terms.add(term);
        }
        for (int value : in) {
            nodes.set(uses.producer(value), null);
        }
        nodes.set(n, joined(sum, terms));
    }

    private static OpType type(List<Lowered> terms) {
        return terms.get(0).node().type();
    }

    private boolean isTerm(Lowered term, int position, int value, int n) {
        if (!(term.code() instanceof Lowered.Own)
                || !(term.node().type() instanceof Summing type)
                || term.node().mark() >= 0
                || uses.count(value) != 1
                || values.isFetched(value)
                || !values.spec(value).equals(values.spec(nodes.get(n).node().out()[0]))
                || !type.sums(term.requireSignature())) {
            return false;
        }
        long kept = 0;
        for (int i = 0; i < term.node().in().length; i++) {
            int input = term.node().in()[i];
            if (hazards.isWritten(input, position, n)) {
                return false;
            }
            boolean alive = uses.producer(input) < 0 || uses.isUsedAfter(input, n);
            kept += alive ? 0 : term.requireSignature().input(i).shape().size();
        }
        return kept <= values.spec(value).shape().size();
    }

    /** The first term with the inputs of all, in the place of the sum. */
    private static Lowered joined(Lowered sum, List<Lowered> terms) {
        List<Output> sources = new ArrayList<>();
        List<Integer> in = new ArrayList<>();
        List<Preparation> signatures = new ArrayList<>();
        List<Op> ops = new ArrayList<>();
        for (Lowered term : terms) {
            sources.addAll(term.node().sources());
            for (int value : term.node().in()) {
                in.add(value);
            }
            signatures.add(term.requireSignature());
            ops.addAll(term.ops());
        }
        ops.addAll(sum.ops());
        PlanNode first = terms.get(0).node();
        PlanNode node = new PlanNode(
                first.op(),
                first.type(),
                sources,
                in.stream().mapToInt(Integer::intValue).toArray(),
                sum.node().out(),
                new int[0],
                -1);
        return new Lowered(node, Preparation.ofAll(signatures), new Lowered.Own(first.type()), ops);
    }
}
