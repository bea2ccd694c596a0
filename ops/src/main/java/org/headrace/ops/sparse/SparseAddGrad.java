package org.headrace.ops.sparse;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;
import org.headrace.ops.kernels.Elements;

/**
 * Takes the gradient of a sum's values back to those of both terms, 0 for an entry that the sum has not: TensorFlow's
 * {@code SparseAddGrad}. All entries are in row-major order.
 */
public record SparseAddGrad() implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 0, "backprop_val_grad");
        in.requireRank(0, 1);
        for (int i = 1; i < 4; i++) {
            SparseRules.INT64.require(in, i, "indices");
            in.requireRank(i, 2);
        }
        return List.of(entries(in, 1), entries(in, 2));
    }

    private static TensorSpec entries(InferContext in, int i) {
        Shape indices = in.shape(i);
        return in.input(0).withShape(indices.hasRank() ? indices.slice(0, 1) : Shape.unknownDims(1));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int rank = (int) signature.input(1).shape().dim(1);
        int sums = signature.input(0).shape().size();
        int width = signature.input(0).dtype().width();
        return context -> {
            for (int term = 0; term < 2; term++) {
                Tensor dx = context.output(term);
                Elements.clear(dx);
                Tensor indices = context.input(term + 1);
                int k = 0;
                for (int i = 0; i < dx.size() && k < sums; ) {
                    int order = SparseRules.compare(indices, i, context.input(3), k, rank);
                    if (order == 0) {
                        Elements.copy(context.input(0).array(), k * width, dx.array(), i * width, width);
                    }
                    i += order <= 0 ? 1 : 0;
                    k += order >= 0 ? 1 : 0;
                }
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return SparseRules.typeOf(op, 0);
    }
}
