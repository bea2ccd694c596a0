package org.headrace.ops.candidate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Op;

/**
 * Classes of given weights: TensorFlow's {@code FixedUnigramCandidateSampler(true_classes)}, with the weights in the
 * attribute {@code unigrams}; a vocabulary file is not read. See {@link CandidateSampling}.
 *
 * @param distortion the weights are raised to this power
 * @param numReservedIds so many classes from 0 on are never drawn, before those that have weights
 * @param numShards each class belongs to one of so many parts
 * @param shard the part that is drawn from
 */
public record FixedUnigramCandidateSampler(
        int numTrue,
        int numSampled,
        boolean unique,
        long rangeMax,
        List<Float> unigrams,
        float distortion,
        int numReservedIds,
        int numShards,
        int shard,
        long seed,
        long seed2)
        implements CandidateSampling {
    public FixedUnigramCandidateSampler {
        unigrams = List.copyOf(unigrams);
    }

    @Override
    public RangeSampler sampler() {
        return new FixedUnigrams(unigrams, distortion, numReservedIds, numShards, shard);
    }

    @Override
    public void check(InferContext in) {
        if (unigrams.isEmpty() || numReservedIds < 0 || numShards < 1 || shard < 0 || shard >= numShards) {
            throw in.error(
                    "unigrams must not be empty, num_reserved_ids = %d not negative, shard = %d from 0 to below num_shards = %d",
                    numReservedIds, shard, numShards);
        }
        for (float weight : unigrams) {
            if (!(weight >= 0) || Float.isInfinite(weight)) {
                throw in.error("unigrams must be finite and not negative, got %s", weight);
            }
        }
        RangeSampler sampler = sampler();
        if (sampler.range() != rangeMax) {
            throw in.error("range is %d must be equal to weights size %d", rangeMax, sampler.range());
        }
        long drawable = 0;
        for (int i = 0; i < rangeMax; i++) {
            drawable += sampler.probability(i) > 0 ? 1 : 0;
        }
        checkRange(in, drawable);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>(CandidateSampling.super.attributes(op));
        attributes.put("range_max", rangeMax);
        attributes.put("vocab_file", "");
        attributes.put("distortion", distortion);
        attributes.put("num_reserved_ids", numReservedIds);
        attributes.put("num_shards", numShards);
        attributes.put("shard", shard);
        attributes.put("unigrams", unigrams);
        return attributes;
    }
}
