package org.headrace.autodiff.cases;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.headrace.autodiff.Gradients;
import org.headrace.autodiff.Unconnected;
import org.headrace.core.Graph;
import org.headrace.core.GraphException;
import org.headrace.core.InternalException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.math.ClipByValue;

/** A row's graph for given inputs, and the ops on the way to its first output and to the gradients of its square. */
final class DifferentiatedRow {
    /** Results beyond this drown the differences of others that are summed with them. */
    private static final double MOST = 1e3;

    private final OpCase row;
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);
    private final Map<Output, Tensor> feeds = new LinkedHashMap<>();
    private final List<Output> xs;

    DifferentiatedRow(OpCase row, List<Tensor> values) {
        this.row = row;
        values.forEach(value -> feeds.put(tf.placeholder(value.dtype(), value.shape()), value));
        xs = feeds.keySet().stream().filter(input -> input.dtype().isFloating()).toList();
    }

    /** Whether the op takes the inputs, has a gradient for them and is smooth there, as far as that is known. */
    boolean isTaken() {
        try (Session session = new Session(graph)) {
            Output y = output();
            if (y.op().type() instanceof ClipByValue) {
                Output inOrder = tf.reduceAll(tf.lessEqual(y.op().input(1), y.op().input(2)));
                if (!session.run(inOrder, feeds).toBoolean()) {
                    return false;
                }
            }
            double[] values = session.run(y, feeds).toDoubleArray();
            if (!Arrays.stream(values).allMatch(value -> Math.abs(value) < MOST)) {
                return false;
            }
        } catch (InternalException e) {
            throw e;
        } catch (GraphException refused) {
            return false;
        }
        try {
            gradients();
            return true;
        } catch (UnimplementedException withoutGradient) {
            return false;
        }
    }

    private Output output() {
        return row.build().build(tf, List.copyOf(feeds.keySet())).get(0);
    }

    private List<Output> gradients() {
        return Gradients.of(tf, tf.square(output())).unconnected(Unconnected.ZERO).withRespectTo(xs).stream()
                .map(gradient -> gradient instanceof Gradient.IndexedSlices slices
                        ? slices.toDense(tf)
                        : ((Gradient.Dense) gradient).value())
                .toList();
    }

    /** The names of the types of ops between the inputs and the first output. */
    Set<String> ops() {
        return between(List.of(output()));
    }

    /** Those of the ops between the inputs and the gradients of the first output's square. */
    Set<String> opsOfGradients() {
        return between(gradients());
    }

    private Set<String> between(Collection<Output> ys) {
        Set<Op> after = xs.stream().map(Output::op).collect(Collectors.toSet());
        for (Op op : graph.ops()) {
            if (op.inputs().stream().anyMatch(input -> input.dtype().isTrainable() && after.contains(input.op()))) {
                after.add(op);
            }
        }
        Set<Op> before = new HashSet<>();
        ys.forEach(y -> before.add(y.op()));
        List<Op> ops = graph.ops();
        for (int i = ops.size() - 1; i >= 0; i--) {
            if (before.contains(ops.get(i))) {
                ops.get(i).inputs().forEach(input -> before.add(input.op()));
            }
        }
        after.retainAll(before);
        return after.stream().map(op -> op.type().getClass().getSimpleName()).collect(Collectors.toSet());
    }
}
