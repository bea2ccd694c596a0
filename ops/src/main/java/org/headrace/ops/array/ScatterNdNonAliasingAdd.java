package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.DTypes;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.InPlace;

/**
 * {@code input} with the slices of {@code updates} added where the rows of {@code indices} point: TensorFlow's
 * {@code ScatterNdNonAliasingAdd}. Numbers, and bool, where adding is {@code or}.
 */
public record ScatterNdNonAliasingAdd() implements TensorScattering {
    @Override
    public InPlace change() {
        return InPlace.ADD;
    }

    @Override
    public String tensorName() {
        return "input";
    }

    @Override
    public DTypes summands() {
        return DTypes.NUMERIC_OR_COMPLEX.and(DTypes.BOOL);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(dy.get(0), null, tf.gatherNd(dy.get(0), op.input(1)));
    }
}
