package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.CopyKernel;
import org.headrace.ops.kernels.StridedCopy;

/** The imaginary part of complex numbers: TensorFlow's {@code Imag}. */
public record Imag() implements ComplexPart {
    @Override
    public Kernel kernel(Signature signature) {
        int[] dims = {signature.output(0).shape().size()};
        StridedCopy copy = StridedCopy.gather(signature.output(0).dtype(), dims, new int[] {2}, 1);
        return CopyKernel.of(signature, copy, 0, 0);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output zero = tf.constant(dy.get(0).dtype(), 0);
        return Gradient.list(tf.complex(zero, dy.get(0)));
    }
}
