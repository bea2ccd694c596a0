package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.ComplexKernel;

/** The absolute value of complex numbers, {@code sqrt(real^2 + imag^2)}: TensorFlow's {@code ComplexAbs}. */
public record ComplexAbs() implements ComplexPart {
    @Override
    public Kernel kernel(Signature signature) {
        return ComplexKernel.toReal(signature, Math::hypot);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output dy = dys.get(0);
        Output y = op.output(0);
        Output complexDy = tf.complex(dy, tf.zerosLike(dy));
        Output complexY = tf.complex(y, tf.zerosLike(y));
        return Gradient.list(tf.withName("mul").mul(tf.math.divNoNan(complexDy, complexY), op.input(0)));
    }
}
