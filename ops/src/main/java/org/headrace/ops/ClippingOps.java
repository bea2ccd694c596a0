package org.headrace.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Identity;
import org.headrace.ops.math.Cast;
import org.headrace.ops.math.Maximum;
import org.jspecify.annotations.Nullable;

/**
 * Keeping values, and above all gradients, within bounds. Of {@link Gradient.IndexedSlices} the values are clipped, and their
 * norm counts; {@link Gradient#NONE} stays as it is.
 */
public interface ClippingOps extends OpBuilder {
    /** Tensors after {@link #clipByGlobalNorm}, and the norm that they had together before. */
    record Clipped(List<Output> values, Output globalNorm) {}

    /** Gradients after {@link #clipGradientsByGlobalNorm}, and the norm that they had together before. */
    record ClippedGradients(List<Gradient> gradients, Output globalNorm) {}

    /**
     * {@code t} with its elements brought into the range from {@code clipValueMin} to {@code clipValueMax}. These are
     * scalars or broadcast to {@code t}'s shape, of its dtype.
     */
    default Output clipByValue(Output t, Output clipValueMin, Output clipValueMax) {
        Ops s = scoped("clip_by_value");
        return s.finish(new Maximum(), s.minimum(t, clipValueMax), clipValueMin);
    }

    /** The same with numbers, which get the dtype of {@code t}. */
    default Output clipByValue(Output t, Number clipValueMin, Number clipValueMax) {
        Ops s = scoped("clip_by_value");
        Output below = s.minimum(t, clipValueMax);
        return s.finish(new Maximum(), below, Operands.number(s, clipValueMin, t, "y"));
    }

    /**
     * {@code value} as another dtype; what lies beyond its numbers becomes the least or greatest of them. Real numbers.
     * TensorFlow's {@code tf.saturate_cast}.
     */
    default Output saturateCast(Output value, DType dtype) {
        Ops s = scoped("saturate_cast");
        DType from = value.dtype();
        Output within = value;
        if (Limits.least(from) < Limits.least(dtype)) {
            within = s.maximum(within, s.constant(Tensor.of(from, Limits.least(dtype)), "min"));
        }
        if (Limits.greatest(from) > Limits.greatest(dtype)) {
            within = s.minimum(within, s.constant(Tensor.of(from, Limits.greatest(dtype)), "max"));
        }
        return from == dtype ? within : s.finish(new Cast(dtype), within);
    }

    /** A gradient with its values brought into this range. */
    default Gradient clipByValue(Gradient t, Number clipValueMin, Number clipValueMax) {
        return Clipping.map(t, values -> clipByValue(values, clipValueMin, clipValueMax));
    }

    /**
     * {@code t * clipNorm / max(norm, clipNorm)}, {@code norm} being the square root of the sum of the squares, along these
     * axes or all without any: {@code t} itself if its norm is no greater than {@code clipNorm}.
     *
     * @param clipNorm positive; it gets the dtype of {@code t}
     */
    default Output clipByNorm(Output t, Number clipNorm, int... axes) {
        Ops s = scoped("clip_by_norm");
        return Clipping.byNorm(s, t, axes, x -> s.withName("mul").mul(x, clipNorm), x -> s.maximum(x, clipNorm));
    }

    /** The same with a norm, a scalar, that is computed. */
    default Output clipByNorm(Output t, Output clipNorm, int... axes) {
        Ops s = scoped("clip_by_norm");
        return Clipping.byNorm(s, t, axes, x -> s.withName("mul").mul(x, clipNorm), x -> s.maximum(x, clipNorm));
    }

    /** A gradient whose values are clipped so. */
    default Gradient clipByNorm(Gradient t, Number clipNorm) {
        return Clipping.map(t, values -> clipByNorm(values, clipNorm));
    }

    /** {@code t * min(size(t) / norm, 1 / clipNorm) * clipNorm}, {@code norm} as in {@link #clipByNorm}. Float32. */
    default Output clipByAverageNorm(Output t, Number clipNorm) {
        Ops s = scoped("clip_by_average_norm");
        Output elements = s.cast(s.size(t), DType.FLOAT32);
        Output sum = s.reduceSum(s.withName("mul").mul(t, t), s.range(0, s.rank(t), 1));
        Output inverse = s.math.rsqrt(sum);
        Output scaled = s.withName("mul").mul(t, clipNorm);
        Output average = s.withName("mul").mul(inverse, elements);
        Output limit = s.withName("truediv").div(s.constant(1f), clipNorm);
        return s.finish(new Identity(), s.withName("mul").mul(scaled, s.minimum(average, limit)));
    }

    /**
     * The square root of the sum of the squares of all elements of these tensors, a scalar of their dtype.
     *
     * @throws InvalidArgumentException if there are none
     */
    default Output globalNorm(List<Output> ts) {
        return Clipping.globalNorm(scoped("global_norm"), ts);
    }

    /** The same of gradients: of sparse ones, the values as they are given. */
    default Output globalGradientNorm(List<Gradient> gradients) {
        return globalNorm(Clipping.values(gradients));
    }

    /**
     * {@code t * clipNorm / max(norm, clipNorm)} for each of these tensors, {@code norm} being their {@link #globalNorm}: all
     * keep their direction. NaN if the norm is not finite.
     *
     * @param clipNorm positive
     */
    default Clipped clipByGlobalNorm(List<Output> ts, Number clipNorm) {
        return clipByGlobalNorm(ts, clipNorm, null);
    }

    /** The same with the norm if it is known already; null if not. */
    default Clipped clipByGlobalNorm(List<Output> ts, Number clipNorm, @Nullable Output useNorm) {
        Output norm = useNorm == null ? globalNorm(ts) : useNorm;
        Ops s = scoped("clip_by_global_norm");
        return Clipping.byGlobalNorm(
                s, ts, norm, one -> s.withName("truediv").div(one, clipNorm), x -> s.withName("mul")
                        .mul(clipNorm, x));
    }

    /** The same with a bound, a scalar, that is computed. */
    default Clipped clipByGlobalNorm(List<Output> ts, Output clipNorm, @Nullable Output useNorm) {
        Output norm = useNorm == null ? globalNorm(ts) : useNorm;
        Ops s = scoped("clip_by_global_norm");
        return Clipping.byGlobalNorm(
                s, ts, norm, one -> s.withName("truediv").div(one, clipNorm), x -> s.withName("mul")
                        .mul(clipNorm, x));
    }

    /** {@link #clipByGlobalNorm} of gradients. */
    default ClippedGradients clipGradientsByGlobalNorm(List<Gradient> gradients, Number clipNorm) {
        Clipped clipped = clipByGlobalNorm(Clipping.values(gradients), clipNorm);
        List<Gradient> all = new ArrayList<>();
        int next = 0;
        for (Gradient gradient : gradients) {
            if (gradient instanceof Gradient.None) {
                all.add(gradient);
            } else {
                Output value = clipped.values().get(next++);
                all.add(Clipping.map(gradient, old -> value));
            }
        }
        return new ClippedGradients(all, clipped.globalNorm());
    }
}
