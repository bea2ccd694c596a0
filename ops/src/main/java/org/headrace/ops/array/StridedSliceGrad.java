package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Elements;
import org.headrace.ops.kernels.StridedCopy;

/**
 * {@code dy} put where {@link StridedSlice} took it from, in zeros of shape {@code shape}: TensorFlow's
 * {@code StridedSliceGrad}.
 */
public record StridedSliceGrad(long beginMask, long endMask, long ellipsisMask, long newAxisMask, long shrinkAxisMask)
        implements Differentiable {
    private StridedSlice forward() {
        return new StridedSlice(beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 0, "shape");
        ShapeRules.requireSameType(in, 1, "begin", 0, "shape");
        ShapeRules.requireSameType(in, 2, "end", 0, "shape");
        ShapeRules.requireSameType(in, 3, "strides", 0, "shape");
        return List.of(in.input(4).withShape(in.constantAsShape(0)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        TensorSpec output = signature.output(0);
        StridedView view =
                forward().view(signature, output.shape(), signature.value(1), signature.value(2), signature.value(3));
        if (!view.result().equals(signature.input(4).shape())) {
            throw signature.error(
                    "shape of dy was %s instead of %s",
                    signature.input(4).shape().toBrackets(), view.result().toBrackets());
        }
        StridedCopy copy = StridedCopy.scatter(output.dtype(), view.sizes(), view.strides(), view.start());
        return context -> {
            Elements.clear(context.output(0));
            copy.run(context.input(4), context.output(0));
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output slice = tf.add(forward(), dy.get(0), op.input(1), op.input(2), op.input(3));
        return Gradient.list(null, null, null, null, slice);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return forward().masks(op.input(4).dtype(), op.input(0).dtype());
    }
}
