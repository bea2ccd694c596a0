package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;

/**
 * A tensor of twice the input's rank with the input's elements on its diagonal, {@code y[i, j, i, j] = x[i, j]}, zeros
 * elsewhere: TensorFlow's {@code Diag}. Kernels for all its dtypes: floating but bfloat16, complex, int32, int64.
 */
public record Diag() implements Differentiable {
    static final DTypes SUPPORTED = DTypes.ALGEBRAIC;

    /** TensorFlow has no CPU kernel for bfloat16, and so nobody's graph needs one. */
    static void requireKernel(Signature signature) {
        if (signature.input(0).dtype() == DType.BFLOAT16) {
            throw new UnimplementedException(signature.op(), "has no kernel for bfloat16: cast to float32");
        }
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        SUPPORTED.require(in, 0, "diagonal");
        Shape shape = in.shape(0);
        if (shape.hasRank() && shape.rank() == 0) {
            throw in.error("Shape must be at least rank 1 but is rank 0: diagonal must be at least 1-dim");
        }
        return List.of(in.input(0).withShape(shape.concat(shape)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        requireKernel(signature);
        int n = signature.input(0).shape().size();
        StridedCopy copy = StridedCopy.scatter(signature.output(0).dtype(), new int[] {n}, new int[] {n + 1}, 0);
        return CopyKernel.intoZeros(signature, copy, 0);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.diagPart(dy.get(0)));
    }
}
