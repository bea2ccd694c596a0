package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Formula;
import org.headrace.core.Kernel;
import org.headrace.core.Output;
import org.headrace.core.Prologue;
import org.jspecify.annotations.Nullable;

/**
 * Hands formulas to the only op that takes their result, if it can compute them on its way: a sum then reads the operands
 * of its terms, and the terms are never written.
 */
final class PrologueFusion {
    private final List<@Nullable Lowered> nodes;
    private final Values values;
    private final Uses uses;
    private final Hazards hazards;

    /** A kernel that computes one of its inputs. */
    private record WithPrologue(Kernel ready, Formula formula) implements Lowered.Code {
        @Override
        public Kernel kernel(Preparation signature) {
            return ready;
        }

        @Override
        public String describe() {
            return "of " + JoinedFormula.text(formula);
        }
    }

    private PrologueFusion(List<Lowered> nodes, Values values) {
        this.nodes = new ArrayList<>(nodes);
        this.values = values;
        this.uses = new Uses(nodes, values);
        this.hazards = new Hazards(nodes, values);
    }

    static List<Lowered> join(List<Lowered> nodes, Values values) {
        PrologueFusion pass = new PrologueFusion(nodes, values);
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

    private void visit(int n, Lowered formula, JoinedFormula joined) {
        int[] out = formula.node().out();
        if (out.length != 1 || formula.node().in().length == 0 || values.isFetched(out[0]) || uses.count(out[0]) != 1) {
            return;
        }
        int position = uses.consumer(out[0], 0);
        Lowered consumer = nodes.get(position);
        if (consumer == null
                || !(consumer.code() instanceof Lowered.Own)
                || !(consumer.node().type() instanceof Prologue type)) {
            return;
        }
        for (int input : formula.node().in()) {
            if (hazards.isWritten(input, n, position)) {
                return;
            }
        }
        int index = 0;
        while (consumer.node().in()[index] != out[0]) {
            index++;
        }
        Kernel kernel = kernel(type, consumer.requireSignature(), index, joined.formula());
        if (kernel == null) {
            return;
        }
        int[] in = consumer.node().in().clone();
        in[index] = formula.node().in()[0]; // in its place, and not read there
        List<Output> sources = new ArrayList<>(consumer.node().sources());
        sources.set(index, formula.node().sources().get(0));
        Lowered without = new Lowered(
                consumer.node().withInputs(in, sources), consumer.signature(), consumer.code(), consumer.ops());
        nodes.set(n, null);
        nodes.set(
                position, without.with(formula, 0, consumer.node().out(), new WithPrologue(kernel, joined.formula())));
    }

    /** Null for an op that does not take the formula, or that must know a value first, which it only does in a run. */
    private static @Nullable Kernel kernel(Prologue type, Preparation signature, int input, Formula formula) {
        try {
            return type.takesFormula(signature, input) ? type.kernel(signature, input, formula) : null;
        } catch (Preparation.ValueNeeded onlyWhenItRuns) {
            return null;
        }
    }
}
