package org.headrace.ops.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/** Transforms of complex numbers along the last axes: complex64, complex128. */
sealed interface Transform extends Differentiable permits FFT, FFT2D, FFT3D, IFFT, IFFT2D, IFFT3D {
    /** Along how many axes. */
    int axes();

    boolean inverse();

    /** The transform back. */
    Output back(Ops tf, Output dy);

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.COMPLEX.require(in, 0, "input");
        requireRank(in, axes());
        return List.of(in.input(0));
    }

    /** Refuses inputs of fewer axes. */
    static void requireRank(InferContext in, int rank) {
        Shape shape = in.shape(0);
        if (shape.hasRank() && shape.rank() < rank) {
            throw in.error(
                    "Shape must be at least rank %d but is rank %d: input is %s",
                    rank, shape.rank(), shape.toBrackets());
        }
    }

    @Override
    default Kernel kernel(Signature signature) {
        long[] dims = signature.input(0).shape().dims();
        int[] lengths = Arrays.stream(dims, dims.length - axes(), dims.length)
                .mapToInt(Math::toIntExact)
                .toArray();
        return new FourierKernel(signature, inverse(), lengths);
    }

    @Override
    default List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        Output size = Sizes.of(tf, dy, axes());
        Output factor = inverse()
                ? tf.cast(tf.withName("truediv").div(1, tf.cast(size, DTypes.real(dy.dtype()))), dy.dtype())
                : tf.cast(size, dy.dtype());
        return Gradient.list(tf.withName("mul").mul(back(tf, dy), factor));
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        return Map.of("Tcomplex", op.input(0).dtype());
    }
}
