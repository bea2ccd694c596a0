package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;

/**
 * The diagonal of a tensor of even rank whose shape is some shape twice, {@code y[i, j] = x[i, j, i, j]}: TensorFlow's
 * {@code DiagPart}. The dtypes are {@link Diag}'s.
 */
public record DiagPart() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Diag.SUPPORTED.require(in, 0, "input");
        Shape shape = in.shape(0);
        if (!shape.hasRank()) {
            return List.of(in.input(0));
        }
        if (shape.rank() % 2 != 0 || shape.rank() == 0) {
            throw in.error("Input must have even and non-zero rank, input rank is %d", shape.rank());
        }
        int half = shape.rank() / 2;
        Shape diagonal = ShapeRules.merge(
                in,
                shape.slice(0, half),
                shape.slice(half, shape.rank()),
                "both halves of input's shape must be equal");
        return List.of(in.input(0).withShape(diagonal));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Diag.requireKernel(signature);
        int n = signature.output(0).shape().size();
        StridedCopy copy = StridedCopy.gather(signature.output(0).dtype(), new int[] {n}, new int[] {n + 1}, 0);
        return CopyKernel.of(signature, copy, 0, 0);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.diag(dy.get(0)));
    }
}
