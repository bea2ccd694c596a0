package org.headrace.ops.candidate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Op;

/**
 * Classes below {@code rangeMax}, all with one probability: TensorFlow's
 * {@code UniformCandidateSampler(true_classes)}. See {@link CandidateSampling}.
 */
public record UniformCandidateSampler(int numTrue, int numSampled, boolean unique, long rangeMax, long seed, long seed2)
        implements CandidateSampling {
    @Override
    public RangeSampler sampler() {
        return new RangeSampler.Uniform(rangeMax);
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
