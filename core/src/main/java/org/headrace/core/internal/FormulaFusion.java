package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.headrace.core.DType;
import org.headrace.core.Elementwise;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;
import org.jspecify.annotations.Nullable;

/**
 * Joins element-wise nodes to groups that run in one pass over memory: a node with those that give its inputs, if they have
 * its shape. A group runs where its last node stood, so a node joins only if nobody needs it before, and if no variable that
 * it reads is written in between. What others need of a group's values are its outputs; the rest is never written anywhere.
 */
final class FormulaFusion {
    /** Larger groups save no more, and their blocks of intermediate values leave the nearest cache. */
    private static final int MAX_MEMBERS = 48;

    private final List<Lowered> nodes;
    private final Values values;
    private final Uses uses;
    private final Hazards hazards;
    /** By position: the group that the node is in; null for a node that is no formula. */
    private final @Nullable Group[] groups;

    private final @Nullable Formula[] formulas;

    /** Nodes that run together, all of one shape. */
    private static final class Group {
        final TreeSet<Integer> members = new TreeSet<>();
        final Shape shape;

        Group(int member, Shape shape) {
            members.add(member);
            this.shape = shape;
        }
    }

    private FormulaFusion(List<Lowered> nodes, Values values) {
        this.nodes = nodes;
        this.values = values;
        this.uses = new Uses(nodes, values);
        this.hazards = new Hazards(nodes, values);
        this.groups = new Group[nodes.size()];
        this.formulas = new Formula[nodes.size()];
    }

    static List<Lowered> join(List<Lowered> nodes, Values values) {
        FormulaFusion pass = new FormulaFusion(nodes, values);
        for (int n = 0; n < nodes.size(); n++) {
            Formula formula = JoinedFormula.formulaOf(nodes.get(n));
            pass.formulas[n] = formula;
            if (formula != null) {
                pass.visit(n, formula);
            }
        }
        return pass.joined();
    }

    private void visit(int n, Formula formula) {
        int[] in = nodes.get(n).node().in();
        Group group = new Group(n, formula.shape());
        groups[n] = group;
        for (int i = 0; i < in.length; i++) {
            int producer = uses.producer(in[i]);
            Group other = producer < 0 ? null : groups[producer];
            if (other != null
                    && other != group
                    && formula.operands().get(i).shape().equals(group.shape)
                    && other.shape.equals(group.shape)
                    && other.members.size() + group.members.size() <= MAX_MEMBERS
                    && mayRunAt(other, group, n)) {
                group.members.addAll(other.members);
                other.members.forEach(member -> groups[member] = group);
            }
        }
    }

    /** Whether all of {@code group} may wait until position {@code n}, where it is joined with {@code with}. */
    private boolean mayRunAt(Group group, Group with, int n) {
        for (int member : group.members) {
            if (nodes.get(member).code() instanceof JoinedFormula formula && formula.stays()) {
                return false;
            }
            PlanNode node = nodes.get(member).node();
            int value = node.out()[0];
            for (int i = 0; i < uses.count(value); i++) {
                int consumer = uses.consumer(value, i);
                if (consumer < n && groups[consumer] != group && groups[consumer] != with) {
                    return false;
                }
            }
            for (int input : node.in()) {
                if (hazards.isWritten(input, member, n)) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<Lowered> joined() {
        List<Lowered> result = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            Group group = groups[n];
            if (group == null) {
                result.add(nodes.get(n));
            } else if (group.members.last() == n) {
                result.add(joined(group));
            }
        }
        return result;
    }

    private Lowered joined(Group group) {
        Lowered last = nodes.get(group.members.last());
        Elementwise by = (Elementwise) last.node().type();
        Map<List<Object>, Integer> operands = new HashMap<>(); // by value and the shape that is read
        List<Integer> in = new ArrayList<>();
        List<Output> sources = new ArrayList<>();
        List<TensorSpec> specs = new ArrayList<>();
        Map<Integer, Expr> computed = new HashMap<>();
        List<Op> ops = new ArrayList<>();
        for (int member : group.members) {
            Lowered lowered = nodes.get(member);
            PlanNode node = lowered.node();
            Formula formula = Objects.requireNonNull(formulas[member]);
            List<Expr> inputs = new ArrayList<>();
            for (int i = 0; i < node.in().length; i++) {
                Expr inner = computed.get(node.in()[i]);
                if (inner == null) {
                    int operand = node.in()[i];
                    Shape shape = formula.operands().get(i).shape();
                    Integer index = operands.putIfAbsent(List.of(operand, shape), in.size());
                    if (index == null) {
                        index = in.size();
                        in.add(operand);
                        sources.add(node.sources().get(i));
                        specs.add(values.spec(operand).withShape(shape));
                    }
                    inner = Expr.input(index);
                }
                inputs.add(inner);
            }
            int value = node.out()[0];
            DType dtype = values.spec(value).dtype();
            Expr own = new Substitution(inputs).apply(formula.outputs().get(0));
            computed.put(value, hasDType(own) ? own : own.cast(dtype));
            ops.addAll(lowered.ops());
        }
        int[] outputs = outputs(group);
        List<Expr> exprs = new ArrayList<>();
        List<DType> dtypes = new ArrayList<>();
        for (int value : outputs) {
            exprs.add(Objects.requireNonNull(computed.get(value)));
            dtypes.add(values.spec(value).dtype());
        }
        Formula whole = new Formula(exprs, dtypes, group.shape, specs);
        int[] inputs = in.stream().mapToInt(Integer::intValue).toArray();
        PlanNode node = new PlanNode(last.node().op(), by, sources, inputs, outputs, new int[0], -1);
        return new Lowered(node, last.signature(), new JoinedFormula(by, whole, false), ops);
    }

    /** Whether a formula's dtype follows from its operands; one of constants would take that of what it is put into. */
    private static boolean hasDType(Expr expr) {
        if (expr instanceof Expr.UnaryExpr unary) {
            return hasDType(unary.x());
        } else if (expr instanceof Expr.BinaryExpr binary) {
            return hasDType(binary.a()) || hasDType(binary.b());
        } else if (expr instanceof Expr.SelectExpr select) {
            return hasDType(select.then()) || hasDType(select.otherwise());
        }
        return !(expr instanceof Expr.Constant);
    }

    /** The values that are needed outside, in order; the last one's if none is, which an op fetched for its effect may be. */
    private int[] outputs(Group group) {
        List<Integer> outputs = new ArrayList<>();
        for (int member : group.members) {
            int value = nodes.get(member).node().out()[0];
            boolean needed = values.isFetched(value);
            for (int i = 0; i < uses.count(value); i++) {
                needed |= groups[uses.consumer(value, i)] != group;
            }
            if (needed) {
                outputs.add(value);
            }
        }
        if (outputs.isEmpty()) {
            outputs.add(nodes.get(group.members.last()).node().out()[0]);
        }
        return outputs.stream().mapToInt(Integer::intValue).toArray();
    }
}
