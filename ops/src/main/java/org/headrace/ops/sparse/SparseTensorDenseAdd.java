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
import org.headrace.ops.kernels.Elements;
import org.headrace.ops.kernels.RecastKernel;

/**
 * A sparse tensor plus a dense one of its shape, dense: TensorFlow's {@code SparseTensorDenseAdd}. Indices of int32 or int64,
 * any number but float16 and bfloat16.
 */
public record SparseTensorDenseAdd() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.INDEX.require(in, 0, "a_indices");
        DTypes.NUMERIC_OR_COMPLEX.require(in, 1, "a_values");
        if (in.dtype(2) != in.dtype(0)) {
            throw in.error("a_shape is %s, but a_indices are %s: cast one of them", in.dtype(2), in.dtype(0));
        }
        if (in.dtype(3) != in.dtype(1)) {
            throw in.error("b is %s, but a's values are %s: cast one of them", in.dtype(3), in.dtype(1));
        }
        Shape a = SparseRules.requireParts(in, 0, 1, 2);
        if (!a.isCompatibleWith(in.shape(3))) {
            throw in.error(
                    "a is %s, b is %s: they must be equal",
                    a.toBrackets(), in.shape(3).toBrackets());
        }
        return List.of(in.input(3).withShape(a.merge(in.shape(3))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return RecastKernel.ofHalves(signature, this::wideKernel);
    }

    private Kernel wideKernel(Signature signature) {
        DType dtype = signature.input(1).dtype();
        int n = signature.input(1).shape().size();
        int width = dtype.width();
        Shape b = signature.input(3).shape();
        return context -> {
            Tensor shape = context.input(2);
            for (int axis = 0; axis < b.rank(); axis++) {
                if (shape.longAt(axis) != b.dim(axis)) {
                    throw context.error(
                            "Dimension %d does not equal (no broadcasting is supported): sparse side %d vs dense side %d",
                            axis, shape.longAt(axis), b.dim(axis));
                }
            }
            Tensor y = context.output(0);
            y.setFrom(context.input(3));
            for (int i = 0; i < n; i++) {
                int to = (int) SparseRules.place(context, context.input(0), i, shape);
                Elements.add(context.input(1).array(), i * width, y.array(), to * width, width);
            }
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(null, tf.gatherNd(dy.get(0), op.input(0)), null, dy.get(0));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(1).dtype(), "Tindices", op.input(0).dtype());
    }
}
