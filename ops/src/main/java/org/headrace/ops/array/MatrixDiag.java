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
 * Square matrices with the input's innermost vectors as diagonals, zeros (false) elsewhere: {@code [..., n]} becomes
 * {@code [..., n, n]}. TensorFlow's {@code MatrixDiag}; numbers and bool.
 */
public record MatrixDiag() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Diagonals.SUPPORTED.require(in, 0, "diagonal");
        Shape shape = in.shape(0);
        if (!shape.hasRank()) {
            return List.of(in.input(0));
        }
        if (shape.rank() == 0) {
            throw in.error("Shape must be at least rank 1 but is rank 0: diagonal must be at least 1-dim");
        }
        return List.of(in.input(0).withShape(shape.concat(Shape.of(shape.dim(-1)))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        TensorSpec output = signature.output(0);
        return CopyKernel.intoZeros(signature, Diagonals.scatter(output.dtype(), output.shape()), 0);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.linalg.diagPart(dy.get(0)));
    }
}
