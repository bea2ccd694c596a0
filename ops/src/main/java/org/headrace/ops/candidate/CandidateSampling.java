package org.headrace.ops.candidate;

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
import org.headrace.ops.random.PhiloxGenerator;

/**
 * An op that draws {@code numSampled} classes, int64, for a batch whose true classes are its input, int64
 * {@code [batch, numTrue]}. It gives them, and how often the true ones {@code [batch, numTrue]} and the drawn ones
 * {@code [numSampled]} were to be expected among them, float32.
 */
interface CandidateSampling extends Stateful {
    int numTrue();

    int numSampled();

    boolean unique();

    long seed();

    long seed2();

    /** The distribution, as it is before the first batch. */
    RangeSampler sampler();

    /** Refuses attributes that make no distribution. */
    void check(InferContext in);

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.of(DType.INT64).require(in, 0, "true_classes");
        if (numTrue() < 1 || numSampled() < 1) {
            throw in.error("num_true = %d and num_sampled = %d must be at least 1", numTrue(), numSampled());
        }
        check(in);
        Shape classes = in.requireRank(0, 2);
        if (classes.hasRank() && classes.dim(1) != Shape.UNKNOWN && classes.dim(1) != numTrue()) {
            throw in.error("true_classes must have num_true columns, expected: %d was: %d", numTrue(), classes.dim(1));
        }
        long batch = classes.hasRank() ? classes.dim(0) : Shape.UNKNOWN;
        return List.of(
                new TensorSpec(DType.INT64, Shape.of(numSampled())),
                new TensorSpec(DType.FLOAT32, Shape.of(batch, numTrue())),
                new TensorSpec(DType.FLOAT32, Shape.of(numSampled())));
    }

    /** Refuses ranges that are empty or have too few classes. */
    default void checkRange(InferContext in, long range) {
        if (range < 1) {
            throw in.error("range_max must be positive, got %d", range);
        }
        if (unique() && numSampled() > range) {
            throw in.error("Sampler's range is too small: %d classes, num_sampled = %d", range, numSampled());
        }
    }

    @Override
    default Kernel kernel(Signature signature) {
        State state = signature.state(() -> new State(sampler(), new PhiloxGenerator(seed(), seed2())));
        return new CandidateKernel(this, state.sampler, state.generator);
    }

    /** What an op keeps from run to run. */
    record State(RangeSampler sampler, PhiloxGenerator generator) {}

    @Override
    default Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("num_true", numTrue());
        attributes.put("num_sampled", numSampled());
        attributes.put("unique", unique());
        attributes.put("seed", seed());
        attributes.put("seed2", seed2());
        return attributes;
    }
}
