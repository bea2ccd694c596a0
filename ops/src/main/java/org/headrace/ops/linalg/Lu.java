package org.headrace.ops.linalg;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * {@code P A = L U} of square matrices: {@code lu} holds {@code L} below the diagonal, whose own is ones, and {@code U};
 * row {@code i} of {@code P A} is row {@code p[i]} of {@code A}. TensorFlow's {@code Lu}. Kernels: float32, float64,
 * complex64, complex128; an error if a matrix is singular.
 *
 * @param outputIdxType the dtype of {@code p}, int32 or int64
 */
public record Lu(DType outputIdxType) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape shape = Matrices.square(in, 0, "input");
        if (outputIdxType != DType.INT32 && outputIdxType != DType.INT64) {
            throw in.error("output_idx_type is %s, must be int32 or int64", outputIdxType);
        }
        Shape order = Matrices.batch(shape).concat(Shape.of(Matrices.dim(shape, -1)));
        return List.of(in.input(0).withShape(shape), new TensorSpec(outputIdxType, order));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = (int) signature.input(0).shape().dim(-1);
        return MatrixKernel.of(signature, new int[] {2, 1}, rows -> {
            Elimination elimination = new Elimination(rows, n, 0);
            return (in, out) -> {
                System.arraycopy(in[0], 0, out[0], 0, in[0].length);
                elimination.factor(out[0]);
                if (!Triangles.isInvertible(rows, out[0], n)) {
                    throw signature.error("Input is not invertible.");
                }
                for (int i = 0; i < n; i++) {
                    out[1][i] = elimination.order[i];
                }
            };
        });
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "output_idx_type", outputIdxType);
    }
}
