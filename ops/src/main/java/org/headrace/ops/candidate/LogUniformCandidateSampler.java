package org.headrace.ops.candidate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Op;

/**
 * Classes below {@code rangeMax}, class k with a probability near {@code 1 / (k + 1)}, as words sorted by their frequency: TensorFlow's
 * {@code LogUniformCandidateSampler(true_classes)}. See {@link CandidateSampling}.
 */
public record LogUniformCandidateSampler(
        int numTrue, int numSampled, boolean unique, long rangeMax, long seed, long seed2)
        implements CandidateSampling {
    @Override
    public RangeSampler sampler() {
        return new RangeSampler.LogUniform(rangeMax);
    }

    @Override
    public void check(InferContext in) {
        checkRange(in, rangeMax);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>(CandidateSampling.super.attributes(op));
        attributes.put("range_max", rangeMax);
        return attributes;
    }
}
