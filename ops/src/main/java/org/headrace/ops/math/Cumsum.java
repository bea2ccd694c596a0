package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Fold;

/**
 * The running sums along an axis: TensorFlow's {@code Cumsum}.
 *
 * @param exclusive whether an element's sum leaves itself out
 * @param reverse whether sums run from the end
 */
public record Cumsum(boolean exclusive, boolean reverse) implements Scan {
    @Override
    public Fold fold() {
        return Fold.SUM;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.add(new Cumsum(exclusive, !reverse), dy.get(0), op.input(1)), null);
    }
}
