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
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * {@code exp(x) / sum(exp(x))} among the values that a sparse tensor of rank 2 or more has in each row along its last axis;
 * what is not there counts as zero in the result: TensorFlow's {@code SparseSoftmax}. The entries are in row-major order.
 */
public record SparseSoftmax() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.of(DType.FLOAT32, DType.FLOAT64).require(in, 1, "sp_values");
        Shape shape = SparseRules.require(in, 0, 1, 2);
        if (shape.hasRank() && shape.rank() < 2) {
            throw in.error("Shape must be at least rank 2 but is rank %d: sp_shape is %s", shape.rank(), shape);
        }
        return List.of(in.input(1).withShape(in.shape(1).hasRank() ? in.shape(1) : Shape.unknownDims(1)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.input(1).shape().size();
        int rank = signature.input(2).shape().size();
        return context -> {
            Tensor indices = context.input(0);
            int begin = 0;
            for (int i = 0; i < n; i++) {
                SparseRules.requireInside(context, indices, i, context.input(2));
                if (i > 0 && SparseRules.compare(indices, i - 1, indices, i, rank) >= 0) {
                    throw context.error("indices[%d] = %s is out of order", i, SparseRules.row(indices, i, rank));
                }
                if (i + 1 == n || !sameRow(indices, i, i + 1, rank)) {
                    row(context.input(1), context.output(0), begin, i + 1);
                    begin = i + 1;
                }
            }
        };
    }

    private static boolean sameRow(Tensor indices, int i, int j, int rank) {
        for (int axis = 0; axis < rank - 1; axis++) {
            if (indices.longs()[i * rank + axis] != indices.longs()[j * rank + axis]) {
                return false;
            }
        }
        return true;
    }

    private static void row(Tensor x, Tensor y, int begin, int end) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = begin; i < end; i++) {
            max = Math.max(max, x.doubleAt(i));
        }
        double sum = 0;
        for (int i = begin; i < end; i++) {
            sum += Math.exp(x.doubleAt(i) - max);
        }
        for (int i = begin; i < end; i++) {
            double value = Math.exp(x.doubleAt(i) - max) / sum;
            if (y.dtype() == DType.FLOAT32) {
                y.floats()[i] = (float) value;
            } else {
                y.doubles()[i] = value;
            }
        }
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output indices = op.input(0);
        Output shape = op.input(2);
        Output y = op.output(0);
        Output dy = dys.get(0);
        Output product = tf.withName("mul").mul(y, dy);
        Ops s = tf.scoped("SparseReduceSum");
        Output axes = s.constant(Tensor.of(new int[] {-1}), "reduction_axes");
        Output sum = s.finish(new SparseReduceSum(true), indices, product, shape, axes);
        Output shifted = tf.add(new SparseDenseCwiseAdd(), indices, dy, shape, tf.neg(sum));
        return Gradient.list(null, tf.withName("mul").mul(shifted, y), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return SparseRules.typeOf(op, 1);
    }
}
