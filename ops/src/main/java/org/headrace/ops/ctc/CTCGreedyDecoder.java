package org.headrace.ops.ctc;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.KernelContext;
import org.headrace.core.Tensor;

/**
 * The labels of the greatest logit at each time, without blanks: TensorFlow's {@code CTCGreedyDecoder(inputs,
 * sequence_length)}. A sequence's score is the negative sum of its greatest logits.
 *
 * @param mergeRepeated whether equal classes that follow one another without a blank are one label
 */
public record CTCGreedyDecoder(boolean mergeRepeated) implements CtcDecoder {
    @Override
    public int paths() {
        return 1;
    }

    @Override
    public List<Path> decode(KernelContext context, Tensor logits, int from, int step, int length, int classes) {
        boolean single = logits.dtype() == DType.FLOAT32;
        List<Integer> labels = new ArrayList<>();
        double score = 0;
        int before = -1;
        for (int t = 0; t < length; t++) {
            int best = 0;
            for (int i = 1; i < classes; i++) {
                if (logits.doubleAt(from + t * step + i) > logits.doubleAt(from + t * step + best)) {
                    best = i;
                }
            }
            score -= logits.doubleAt(from + t * step + best);
            score = single ? (float) score : score;
            if (best != classes - 1 && !(mergeRepeated && best == before)) {
                labels.add(best);
            }
            before = best;
        }
        return List.of(new Path(labels, score));
    }
}
