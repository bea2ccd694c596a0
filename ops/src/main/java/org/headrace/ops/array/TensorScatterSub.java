package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.InPlace;

/**
 * {@code tensor} with the slices of {@code updates} subtracted where the rows of {@code indices} point: TensorFlow's
 * {@code TensorScatterSub}. Numbers.
 */
public record TensorScatterSub() implements TensorScattering {
    @Override
    public InPlace change() {
        return InPlace.SUBTRACT;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output updates = tf.gatherNd(dy.get(0), op.input(1));
        Output tensor = tf.identity(dy.get(0));
        return Gradient.list(tensor, null, tf.neg(updates));
    }
}
