package org.headrace.ops.signal;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;

/**
 * Transforms between real numbers and the half of their spectrum that says all, {@code n / 2 + 1} of {@code n} along the
 * last axis: float32 and complex64. Input 1 holds the lengths.
 */
sealed interface RealTransform extends Differentiable permits RFFT, RFFT2D, IRFFT, IRFFT2D {
    /** Along how many axes. */
    int axes();

    boolean inverse();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DType from = inverse() ? DType.COMPLEX64 : DType.FLOAT32;
        if (in.dtype(0) != from) {
            throw in.error("input has type %s, must be %s: cast it", in.dtype(0), from);
        }
        if (in.dtype(1) != DType.INT32) {
            throw in.error("fft_length has type %s, must be int32: cast it", in.dtype(1));
        }
        Transform.requireRank(in, axes());
        Shape vector = in.requireRank(1, 1);
        if (vector.hasRank() && vector.dim(0) != Shape.UNKNOWN && vector.dim(0) != axes()) {
            throw in.error("fft_length has %d elements, must have %d", vector.dim(0), axes());
        }
        Shape shape = in.shape(0);
        TensorSpec output = new TensorSpec(inverse() ? DType.FLOAT32 : DType.COMPLEX64, Shape.unknown());
        if (!shape.hasRank()) {
            return List.of(output);
        }
        Tensor lengths = in.constant(1);
        Shape result = shape;
        for (int i = 0; i < axes(); i++) {
            int axis = shape.rank() - axes() + i;
            boolean last = i == axes() - 1;
            long length = lengths == null ? Shape.UNKNOWN : lengths.longAt(i);
            if (lengths != null) {
                requireEnough(in, axis, length, last && inverse() ? length / 2 + 1 : length);
            }
            result = result.withDim(axis, last && !inverse() && length > 0 ? length / 2 + 1 : length);
        }
        return List.of(output.withShape(result));
    }

    private void requireEnough(InferContext in, int axis, long length, long least) {
        long dim = in.shape(0).dim(axis);
        if (length < 0) {
            throw in.error("fft_length must not be negative, has %d", length);
        }
        if (length > 0 && dim != Shape.UNKNOWN && dim < least) {
            throw in.error(
                    "Input dimension %d must have length of at least %d but got: %d: pad input with zeros",
                    axis, least, dim);
        }
    }

    @Override
    default Kernel kernel(Signature signature) {
        Tensor value = signature.value(1);
        int[] lengths = new int[axes()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = (int) value.longAt(i);
        }
        return new FourierKernel(signature, inverse(), lengths);
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        return Map.of();
    }
}
