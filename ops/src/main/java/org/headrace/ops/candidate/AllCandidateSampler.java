package org.headrace.ops.candidate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/** All classes below {@code numSampled}, each expected once: TensorFlow's {@code AllCandidateSampler(true_classes)}. */
public record AllCandidateSampler(int numTrue, int numSampled, boolean unique, long seed, long seed2)
        implements Stateful {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.of(DType.INT64).require(in, 0, "true_classes");
        if (numTrue < 1 || numSampled < 1) {
            throw in.error("num_true = %d and num_sampled = %d must be at least 1", numTrue, numSampled);
        }
        Shape classes = in.requireRank(0, 2);
        if (classes.hasRank() && classes.dim(1) != Shape.UNKNOWN && classes.dim(1) != numTrue) {
            throw in.error("true_classes must have num_true columns, expected: %d was: %d", numTrue, classes.dim(1));
        }
        long batch = classes.hasRank() ? classes.dim(0) : Shape.UNKNOWN;
        return List.of(
                new TensorSpec(DType.INT64, Shape.of(numSampled)),
                new TensorSpec(DType.FLOAT32, Shape.of(batch, numTrue)),
                new TensorSpec(DType.FLOAT32, Shape.of(numSampled)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int count = signature.output(1).shape().size();
        return context -> {
            long[] sampled = context.output(0).longs();
            for (int i = 0; i < numSampled; i++) {
                sampled[i] = i;
            }
            Arrays.fill(context.output(1).floats(), 0, count, 1);
            Arrays.fill(context.output(2).floats(), 0, numSampled, 1);
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("num_true", numTrue);
        attributes.put("num_sampled", numSampled);
        attributes.put("unique", unique);
        attributes.put("seed", seed);
        attributes.put("seed2", seed2);
        return attributes;
    }
}
