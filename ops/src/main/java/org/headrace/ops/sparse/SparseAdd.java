package org.headrace.ops.sparse;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
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
import org.headrace.ops.kernels.Elements;

/**
 * The sum of two sparse tensors of one shape, whose entries are in row-major order: TensorFlow's {@code SparseAdd}. Where both
 * have an entry and its sum is of a magnitude less than {@code thresh}, it is left out. Kernels: float32, float64, int8, int16, int32, int64.
 */
public record SparseAdd() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 1, "a_values");
        DTypes.NUMERIC.require(in, 6, "thresh");
        if (in.dtype(4) != in.dtype(1)) {
            throw in.error("b's values are %s, but a's are %s: cast one of them", in.dtype(4), in.dtype(1));
        }
        Shape a = SparseRules.require(in, 0, 1, 2);
        Shape b = SparseRules.require(in, 3, 4, 5);
        in.requireRank(6, 0);
        if (!a.isCompatibleWith(b)) {
            throw in.error("Operands' shapes do not match: %s and %s", a.toBrackets(), b.toBrackets());
        }
        Shape shape = a.merge(b);
        long rank = shape.hasRank() ? shape.rank() : Shape.UNKNOWN;
        return List.of(
                TensorSpec.of(DType.INT64, Shape.UNKNOWN, rank),
                TensorSpec.of(in.dtype(1), Shape.UNKNOWN),
                TensorSpec.of(DType.INT64, rank));
    }

    @Override
    public Kernel kernel(Signature signature) {
        DType dtype = signature.input(1).dtype();
        boolean unsigned = dtype == DType.UINT8 || dtype == DType.UINT16 || dtype == DType.UINT32;
        boolean half = dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
        if (dtype.isComplex() || unsigned || half || dtype == DType.UINT64) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast the values to float32");
        }
        int n = signature.input(1).shape().size();
        int m = signature.input(4).shape().size();
        int rank = signature.input(2).shape().size();
        int[] fromA = new int[n + m];
        int[] fromB = new int[n + m];
        return context -> {
            for (int axis = 0; axis < rank; axis++) {
                if (context.input(2).longAt(axis) != context.input(5).longAt(axis)) {
                    throw context.error(
                            "Operands' shapes do not match: got %d and %d for dimension %d",
                            context.input(2).longAt(axis), context.input(5).longAt(axis), axis);
                }
            }
            Tensor sums = Tensor.zeros(dtype, Shape.of(n + m));
            int count = merge(context, n, m, rank, fromA, fromB, sums);
            Tensor indices = context.allocate(0, Shape.of(count, rank));
            Tensor values = context.allocate(1, Shape.of(count));
            Elements.copy(sums.array(), 0, values.array(), 0, count);
            for (int i = 0; i < count; i++) {
                boolean ofA = fromA[i] >= 0;
                Tensor source = context.input(ofA ? 0 : 3);
                Elements.copy(source.array(), (ofA ? fromA[i] : fromB[i]) * rank, indices.array(), i * rank, rank);
            }
            Tensor shape =
                    signature.output(2).shape().isComplete() ? context.output(2) : context.allocate(2, Shape.of(rank));
            Elements.copy(context.input(2).array(), 0, shape.array(), 0, rank);
        };
    }

    /** Finds which entries the sum has, and their values; returns how many. */
    private static int merge(KernelContext context, int n, int m, int rank, int[] fromA, int[] fromB, Tensor sums) {
        Tensor a = context.input(0);
        Tensor b = context.input(3);
        double threshold = context.input(6).doubleAt(0);
        int i = 0;
        int j = 0;
        int count = 0;
        while (i < n || j < m) {
            int order = i == n ? 1 : j == m ? -1 : SparseRules.compare(a, i, b, j, rank);
            fromA[count] = order <= 0 ? i : -1;
            fromB[count] = order >= 0 ? j : -1;
            Elements.copy(context.input(order <= 0 ? 1 : 4).array(), order <= 0 ? i : j, sums.array(), count, 1);
            boolean kept = true;
            if (order == 0) {
                Elements.add(context.input(4).array(), j, sums.array(), count, 1);
                kept = threshold <= Math.abs(sums.doubleAt(count));
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
            count += kept ? 1 : 0;
        }
        return count;
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Op back = tf.addOp(new SparseAddGrad(), dy.get(1), op.input(0), op.input(3), op.output(0));
        return Gradient.list(null, back.output(0), null, null, back.output(1), null, null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(1).dtype(), "Treal", op.input(6).dtype());
    }
}
