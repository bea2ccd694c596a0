package org.headrace.ops.sparse;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.headrace.ops.kernels.RecastKernel;

/**
 * The product of a sparse matrix {@code a} and a dense one, each before transposed, and conjugated, if asked for: TensorFlow's
 * {@code SparseTensorDenseMatMul}. The values of {@code a} and {@code b} get gradients, but not complex ones. Kernels:
 * float32, float64, float16, bfloat16, int32, complex64, complex128.
 */
public record SparseTensorDenseMatMul(boolean adjointA, boolean adjointB) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.INDEX.require(in, 0, "a_indices");
        DTypes.ALGEBRAIC.require(in, 1, "a_values");
        SparseRules.INT64.require(in, 2, "a_shape");
        if (in.dtype(3) != in.dtype(1)) {
            throw in.error("b is %s, but a's values are %s: cast one of them", in.dtype(3), in.dtype(1));
        }
        Shape a = SparseRules.requireParts(in, 0, 1, 2);
        if (a.hasRank() && a.rank() != 2) {
            throw in.error("Tensor 'a_shape' must have 2 elements, it has %d", a.rank());
        }
        Shape b = in.requireRank(3, 2);
        long inner = a.hasRank() ? a.dim(adjointA ? 0 : 1) : Shape.UNKNOWN;
        long other = b.hasRank() ? b.dim(adjointB ? 1 : 0) : Shape.UNKNOWN;
        if (inner != other && inner != Shape.UNKNOWN && other != Shape.UNKNOWN) {
            throw in.error(
                    "Cannot multiply A and B because inner dimension does not match: %d vs. %d. Did you forget a"
                            + " transpose? Dimensions of A: %s. Dimensions of B: %s",
                    inner, other, a.toBrackets(), b.toBrackets());
        }
        long rows = a.hasRank() ? a.dim(adjointA ? 1 : 0) : Shape.UNKNOWN;
        long columns = b.hasRank() ? b.dim(adjointB ? 0 : 1) : Shape.UNKNOWN;
        return List.of(in.input(3).withShape(Shape.of(rows, columns)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return RecastKernel.ofHalves(signature, this::wideKernel);
    }

    private Kernel wideKernel(Signature signature) {
        Tensor shape = signature.value(2);
        DType dtype = signature.input(1).dtype();
        if (dtype != DType.FLOAT32 && dtype != DType.FLOAT64 && dtype != DType.INT32 && !dtype.isComplex()) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast the values to float32");
        }
        int entries = signature.input(0).shape().slice(0, 1).size();
        int rows = (int) signature.output(0).shape().dim(0);
        int columns = (int) signature.output(0).shape().dim(1);
        int inner = (int) shape.longAt(adjointA ? 0 : 1);
        return new SparseProduct(signature, adjointA, adjointB, entries, rows, inner, columns);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        if (op.input(1).dtype().isComplex()) {
            throw new UnimplementedException(op, "has no gradient for complex numbers, in TensorFlow neither");
        }
        Output dy = dys.get(0);
        Output indices = op.input(0);
        Output b = op.input(3);
        Output db = tf.add(new SparseTensorDenseMatMul(!adjointA, false), indices, op.input(1), op.input(2), dy);
        db = adjointB ? tf.transpose(db) : db;
        Output rows = tf.stridedSlice(indices, Slice.all(), Slice.at(0));
        Output columns = tf.stridedSlice(indices, Slice.all(), Slice.at(1));
        Output left = tf.gather(dy, adjointA ? columns : rows);
        Output right = tf.gather(adjointB ? tf.transpose(b) : b, adjointA ? rows : columns);
        Output da = tf.reduceSum(tf.withName("mul").mul(left, right), 1);
        return Gradient.list(null, da, null, db);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of(
                "T",
                op.input(1).dtype(),
                "Tindices",
                op.input(0).dtype(),
                "adjoint_a",
                adjointA,
                "adjoint_b",
                adjointB);
    }
}
