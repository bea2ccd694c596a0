package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.Collections;
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

/** The {@code num} slices along an axis, without it: TensorFlow's {@code Unpack}, {@code tf.unstack}. */
public record Unpack(long num, long axis) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape shape = in.shape(0);
        Shape slice = Shape.unknown();
        if (shape.hasRank()) {
            int at = ShapeRules.axis(axis, shape.rank());
            if (at < 0) {
                throw in.error("axis = %d not in [%d, %d)", axis, -shape.rank(), shape.rank());
            }
            if (shape.dim(at) != Shape.UNKNOWN && shape.dim(at) != num) {
                throw in.error("Dimension must be %d but is %d: axis %d of %s", num, shape.dim(at), axis, in.input(0));
            }
            slice = shape.slice(0, at).concat(shape.slice(at + 1, shape.rank()));
        }
        return Collections.nCopies((int) num, in.input(0).withShape(slice));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        int at = ShapeRules.axis(axis, shape.rank());
        int outer = shape.slice(0, at).size();
        int inner = shape.slice(at + 1, shape.rank()).size();
        int n = signature.outputs();
        List<CopyKernel.Part> copies = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int[] from = {n * inner, 1};
            StridedCopy copy =
                    StridedCopy.gather(signature.input(0).dtype(), new int[] {outer, inner}, from, i * inner);
            copies.add(new CopyKernel.Part(copy, 0, i));
        }
        return CopyKernel.of(signature, copies);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.stack(dy, (int) axis));
    }
}
