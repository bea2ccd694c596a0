package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CopyKernel;

/**
 * The innermost matrices of {@code input} with the vectors of {@code diagonal} as their main diagonals: {@code [..., m, n]}
 * with {@code [..., min(m, n)]}. TensorFlow's {@code MatrixSetDiag}; numbers and bool.
 */
public record MatrixSetDiag() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireSameType(in, 1, "diagonal", 0, "input");
        Shape matrices = Diagonals.requireMatrices(in);
        Shape diagonal = in.shape(1);
        if (diagonal.hasRank() && diagonal.rank() == 0) {
            throw in.error("Shape must be at least rank 1 but is rank 0: diagonal must be at least 1-dim");
        }
        if (!matrices.hasRank()) {
            int rank = diagonal.hasRank() ? diagonal.rank() + 1 : -1;
            return List.of(in.input(0).withShape(rank < 0 ? matrices : Shape.unknownDims(rank)));
        }
        Shape merged =
                ShapeRules.merge(in, Diagonals.of(matrices), diagonal, "diagonal must fit the diagonal of input");
        Shape batch = merged.slice(0, matrices.rank() - 2);
        return List.of(in.input(0).withShape(batch.concat(matrices.slice(matrices.rank() - 2, matrices.rank()))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        TensorSpec output = signature.output(0);
        Kernel diagonals = CopyKernel.of(signature, Diagonals.scatter(output.dtype(), output.shape()), 1, 0);
        return context -> {
            context.output(0).setFrom(context.input(0));
            diagonals.run(context);
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output grad = dy.get(0);
        Shape whole = op.input(0).shape().merge(grad.shape());
        Output zeros = whole.isComplete()
                ? tf.zeros(Diagonals.of(whole), grad.dtype())
                : tf.zeros(diagonalShape(tf.colocatedWith(grad.op()), grad), grad.dtype());
        return Gradient.list(tf.linalg.setDiag(grad, zeros), tf.linalg.diagPart(grad));
    }

    private static Output diagonalShape(Ops tf, Output grad) {
        Output shape = tf.shape(grad);
        Output rank = tf.rank(grad);
        Ops batch = tf.scoped("Slice");
        Output outer = batch.withName("size").stack(tf.withName("sub").sub(rank, 2));
        Output first = batch.constant(Tensor.of(new int[] {0}), "begin");
        Output batchShape = batch.finish(new Slice(), shape, first, outer);
        Ops matrix = tf.scoped("Slice");
        Output begin = matrix.withName("begin").stack(tf.withName("sub").sub(rank, 2));
        Output matrixShape =
                matrix.finish(new Slice(), shape, begin, matrix.constant(Tensor.of(new int[] {2}), "size"));
        return tf.concat(List.of(batchShape, tf.expandDims(tf.reduceMin(matrixShape), 0)), 0);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype());
    }
}
