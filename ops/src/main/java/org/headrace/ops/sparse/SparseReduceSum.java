package org.headrace.ops.sparse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
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
import org.headrace.ops.kernels.RecastKernel;
import org.headrace.ops.math.ReductionGradients;

/**
 * The sums of a sparse tensor's values along axes, as a dense tensor: TensorFlow's {@code SparseReduceSum}. A reduced axis goes,
 * or stays with size 1 where {@code keepDims}; no axes at all stand for all. Any number but float16 and bfloat16.
 */
public record SparseReduceSum(boolean keepDims) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC_OR_COMPLEX.require(in, 1, "input_values");
        DTypes.of(DType.INT32).require(in, 3, "reduction_axes");
        Shape shape = SparseRules.require(in, 0, 1, 2);
        Tensor axes = in.constant(3);
        return List.of(
                in.input(1).withShape(shape.hasRank() && axes != null ? reduced(in, shape, axes) : Shape.unknown()));
    }

    private Shape reduced(OpContext in, Shape shape, Tensor axes) {
        boolean[] gone = gone(in, shape.rank(), axes);
        long[] dims = new long[gone.length];
        int rank = 0;
        for (int axis = 0; axis < gone.length; axis++) {
            if (!gone[axis]) {
                dims[rank++] = shape.dim(axis);
            } else if (keepDims) {
                dims[rank++] = 1;
            }
        }
        return Shape.of(Arrays.copyOf(dims, rank));
    }

    private static boolean[] gone(OpContext in, int rank, Tensor axes) {
        boolean[] gone = new boolean[rank];
        Arrays.fill(gone, axes.size() == 0);
        for (int i = 0; i < axes.size(); i++) {
            long axis = axes.longAt(i);
            if (axis < -rank || axis >= rank) {
                throw in.error("Invalid reduction dimension %d, for input with %d dimensions.", axis, rank);
            }
            gone[(int) (axis < 0 ? axis + rank : axis)] = true;
        }
        return gone;
    }

    @Override
    public Kernel kernel(Signature signature) {
        return RecastKernel.ofHalves(signature, this::wideKernel);
    }

    private Kernel wideKernel(Signature signature) {
        DType dtype = signature.input(1).dtype();
        int n = signature.input(1).shape().size();
        int rank = signature.input(2).shape().size();
        int width = dtype.width();
        boolean[] gone = gone(signature, rank, signature.value(3));
        return context -> {
            Tensor dims = context.input(2);
            Shape whole = SparseRules.shape(context, dims);
            Tensor y = signature.output(0).shape().isComplete()
                    ? context.output(0)
                    : context.allocate(0, reduced(context, whole, context.input(3)));
            Elements.clear(y);
            for (int i = 0; i < n; i++) {
                SparseRules.requireInside(context, context.input(0), i, dims);
                long to = 0;
                for (int axis = 0; axis < rank; axis++) {
                    to = gone[axis]
                            ? to
                            : to * whole.dim(axis) + context.input(0).longAt(i * rank + axis);
                }
                Elements.add(context.input(1).array(), i * width, y.array(), (int) to * width, width);
            }
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output shape = op.input(2);
        Output kept = ReductionGradients.keptShape(tf, tf.cast(shape, DType.INT32), op.input(3));
        Output spread = tf.reshape(dy.get(0), kept);
        Output scale = tf.withName("floordiv").floorDiv(shape, tf.cast(kept, DType.INT64));
        Output places = tf.withName("floordiv").floorDiv(op.input(0), scale);
        return Gradient.list(null, tf.gatherNd(spread, places), null, null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(1).dtype(), "keep_dims", keepDims);
    }
}
