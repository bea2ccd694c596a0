package org.headrace.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.control.NoOp;

/** Sums, densifies and gates gradients, with TensorFlow's ops and names. */
final class Aggregation {
    private Aggregation() {}

    /** The sum: {@code AddN} of dense ones, one longer {@code IndexedSlices} of sparse ones, dense of a mixture. */
    static Gradient sum(Ops tf, List<Gradient> parts) {
        List<Gradient> some = new ArrayList<>();
        for (Gradient part : parts) {
            if (!(part instanceof Gradient.None)) {
                some.add(part);
            }
        }
        if (some.isEmpty()) {
            return Gradient.NONE;
        }
        if (some.size() == 1) {
            return some.get(0);
        }
        List<Gradient.IndexedSlices> slices = new ArrayList<>();
        for (Gradient part : some) {
            if (part instanceof Gradient.IndexedSlices sparse) {
                slices.add(sparse);
            }
        }
        if (slices.size() == some.size()) {
            Output values = tf.concat(
                    slices.stream().map(Gradient.IndexedSlices::values).toList(), 0);
            Output indices = tf.concat(
                    slices.stream().map(Gradient.IndexedSlices::indices).toList(), 0);
            return new Gradient.IndexedSlices(values, indices, slices.get(0).denseShape());
        }
        return Gradient.of(tf.addN(some.stream().map(part -> dense(tf, part)).toList()));
    }

    /** A gradient as one tensor; of slices, by {@code UnsortedSegmentSum}. */
    static Output dense(Ops tf, Gradient gradient) {
        if (gradient instanceof Gradient.IndexedSlices slices) {
            return slices.toDense(tf);
        }
        return ((Gradient.Dense) gradient).value();
    }

    /** TensorFlow's {@code tf.tuple}: each of several gradients waits for all of them. */
    static List<Gradient> gate(Ops tf, List<Gradient> gradients) {
        List<Op> ops = new ArrayList<>();
        for (Gradient gradient : gradients) {
            if (gradient instanceof Gradient.Dense dense) {
                ops.add(dense.value().op());
            } else if (gradient instanceof Gradient.IndexedSlices slices) {
                ops.add(slices.values().op());
            }
        }
        if (ops.size() < 2) {
            return gradients;
        }
        Ops scope = tf.scope("tuple");
        Op gate = scope.withName("group_deps").withControlDependencies(ops).addOp(new NoOp());
        Ops after = scope.withControlDependencies(gate);
        List<Gradient> gated = new ArrayList<>();
        for (Gradient gradient : gradients) {
            if (gradient instanceof Gradient.Dense dense) {
                gated.add(Gradient.of(wait(after, dense.value())));
            } else if (gradient instanceof Gradient.IndexedSlices slices) {
                Output values = wait(after, slices.values());
                gated.add(new Gradient.IndexedSlices(values, slices.indices(), slices.denseShape()));
            } else {
                gated.add(gradient);
            }
        }
        return gated;
    }

    private static Output wait(Ops after, Output gradient) {
        return after.colocatedWith(gradient.op()).withName("control_dependency").identity(gradient);
    }
}
