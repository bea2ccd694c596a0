package org.headrace.ops.candidate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/**
 * Where true classes are among the drawn ones: TensorFlow's {@code ComputeAccidentalHits(true_classes, sampled_candidates)}
 * of int64 {@code [batch, numTrue]} and {@code [numSampled]}. For each hit its row, int32, the place among the drawn ones,
 * int64, and the lowest float32, to be added to a logit that is not to count.
 */
public record ComputeAccidentalHits(int numTrue, long seed, long seed2) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.of(DType.INT64).require(in, 0, "true_classes");
        DTypes.of(DType.INT64).require(in, 1, "sampled_candidates");
        Shape classes = in.requireRank(0, 2);
        in.requireRank(1, 1);
        if (classes.hasRank() && classes.dim(1) != Shape.UNKNOWN && classes.dim(1) != numTrue) {
            throw in.error(
                    "true_candidates must be a batch_size * num_true matrix: num_true = %d, got %s",
                    numTrue, classes.toBrackets());
        }
        Shape hits = Shape.unknownDims(1);
        return List.of(
                new TensorSpec(DType.INT32, hits),
                new TensorSpec(DType.INT64, hits),
                new TensorSpec(DType.FLOAT32, hits));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int count = signature.input(0).shape().size();
        int sampled = signature.input(1).shape().size();
        return context -> run(context, count, sampled);
    }

    private void run(KernelContext context, int count, int sampled) {
        long[] classes = context.input(0).longs();
        Map<Long, Integer> places = new HashMap<>();
        for (int i = 0; i < sampled; i++) {
            places.put(context.input(1).longs()[i], i);
        }
        int hits = 0;
        for (int i = 0; i < count; i++) {
            hits += places.containsKey(classes[i]) ? 1 : 0;
        }
        int[] rows = context.allocate(0, Shape.of(hits)).ints();
        long[] ids = context.allocate(1, Shape.of(hits)).longs();
        float[] weights = context.allocate(2, Shape.of(hits)).floats();
        int at = 0;
        for (int i = 0; i < count; i++) {
            Integer place = places.get(classes[i]);
            if (place != null) {
                rows[at] = i / numTrue;
                ids[at] = place;
                weights[at++] = -Float.MAX_VALUE;
            }
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("num_true", numTrue);
        attributes.put("seed", seed);
        attributes.put("seed2", seed2);
        return attributes;
    }
}
