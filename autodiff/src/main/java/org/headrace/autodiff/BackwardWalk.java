package org.headrace.autodiff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headrace.core.DType;
import org.headrace.core.InternalException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.PassesSlices;
import org.headrace.ops.array.ZerosLike;

/**
 * Goes from the ys back to the xs, in the order in which TensorFlow goes: an op's rule is called once the gradients of all
 * its outputs are complete. It knows no op but by its rule.
 */
final class BackwardWalk {
    private final Ops tf;
    private final List<Output> ys;
    private final Set<Output> xs;
    private final boolean gated;
    private final Set<Op> between;
    /** How many uses of an op's outputs, on paths from an x to a y, have not been gone back through yet. */
    private final Map<Op, Integer> pending;
    /** Ops whose rules are not asked: beyond them there is no x, or the caller wants none. */
    private final Set<Op> stops = new HashSet<>();

    private final Map<Output, List<Gradient>> gradients = new HashMap<>();

    BackwardWalk(Ops tf, List<Output> ys, List<Output> xs, List<Output> stopGradients, boolean gated) {
        this.tf = tf;
        this.ys = ys;
        this.xs = Set.copyOf(xs);
        this.gated = gated;
        this.between = between();
        this.pending = countPending(between);
        for (Output x : xs) {
            if (!isBeyondAnother(x)) {
                stops.add(x.op());
            }
        }
        stopGradients.forEach(output -> stops.add(output.op()));
    }

    /** Whether there is a path to this x from another. */
    private boolean isBeyondAnother(Output x) {
        for (Output input : x.op().inputs()) {
            if (pending.getOrDefault(input.op(), 0) > 0) {
                return true;
            }
        }
        return false;
    }

    /** The ops on paths from an x to a y along values that have gradients. */
    private Set<Op> between() {
        Set<Op> reached = new HashSet<>();
        xs.forEach(x -> reached.add(x.op()));
        int first = xs.stream().mapToInt(x -> x.op().id()).min().orElse(0);
        // creation order is a topological order, so one pass finds all that depends on an x
        for (Op op : tf.graph().ops()) {
            if (op.id() > first && takesOneOf(reached, op)) {
                reached.add(op);
            }
        }
        Set<Op> between = new LinkedHashSet<>();
        Deque<Op> open = new ArrayDeque<>();
        ys.forEach(y -> open.add(y.op()));
        while (!open.isEmpty()) {
            Op op = open.poll();
            if (reached.remove(op)) {
                between.add(op);
                for (Output input : op.inputs()) {
                    open.add(input.op());
                }
            }
        }
        return between;
    }

    private static boolean takesOneOf(Set<Op> reached, Op op) {
        for (Output input : op.inputs()) {
            if (reached.contains(input.op()) && input.dtype().isTrainable()) {
                return true;
            }
        }
        return false;
    }

    private static Map<Op, Integer> countPending(Set<Op> between) {
        Map<Op, Integer> pending = new HashMap<>();
        for (Op op : between) {
            for (Output input : op.inputs()) {
                if (between.contains(input.op())) {
                    pending.merge(input.op(), 1, Integer::sum);
                }
            }
        }
        return pending;
    }

    void start(Output y, Output gradient) {
        add(y, Gradient.of(gradient));
    }

    private void add(Output output, Gradient gradient) {
        gradients.computeIfAbsent(output, key -> new ArrayList<>()).add(gradient);
    }

    void run() {
        Deque<Op> ready = new ArrayDeque<>();
        Set<Op> queued = new HashSet<>();
        for (Output y : ys) {
            if (between.contains(y.op()) && pending.getOrDefault(y.op(), 0) == 0 && queued.add(y.op())) {
                ready.add(y.op());
            }
        }
        while (!ready.isEmpty()) {
            Op op = ready.poll();
            goThrough(op);
            for (Output input : op.inputs()) {
                Integer left = pending.computeIfPresent(input.op(), (key, count) -> count - 1);
                if (left != null && left == 0) {
                    ready.add(input.op());
                }
            }
        }
    }

    /** The gradient of an x, once all has been gone through. */
    Gradient gradient(Output x) {
        return gradients.containsKey(x) ? complete(x) : Gradient.NONE;
    }

    /** The sum of all gradients that an output has got, which takes their place. */
    private Gradient complete(Output output) {
        List<Gradient> parts = gradients.getOrDefault(output, List.of());
        Gradient sum = Aggregation.sum(tf, parts);
        gradients.put(output, new ArrayList<>(List.of(sum)));
        return sum;
    }

    private void goThrough(Op op) {
        List<Gradient> dy = new ArrayList<>();
        boolean any = false;
        for (Output output : op.outputs()) {
            Gradient gradient = gradients.containsKey(output) ? complete(output) : Gradient.NONE;
            dy.add(gradient);
            any |= !(gradient instanceof Gradient.None);
        }
        if (!any || stops.contains(op)) {
            return;
        }
        List<Gradient> dx = op.type() instanceof PassesSlices ? pass(op, dy.get(0)) : callRule(op, dy);
        for (int i = 0; i < dx.size(); i++) {
            if (dx.get(i) instanceof Gradient.Dense dense) {
                requireShape(op, i, dense.value());
            }
            if (!(dx.get(i) instanceof Gradient.None)) {
                add(op.input(i), dx.get(i));
            }
        }
    }

    private static List<Gradient> pass(Op op, Gradient dy) {
        List<Gradient> dx = new ArrayList<>(List.of(dy));
        while (dx.size() < op.inputs().size()) {
            dx.add(Gradient.NONE);
        }
        return dx;
    }

    private List<Gradient> callRule(Op op, List<Gradient> dy) {
        if (!(op.type() instanceof Differentiable type)) {
            throw new NotFoundException(
                    op,
                    "No gradient defined for operation '" + op.name() + "' (op type: "
                            + op.type().name()
                            + "): stop there with tf.stopGradient, or let its record implement Differentiable");
        }
        List<Output> dense = new ArrayList<>();
        for (int i = 0; i < dy.size(); i++) {
            dense.add(dy.get(i) instanceof Gradient.None ? zeros(op.output(i)) : Aggregation.dense(tf, dy.get(i)));
        }
        Ops inside = tf.scope(op.name() + "_grad");
        List<Gradient> dx = type.gradient(inside, op, dense);
        if (dx.size() != op.inputs().size()) {
            throw new InternalException(
                    op,
                    "Num gradients " + dx.size() + " generated for op " + op.name() + " do not match num inputs "
                            + op.inputs().size());
        }
        return gated ? Aggregation.gate(inside, dx) : dx;
    }

    /** An output that nothing was differentiated through counts as zeros, if it has gradients at all. */
    private Output zeros(Output output) {
        return output.dtype().isTrainable() ? tf.withName("zeros_like").add(new ZerosLike(), output) : output;
    }

    private static void requireShape(Op op, int i, Output dx) {
        Output input = op.input(i);
        if (input.dtype() == DType.RESOURCE) {
            return; // a variable's handle, which has the gradient of the variable's value
        }
        if (!input.shape().isCompatibleWith(dx.shape())) {
            throw new InternalException(
                    op,
                    "Incompatible shapes between op input and calculated input gradient: input " + i + " is "
                            + input.spec() + ", its gradient is " + dx.spec());
        }
        dx.setShape(input.shape());
    }
}
