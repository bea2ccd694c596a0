package org.headrace.ops.math;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Binary;
import org.headrace.ops.Broadcasting;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;

/**
 * Complex numbers of their real and imaginary parts, which broadcast: TensorFlow's {@code Complex}. float32 gives
 * complex64, float64 complex128.
 */
public record Complex() implements Differentiable {
    private static final DTypes PARTS = DTypes.of(DType.FLOAT32, DType.FLOAT64);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        PARTS.require(in, 0, "real");
        if (in.dtype(0) != in.dtype(1)) {
            throw in.error(
                    "Input 'imag' of 'Complex' Op has type %s that does not match type %s of argument 'real': cast one of"
                            + " them",
                    in.dtype(1), in.dtype(0));
        }
        return List.of(new TensorSpec(DTypes.complex(in.dtype(0)), Binary.broadcast(in)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        List<CopyKernel.Part> parts = new ArrayList<>();
        int[] dims = StridedCopy.dims(signature.output(0).shape());
        int[] to = StridedCopy.strides(dims);
        for (int axis = 0; axis < to.length; axis++) {
            to[axis] *= 2;
        }
        for (int input = 0; input < 2; input++) {
            int[] own = StridedCopy.dims(signature.input(input).shape());
            int[] strides = StridedCopy.strides(own);
            int[] from = new int[dims.length];
            for (int axis = 0; axis < own.length; axis++) {
                from[dims.length - own.length + axis] = own[axis] == 1 ? 0 : strides[axis];
            }
            DType part = signature.input(input).dtype();
            parts.add(new CopyKernel.Part(StridedCopy.of(part, dims, from, 0, to, input), input, 0));
        }
        return CopyKernel.of(signature, parts);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Broadcasting.reduce(tf, op, () -> tf.real(dy.get(0)), () -> tf.imag(dy.get(0)));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tout", op.output(0).dtype());
    }
}
