package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.InPlace;

/**
 * {@code tensor} with the slices that the rows of {@code indices} name replaced by those of {@code updates}: TensorFlow's
 * {@code TensorScatterUpdate}, of any dtype. Of several for one place the last stays.
 */
public record TensorScatterUpdate() implements TensorScattering {
    @Override
    public InPlace change() {
        return InPlace.SET;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output indices = op.input(1);
        Output updates = tf.gatherNd(dy.get(0), indices);
        Output rest = tf.identity(dy.get(0));
        Output zeros = tf.zerosLike(op.input(2));
        return Gradient.list(tf.add(new TensorScatterUpdate(), rest, indices, zeros), null, updates);
    }
}
