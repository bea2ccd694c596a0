package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.ComplexKernel;

/** The angle of complex numbers in the plane, {@code atan2(imag, real)}: TensorFlow's {@code Angle}. */
public record Angle() implements ComplexPart {
    @Override
    public Kernel kernel(Signature signature) {
        return ComplexKernel.toReal(signature, (re, im) -> Math.atan2(im, re));
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        Ops after = tf.withControlDependencies(dy.op());
        Output re = after.real(op.input(0));
        Output im = after.imag(op.input(0));
        Output z = after.math.reciprocal(after.complex(im, re));
        Output zero = after.constant(dy.dtype(), 0);
        Output complex = after.complex(dy, zero);
        return Gradient.list(after.withName("mul").mul(after.neg(complex), z));
    }
}
