package org.headrace.ops.candidate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Op;

/**
 * {@link LearnedUnigramCandidateSampler}, by another name: TensorFlow's
 * {@code ThreadUnsafeUnigramCandidateSampler(true_classes)}. See {@link CandidateSampling}.
 */
public record ThreadUnsafeUnigramCandidateSampler(
        int numTrue, int numSampled, boolean unique, long rangeMax, long seed, long seed2)
        implements CandidateSampling {
    @Override
    public RangeSampler sampler() {
        return new Unigrams((int) rangeMax);
    }

    @Override
    public void check(InferContext in) {
        checkRange(in, rangeMax);
        if (rangeMax > 1 << 30) {
            throw in.error("range_max = %d is too large to count each class", rangeMax);
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>(CandidateSampling.super.attributes(op));
        attributes.put("range_max", rangeMax);
        return attributes;
    }
}
