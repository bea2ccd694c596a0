package org.headrace.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.ops.ctc.CTCBeamSearchDecoder;
import org.headrace.ops.ctc.CTCGreedyDecoder;
import org.headrace.ops.ctc.CTCLoss;

/** Sequences without alignment, a part of {@link NnOps}. */
abstract class SequenceOps {
    final Ops tf;

    SequenceOps(Ops tf) {
        this.tf = tf;
    }

    /**
     * The labels that a decoder found.
     *
     * @param decoded int64 {@code [batch, longest]}, one for each path, best first
     * @param logProbabilities their scores, {@code [batch, paths]}
     */
    public record Decoded(List<SparseOutput> decoded, Output logProbabilities) {}

    /**
     * For each sequence the negative logarithm of the probability that {@code inputs} spell its labels, of the shape
     * {@code [batch]}. The last class is the blank. Gradients flow to the inputs, once.
     *
     * @param labels int32 labels {@code [batch, longest]}, each row's one after the other
     * @param inputs logits {@code [time, batch, classes]}, float32 or float64
     * @param sequenceLength int32 {@code [batch]}: how many times of each sequence count
     * @see CTCLoss
     */
    public Output ctcLoss(SparseOutput labels, Output inputs, Output sequenceLength) {
        return ctcLoss(labels, inputs, sequenceLength, false, true, false, true);
    }

    /**
     * The same.
     *
     * @param preprocessCollapseRepeated whether equal labels that follow one another are made one first
     * @param ctcMergeRepeated whether equal classes that follow one another without a blank are one label
     * @param ignoreLongerOutputsThanInputs whether sequences shorter than their labels count nothing instead of being an error
     * @param timeMajor whether the inputs are {@code [time, batch, classes]}; else {@code [batch, time, classes]}
     */
    public Output ctcLoss(
            SparseOutput labels,
            Output inputs,
            Output sequenceLength,
            boolean preprocessCollapseRepeated,
            boolean ctcMergeRepeated,
            boolean ignoreLongerOutputsThanInputs,
            boolean timeMajor) {
        Output logits = timeMajor ? inputs : tf.withName("transpose").transpose(inputs, 1, 0, 2);
        return tf.add(
                new CTCLoss(preprocessCollapseRepeated, ctcMergeRepeated, ignoreLongerOutputsThanInputs),
                logits,
                labels.indices(),
                labels.values(),
                sequenceLength);
    }

    /**
     * For each sequence of logits {@code [time, batch, classes]}, float32 or float64, the labels of the greatest one at each
     * time, without the last class, the blank; equal ones that follow one another are one. Its score is the negative sum of the
     * greatest logits.
     *
     * @see CTCGreedyDecoder
     */
    public Decoded ctcGreedyDecoder(Output inputs, Output sequenceLength) {
        return ctcGreedyDecoder(inputs, sequenceLength, true);
    }

    /** The same; {@code mergeRepeated} says whether equal ones that follow one another are one. */
    public Decoded ctcGreedyDecoder(Output inputs, Output sequenceLength, boolean mergeRepeated) {
        return decoded(tf.addOp(new CTCGreedyDecoder(mergeRepeated), inputs, sequenceLength), 1);
    }

    /**
     * For each sequence of logits {@code [time, batch, classes]}, float32 or float64, the {@code topPaths} most probable label
     * sequences that a beam search of this width finds, and the logarithms of their probabilities. The last class is the blank.
     *
     * @param mergeRepeated whether equal labels that follow one another are made one in what is given; rarely wanted
     * @see CTCBeamSearchDecoder
     */
    public Decoded ctcBeamSearchDecoder(
            Output inputs, Output sequenceLength, int beamWidth, int topPaths, boolean mergeRepeated) {
        CTCBeamSearchDecoder type = new CTCBeamSearchDecoder(beamWidth, topPaths, mergeRepeated);
        return decoded(tf.addOp(type, inputs, sequenceLength), topPaths);
    }

    private static Decoded decoded(Op op, int paths) {
        List<SparseOutput> decoded = new ArrayList<>();
        for (int i = 0; i < paths; i++) {
            decoded.add(new SparseOutput(op.output(i), op.output(paths + i), op.output(2 * paths + i)));
        }
        return new Decoded(decoded, op.output(3 * paths));
    }
}
