package org.headrace.ops.image;

import java.util.List;
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
import org.headrace.ops.Slice;

/**
 * Pictures of another size, each pixel a copy of the one that it falls on: of the same dtype. TensorFlow's
 * {@code ResizeNearestNeighbor(images, size)}.
 */
public record ResizeNearestNeighbor(boolean alignCorners, boolean halfPixelCenters)
        implements Resizing, Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Resizing.infer(in, this, Images.PIXELS, true);
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape from = signature.input(0).shape();
        Shape to = signature.output(0).shape();
        return new NearestKernel(signature, axis(from.dim(1), to.dim(1)), axis(from.dim(2), to.dim(2)));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Shape shape = op.input(0).shape();
        ResizeNearestNeighborGrad type = new ResizeNearestNeighborGrad(alignCorners, halfPixelCenters);
        if (shape.hasRank() && shape.slice(1, 3).isComplete()) {
            Ops s = tf.scoped(type.name());
            Output size = s.constant(Tensor.of((int) shape.dim(1), (int) shape.dim(2)), "size");
            return Gradient.list(s.finish(type, dy.get(0), size), null);
        }
        Output size = tf.stridedSlice(tf.shape(op.input(0)), Slice.range(1, 3));
        return Gradient.list(tf.add(type, dy.get(0), size), null);
    }
}
