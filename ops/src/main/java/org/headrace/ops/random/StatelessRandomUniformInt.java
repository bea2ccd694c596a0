package org.headrace.ops.random;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/**
 * Integers, int32 or int64, uniform in {@code [minval, maxval)}, from two given seeds: TensorFlow's
 * {@code StatelessRandomUniformInt(shape, seed, minval, maxval)}. See {@link Uniform}.
 */
public record StatelessRandomUniformInt() implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        StatelessDrawing.requireSeed(in, 1);
        RandomUniformInt.requireRange(in, 2);
        return List.of(new TensorSpec(in.dtype(2), Drawing.shape(in)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Philox bits = new Philox(0, 0);
        return context -> {
            StatelessDrawing.seed(context, 1, bits);
            RandomUniformInt.fill(context, 2, bits);
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("dtype", op.input(2).dtype());
        attributes.put("T", op.input(0).dtype());
        attributes.put("Tseed", op.input(1).dtype());
        return attributes;
    }
}
