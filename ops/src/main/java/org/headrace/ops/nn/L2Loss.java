package org.headrace.ops.nn;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.SumOfSquares;

/** Half the sum of the squares of all elements, a scalar: TensorFlow's {@code L2Loss}. Kernels: float32, float64. */
public record L2Loss() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.FLOATING.require(in, 0, "t");
        return List.of(in.input(0).withShape(Shape.scalar()));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return SumOfSquares.half(signature);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.withName("mul").mul(op.input(0), dy.get(0)));
    }
}
