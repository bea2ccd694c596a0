package org.headrace.ops.random;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/**
 * Integers, int32 or int64, uniform in {@code [minval, maxval)}: TensorFlow's
 * {@code RandomUniformInt(shape, minval, maxval)}. See {@link Uniform}.
 */
public record RandomUniformInt(long seed, long seed2) implements Stateful {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        requireRange(in, 1);
        return List.of(new TensorSpec(in.dtype(1), Drawing.shape(in)));
    }

    /** Inputs {@code i} and the next must be bounds. */
    static void requireRange(InferContext in, int i) {
        DTypes.INDEX.require(in, i, "minval");
        if (in.dtype(i + 1) != in.dtype(i)) {
            throw in.error(
                    "Input 'maxval' of '%s' Op has type %s that does not match type %s of argument 'minval'",
                    in.op().type().name(), in.dtype(i + 1), in.dtype(i));
        }
        in.requireRank(i, 0);
        in.requireRank(i + 1, 0);
    }

    @Override
    public Kernel kernel(Signature signature) {
        PhiloxGenerator generator = signature.state(() -> new PhiloxGenerator(seed, seed2));
        Philox bits = new Philox(0, 0);
        return context -> {
            generator.reserveOutputs(context.output(0).size(), bits);
            fill(context, 1, bits);
        };
    }

    /** Draws the output; inputs {@code i} and the next are its bounds. */
    static void fill(KernelContext context, int i, Philox bits) {
        Tensor out = context.output(0);
        if (out.size() == 0) {
            return;
        }
        long min = context.input(i).toLong();
        long max = context.input(i + 1).toLong();
        if (min >= max) {
            throw context.error("Need minval < maxval, got %d >= %d", min, max);
        }
        if (out.dtype() == DType.INT32) {
            Uniform.fill(bits, (int) min, (int) max, out.ints(), 0, out.size());
        } else {
            Uniform.fill(bits, min, max, out.longs(), 0, out.size());
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("T", op.input(0).dtype());
        attributes.put("Tout", op.input(1).dtype());
        attributes.put("seed", seed);
        attributes.put("seed2", seed2);
        return attributes;
    }
}
