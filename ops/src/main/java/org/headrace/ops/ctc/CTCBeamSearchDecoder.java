package org.headrace.ops.ctc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/**
 * The most probable label sequences that a beam search finds, best first: TensorFlow's {@code CTCBeamSearchDecoder(inputs,
 * sequence_length)}. Their scores are logarithms of probabilities.
 *
 * @param beamWidth how many label sequences are kept from one time to the next
 * @param topPaths how many of them are given
 * @param mergeRepeated whether equal labels that follow one another are made one in what is given
 */
public record CTCBeamSearchDecoder(int beamWidth, int topPaths, boolean mergeRepeated) implements CtcDecoder {
    @Override
    public int paths() {
        return topPaths;
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        if (beamWidth < 1 || topPaths < 1 || topPaths > beamWidth) {
            throw in.error(
                    "requested more paths than the beam width, or none: beam_width = %d, top_paths = %d",
                    beamWidth, topPaths);
        }
        return CtcDecoder.super.infer(in);
    }

    @Override
    public List<Path> decode(KernelContext context, Tensor logits, int from, int step, int length, int classes) {
        CtcBeam beam = new CtcBeam(beamWidth, classes);
        for (int t = 0; t < length; t++) {
            beam.step(logits, from + t * step);
        }
        List<Path> best = beam.best(topPaths, mergeRepeated);
        if (best.size() < topPaths) {
            throw context.error(
                    "Less leaves in the beam search than requested: %d, but top_paths = %d", best.size(), topPaths);
        }
        return best;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("beam_width", beamWidth);
        attributes.put("top_paths", topPaths);
        attributes.put("merge_repeated", mergeRepeated);
        attributes.put("T", op.input(0).dtype());
        return attributes;
    }
}
