package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;

/** {@code y[j, i] = x[i, j]}: what the engine inserts where several products transpose the same matrix. In no graph. */
record TransposedMatrix() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape x = in.requireRank(0, 2);
        return List.of(in.input(0).withShape(Shape.of(x.dim(1), x.dim(0))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int[] dims = StridedCopy.dims(signature.output(0).shape());
        StridedCopy copy = StridedCopy.gather(signature.output(0).dtype(), dims, new int[] {1, dims[0]}, 0);
        return CopyKernel.of(signature, copy, 0, 0);
    }
}
