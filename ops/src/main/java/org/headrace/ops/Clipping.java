package org.headrace.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Identity;
import org.headrace.ops.math.Sqrt;

/** The formulas of {@link ClippingOps}, as the ops that TensorFlow makes of them, in its order and under its names. */
final class Clipping {
    private Clipping() {}

    /** What {@code clip} makes of a gradient's values. */
    static Gradient map(Gradient gradient, UnaryOperator<Output> clip) {
        if (gradient instanceof Gradient.Dense dense) {
            return Gradient.of(clip.apply(dense.value()));
        }
        if (gradient instanceof Gradient.IndexedSlices slices) {
            return new Gradient.IndexedSlices(clip.apply(slices.values()), slices.indices(), slices.denseShape());
        }
        return gradient;
    }

    /** The values of those gradients that there are. */
    static List<Output> values(List<Gradient> gradients) {
        List<Output> values = new ArrayList<>();
        for (Gradient gradient : gradients) {
            if (gradient instanceof Gradient.Dense dense) {
                values.add(dense.value());
            } else if (gradient instanceof Gradient.IndexedSlices slices) {
                values.add(slices.values());
            }
        }
        return values;
    }

    /**
     * @param scaled its argument times the norm asked for
     * @param atLeast its argument, or the norm asked for where that is greater
     */
    static Output byNorm(Ops s, Output t, int[] axes, UnaryOperator<Output> scaled, UnaryOperator<Output> atLeast) {
        Output squares = s.withName("mul").mul(t, t);
        Output sum = axes.length == 0 ? s.reduceSum(squares, everyAxis(s, t), true) : s.reduceSum(squares, axes, true);
        Output positive = s.greater(sum, 0);
        Output safe = s.where(positive, sum, s.onesLike(sum)); // the gradient of sqrt at 0 is not finite
        Output norm = s.where(positive, s.sqrt(safe), sum);
        Output product = scaled.apply(t);
        return s.finish(new Identity(), s.withName("truediv").div(product, atLeast.apply(norm)));
    }

    private static Output everyAxis(Ops s, Output t) {
        return t.shape().hasRank() ? s.constant(Tensor.of(Axes.all(t)), "Const") : s.range(0, s.rank(t), 1);
    }

    static Output globalNorm(Ops s, List<Output> ts) {
        if (ts.isEmpty()) {
            throw new InvalidArgumentException("Must have at least one tensor to compute the global norm of");
        }
        List<Output> halves = new ArrayList<>();
        for (Output t : ts) {
            halves.add(s.colocatedWith(t.op()).nn.l2Loss(t));
        }
        Output half = s.reduceSum(s.stack(halves));
        Output two = s.constant(Tensor.of(half.dtype(), 2), "Const");
        return s.withName("global_norm").add(new Sqrt(), s.withName("mul").mul(half, two));
    }

    /**
     * @param over its argument divided by the norm asked for
     * @param scaled its argument times the norm asked for
     */
    static ClippingOps.Clipped byGlobalNorm(
            Ops s, List<Output> ts, Output norm, UnaryOperator<Output> over, UnaryOperator<Output> scaled) {
        Output inverse = s.withName("truediv").div(1, norm);
        Output limit = over.apply(s.constant(Tensor.of(norm.dtype(), 1), "Const"));
        Output scale = scaled.apply(s.minimum(inverse, limit));
        Output finite = s.math.isFinite(norm);
        Output nan = s.constant(Tensor.of(norm.dtype(), Double.NaN), "Const");
        Output factor = s.where(finite, scale, nan);
        List<Output> clipped = new ArrayList<>();
        for (int i = 0; i < ts.size(); i++) {
            Ops beside = s.colocatedWith(ts.get(i).op());
            Output product = beside.withName("mul").mul(ts.get(i), factor);
            clipped.add(beside.withName(s.scopeName() + "_" + i).identity(product));
        }
        return new ClippingOps.Clipped(clipped, norm);
    }
}
