package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CopyKernel;

/**
 * The main diagonals of the innermost matrices: {@code [..., m, n]} becomes {@code [..., min(m, n)]}. TensorFlow's
 * {@code MatrixDiagPart}; numbers and bool.
 */
public record MatrixDiagPart() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0).withShape(Diagonals.of(Diagonals.requireMatrices(in))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        TensorSpec input = signature.input(0);
        return CopyKernel.of(signature, Diagonals.gather(input.dtype(), input.shape()), 0, 0);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Shape shape = op.input(0).shape();
        boolean square = shape.hasRank() && shape.dim(-1) != Shape.UNKNOWN && shape.dim(-1) == shape.dim(-2);
        return Gradient.list(
                square ? tf.linalg.diag(dy.get(0)) : tf.linalg.setDiag(tf.zerosLike(op.input(0)), dy.get(0)));
    }
}
