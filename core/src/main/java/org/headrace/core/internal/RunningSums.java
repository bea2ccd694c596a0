package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.Elementwise;
import org.headrace.core.Epilogue;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.Output;
import org.headrace.core.TensorSpec;

/**
 * Adds up a sum of many terms as they come, instead of keeping them all until the last is there: the gradient of a weight
 * that a network uses at every time step. The terms are added in the same order, so the bits are the same.
 */
final class RunningSums {
    private final List<Lowered> nodes;
    private final Values values;
    private final Uses uses;
    private final Hazards hazards;
    /** By position: the partial sums that follow the node. */
    private final Map<Integer, List<Lowered>> partial = new HashMap<>();

    private final List<Lowered> result = new ArrayList<>();

    private RunningSums(List<Lowered> nodes, Values values) {
        this.nodes = nodes;
        this.values = values;
        this.uses = new Uses(nodes, values);
        this.hazards = new Hazards(nodes, values);
    }

    static List<Lowered> split(List<Lowered> nodes, Values values) {
        RunningSums pass = new RunningSums(nodes, values);
        Map<Integer, Lowered> last = new HashMap<>();
        for (int n = 0; n < nodes.size(); n++) {
            Formula formula = nodes.get(n).node().in().length < 3 ? null : JoinedFormula.formulaOf(nodes.get(n));
            if (formula != null && pass.isRunning(n, formula)) {
                last.put(n, pass.split(n, formula));
            }
        }
        for (int n = 0; n < nodes.size(); n++) {
            pass.result.add(last.getOrDefault(n, nodes.get(n)));
            pass.result.addAll(pass.partial.getOrDefault(n, List.of()));
        }
        return pass.result;
    }

    /** Whether it is a sum of whole operands that are made one after another, the middle ones by what can add at once. */
    private boolean isRunning(int n, Formula formula) {
        int[] in = nodes.get(n).node().in();
        if (!isSum(formula.outputs().get(0), in.length)) {
            return false;
        }
        int before = -1;
        for (int i = 0; i < in.length; i++) {
            int producer = uses.producer(in[i]);
            boolean last = i == in.length - 1;
            if (producer <= before
                    || !formula.operands().get(i).shape().equals(formula.shape())
                    || hazards.isWritten(in[i], producer, n)
                    || i > 0 && !last && !addsAtOnce(nodes.get(producer))) {
                return false;
            }
            before = producer;
        }
        return true;
    }

    private static boolean addsAtOnce(Lowered term) {
        return JoinedFormula.formulaOf(term) != null
                || term.code() instanceof Lowered.Own
                        && term.node().type() instanceof Epilogue type
                        && type.appliesFormula(term.requireSignature());
    }

    /** Whether the formula is {@code ((a + b) + c) + ...} over {@code terms} inputs in order. */
    static boolean isSum(Expr formula, int terms) {
        Expr rest = formula;
        for (int i = terms - 1; i > 0; i--) {
            if (!(rest instanceof Expr.BinaryExpr sum)
                    || sum.op() != Expr.BinaryPrimitive.ADD
                    || !(sum.b() instanceof Expr.Input input)
                    || input.index() != i) {
                return false;
            }
            rest = sum.a();
        }
        return rest instanceof Expr.Input first && first.index() == 0;
    }

    /** Notes the partial sums, and gives the last addition, which stands where the whole sum stood. */
    private Lowered split(int n, Formula formula) {
        Lowered whole = nodes.get(n);
        int[] in = whole.node().in();
        TensorSpec spec = values.spec(whole.node().out()[0]);
        int sum = in[0];
        Output name = whole.node().sources().get(0);
        for (int i = 1; i < in.length - 1; i++) {
            int next = values.add(spec);
            Lowered addition = addition(whole, formula, sum, name, i, next);
            partial.computeIfAbsent(uses.producer(in[i]), key -> new ArrayList<>())
                    .add(new Lowered(addition.node(), addition.signature(), addition.code(), List.of()));
            sum = next;
            name = whole.node().op().output(0);
        }
        return addition(whole, formula, sum, name, in.length - 1, whole.node().out()[0]);
    }

    private static Lowered addition(Lowered whole, Formula formula, int sum, Output name, int term, int out) {
        Formula addition = new Formula(
                List.of(Expr.input(0).plus(Expr.input(1))),
                formula.dtypes(),
                formula.shape(),
                List.of(formula.operands().get(0), formula.operands().get(term)));
        PlanNode node = new PlanNode(
                whole.node().op(),
                whole.node().type(),
                List.of(name, whole.node().sources().get(term)),
                new int[] {sum, whole.node().in()[term]},
                new int[] {out},
                new int[0],
                -1);
        Elementwise by = (Elementwise) whole.node().type();
        return new Lowered(
                node,
                whole.signature(),
                new JoinedFormula(by, addition, out != whole.node().out()[0]),
                whole.ops());
    }
}
