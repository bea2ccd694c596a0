package org.headrace.ops.control;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * The input itself; a run where it holds NaN or an infinity fails: TensorFlow's {@code CheckNumerics}. Of float32 and float64.
 *
 * @param message how the error begins
 */
public record CheckNumerics(String message) implements Stateful, Differentiable {
    private static final DTypes SUPPORTED = DTypes.of(DType.FLOAT32, DType.FLOAT64);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        SUPPORTED.require(in, 0, "tensor");
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.input(0).shape().size();
        return context -> {
            Tensor x = context.input(0);
            boolean nan = false;
            boolean infinite = false;
            for (int i = 0; i < n; i++) {
                double value = x.dtype() == DType.FLOAT32 ? x.floats()[i] : x.doubles()[i];
                nan |= Double.isNaN(value);
                infinite |= Double.isInfinite(value);
            }
            if (nan || infinite) {
                String what = nan && infinite ? "Inf and NaN" : nan ? "NaN" : "Inf";
                throw context.error("%s : Tensor had %s values", message, what);
            }
            context.output(0).setFrom(x);
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        String text = "Not a number (NaN) or infinity (Inf) values detected in gradient. " + message;
        return Gradient.list(tf.checkNumerics(dy.get(0), text));
    }
}
