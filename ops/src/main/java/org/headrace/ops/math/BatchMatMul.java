package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * The products of matrices in the last two axes, for equal dimensions before: TensorFlow's {@code BatchMatMul}.
 *
 * @param adjX whether x's matrices are transposed, complex ones conjugated too
 * @param adjY the same of y's
 */
public record BatchMatMul(boolean adjX, boolean adjY) implements BatchProduct {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape matrix = matrix(in);
        Shape x = BatchProduct.batch(in.shape(0));
        Shape y = BatchProduct.batch(in.shape(1));
        if (!x.isCompatibleWith(y)) {
            throw BatchProduct.batchesDiffer(in);
        }
        return List.of(in.input(0).withShape(x.merge(y).concat(matrix)));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output x = op.input(0);
        Output y = op.input(1);
        return Gradient.list(gradientOfX(tf, x, y, dy.get(0)), gradientOfY(tf, x, y, dy.get(0)));
    }
}
