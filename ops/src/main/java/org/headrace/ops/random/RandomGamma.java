package org.headrace.ops.random;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.headrace.ops.array.Fill;

/**
 * Samples of the gamma distributions of parameters {@code alpha}, float32 or float64, and rate 1: TensorFlow's
 * {@code RandomGamma(shape, alpha)}, of which the output's shape is {@code shape + alpha.shape}. By rejection (G. Marsaglia
 * and W. Tsang, "A simple method for generating gamma variables", 2000).
 */
public record RandomGamma(long seed, long seed2) implements Sampling, Differentiable {
    private static final DTypes ALPHA = DTypes.of(DType.FLOAT16, DType.FLOAT32, DType.FLOAT64);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        ALPHA.require(in, 1, "alpha");
        return List.of(new TensorSpec(in.dtype(1), Sampling.shape(in)));
    }

    @Override
    public void check(double alpha, OpContext context) {
        if (!(alpha > 0) || Double.isInfinite(alpha)) {
            throw context.error("alpha must be positive and finite, got %s", alpha);
        }
    }

    @Override
    public double sample(double alpha, SampleBits bits) {
        if (alpha == 1) {
            return -Math.log1p(-bits.uniform());
        }
        double d = alpha + (alpha < 1 ? 2.0 / 3 : -1.0 / 3);
        double c = 1.0 / 3 / Math.sqrt(d);
        while (true) {
            double x = bits.normal();
            double v = 1 + c * x;
            if (v <= 0) {
                continue;
            }
            v = v * v * v;
            double u = bits.uniform();
            if (u < 1 - 0.0331 * (x * x) * (x * x) || Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) {
                return alpha < 1 ? d * v * Math.pow(bits.uniform(), 1 / alpha) : d * v;
            }
        }
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output alpha = op.input(1);
        Output dims = tf.stridedSlice(tf.shape(op.input(0)), Slice.at(0));
        Ops s = tf.scoped("ones");
        Output packed = s.withName("packed").stack(List.of(dims));
        Output ones = s.finish(new Fill(), packed, s.constant(Tensor.of(1), "Const"));
        Output shape = tf.concat(List.of(ones, tf.shape(alpha)), 0);
        Output byAlpha = tf.add(new RandomGammaGrad(), tf.reshape(alpha, shape), op.output(0));
        Output product = tf.withName("mul").mul(dys.get(0), byAlpha);
        return Gradient.list(null, tf.reduceSum(product, tf.range(dims)));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("seed", seed);
        attributes.put("seed2", seed2);
        attributes.put("S", op.input(0).dtype());
        attributes.put("T", op.input(1).dtype());
        return attributes;
    }
}
