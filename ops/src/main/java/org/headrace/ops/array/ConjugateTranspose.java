package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * {@link Transpose}, and of complex numbers their conjugates: TensorFlow's {@code ConjugateTranspose}. Of matrices with the
 * axes exchanged, the adjoint.
 */
public record ConjugateTranspose() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return new Transpose().infer(in);
    }

    @Override
    public Kernel kernel(Signature signature) {
        Kernel transpose = new Transpose().kernel(signature);
        DType dtype = signature.output(0).dtype();
        int elements = 2 * signature.output(0).shape().size();
        return !dtype.isComplex()
                ? transpose
                : context -> {
                    transpose.run(context);
                    Tensor output = context.output(0);
                    if (dtype == DType.COMPLEX64) {
                        float[] values = output.floats();
                        for (int i = 1; i < elements; i += 2) {
                            values[i] = -values[i];
                        }
                    } else {
                        double[] values = output.doubles();
                        for (int i = 1; i < elements; i += 2) {
                            values[i] = -values[i];
                        }
                    }
                };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output inverse = tf.invertPermutation(op.input(1));
        return Gradient.list(tf.scoped("transpose").finish(new ConjugateTranspose(), dy.get(0), inverse), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tperm", op.input(1).dtype());
    }
}
