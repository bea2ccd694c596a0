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
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Elements;
import org.headrace.ops.kernels.StridedCopy;

/**
 * Sequences, one for each index along {@code batchDim}, reversed along {@code seqDim} up to a length of their own, the rest
 * left as it is: TensorFlow's {@code ReverseSequence}. The second input gives the lengths, a vector of int32 or int64.
 * Numbers (but uint32, uint64) and bool.
 */
public record ReverseSequence(long seqDim, long batchDim) implements Differentiable {
    private static final DTypes SUPPORTED = DTypes.ARITHMETIC.and(DTypes.BOOL);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        SUPPORTED.require(in, 0, "input");
        ShapeRules.requireIndex(in, 1, "seq_lengths");
        Shape lengths = in.requireRank(1, 1);
        Shape shape = in.shape(0);
        if (!shape.hasRank()) {
            return List.of(in.input(0));
        }
        require(in, batchDim, shape, "batch_dim");
        require(in, seqDim, shape, "seq_dim");
        if (batchDim == seqDim) {
            throw in.error("batch_dim == seq_dim == %d", seqDim);
        }
        long batch = lengths.hasRank() ? lengths.dim(0) : Shape.UNKNOWN;
        long own = shape.dim((int) batchDim);
        if (batch != Shape.UNKNOWN && own != Shape.UNKNOWN && batch != own) {
            throw in.error("Length of seq_lengths != input.dims(%d), (%d vs. %d)", batchDim, batch, own);
        }
        return List.of(in.input(0).withShape(shape.withDim((int) batchDim, own == Shape.UNKNOWN ? batch : own)));
    }

    private static void require(InferContext in, long axis, Shape shape, String name) {
        if (axis < 0 || axis >= shape.rank()) {
            throw in.error("%s must be in [0, %d), the dimensions of input, but is %d", name, shape.rank(), axis);
        }
    }

    @Override
    public Kernel kernel(Signature signature) {
        int[] dims = StridedCopy.dims(signature.input(0).shape());
        int[] strides = StridedCopy.strides(dims);
        int seq = (int) seqDim;
        int batch = (int) batchDim;
        int last = Math.max(seq, batch);
        int inner = strides[last];
        int width = signature.input(0).dtype().width();
        int rows = inner == 0 ? 0 : signature.input(0).shape().size() / inner;
        return context -> {
            Tensor lengths = context.input(1);
            for (int i = 0; i < dims[batch]; i++) {
                long length = lengths.longAt(i);
                if (length < 0 || length > dims[seq]) {
                    throw context.error(
                            "seq_lengths(%d) = %d must be in [0, %d], the input's dimension %d",
                            i, length, dims[seq], seq);
                }
            }
            Object from = context.input(0).array();
            Object to = context.output(0).array();
            for (int row = 0; row < rows; row++) {
                int start = row * inner;
                int place = start / strides[seq] % dims[seq];
                long length = lengths.longAt(start / strides[batch] % dims[batch]);
                int source = place < length ? start + ((int) length - 1 - 2 * place) * strides[seq] : start;
                Elements.copy(from, source * width, to, start * width, inner * width);
            }
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.add(this, dy.get(0), op.input(1)), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tlen", op.input(1).dtype(), "seq_dim", seqDim, "batch_dim", batchDim);
    }
}
