package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.ComplexKernel;

/** Complex numbers with the sign of their imaginary parts changed: TensorFlow's {@code Conj}. */
public record Conj() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.COMPLEX.require(in, 0, "input");
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return ComplexKernel.conjugate(signature);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.conj(dy.get(0)));
    }
}
