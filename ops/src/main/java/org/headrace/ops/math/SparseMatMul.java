package org.headrace.ops.math;

import java.util.List;
import java.util.Map;
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
import org.headrace.ops.kernels.MatrixProduct;
import org.headrace.ops.nn.ReluGrad;

/**
 * The product of two matrices of which one is said to be mostly zeros, though it is stored whole: TensorFlow's
 * {@code SparseMatMul}. The result is float32. Here that a matrix is sparse makes no difference. Kernel: float32, not bfloat16.
 */
public record SparseMatMul(boolean transposeA, boolean transposeB, boolean aIsSparse, boolean bIsSparse)
        implements Differentiable {
    private static final DTypes DTYPES = DTypes.of(DType.FLOAT32, DType.BFLOAT16);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTYPES.require(in, 0, "a");
        DTYPES.require(in, 1, "b");
        Shape a = Factors.matrix(in, 0, "a");
        Shape b = Factors.matrix(in, 1, "b");
        Factors.requireInner(in, transposeA ? 0 : 1, transposeB ? 1 : 0, "a", "b");
        return List.of(TensorSpec.of(DType.FLOAT32, a.dim(transposeA ? 1 : 0), b.dim(transposeB ? 0 : 1)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        if (signature.input(0).dtype() != DType.FLOAT32 || signature.input(1).dtype() != DType.FLOAT32) {
            throw new UnimplementedException(signature.op(), "has no kernel for bfloat16: cast the inputs to float32");
        }
        int depth = (int) signature.input(0).shape().dim(transposeA ? 0 : 1);
        return MatrixProduct.of(signature, transposeA, transposeB, new int[] {depth}, null);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Factor a = new Factor(op.input(0), aIsSparse);
        Factor b = new Factor(op.input(1), bIsSparse);
        Factor dc = new Factor(dy.get(0), dy.get(0).op().type() instanceof ReluGrad);
        Output da = transposeA ? product(tf, b, dc, transposeB, true, a) : product(tf, dc, b, false, !transposeB, a);
        Output db = transposeB ? product(tf, dc, a, true, transposeA, b) : product(tf, a, dc, !transposeA, false, b);
        return Gradient.list(da, db);
    }

    /** A matrix and whether it is said to be sparse. */
    private record Factor(Output value, boolean isSparse) {}

    /** A product in the dtype of the factor that it is the gradient of. */
    private static Output product(Ops tf, Factor a, Factor b, boolean transposeA, boolean transposeB, Factor of) {
        Output right = transposeB ? tf.transpose(b.value()) : b.value();
        Output product = a.isSparse() || b.isSparse()
                ? tf.add(new SparseMatMul(transposeA, false, a.isSparse(), b.isSparse()), a.value(), right)
                : tf.matmul(a.value(), right, transposeA, false);
        return product.dtype() == of.value().dtype()
                ? product
                : tf.cast(product, of.value().dtype());
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of(
                "Ta", op.input(0).dtype(),
                "Tb", op.input(1).dtype(),
                "transpose_a", transposeA,
                "transpose_b", transposeB,
                "a_is_sparse", aIsSparse,
                "b_is_sparse", bIsSparse);
    }
}
