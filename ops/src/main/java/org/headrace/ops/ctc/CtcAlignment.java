package org.headrace.ops.ctc;

import java.util.Arrays;
import org.headrace.core.OpContext;
import org.headrace.core.Tensor;

/**
 * All ways in which one sequence of inputs spells its labels, by the forward and backward variables of A. Graves,
 * "Supervised sequence labelling with recurrent neural networks", chapter 7. Labels stand between blanks: position
 * {@code 2k + 1} is label k, the others are blanks. Probabilities are logarithms, in double.
 */
final class CtcAlignment {
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    private final boolean collapse;
    private final boolean merge;
    private final int blank;
    private final int classes;
    /** The probabilities of the classes, and their logarithms, time by time. */
    private final double[] probabilities;

    private final double[] logs;
    private final double[] byClass;
    private final int times;
    private int[] labels = new int[0];
    private double[] forward = new double[0];
    private double[] backward = new double[0];
    private int positions;
    private int length;
    private double total;

    CtcAlignment(CTCLoss op, int times, int classes) {
        this.collapse = op.preprocessCollapseRepeated();
        this.merge = op.ctcMergeRepeated();
        this.classes = classes;
        this.blank = classes - 1;
        this.times = times;
        this.probabilities = new double[Math.multiplyExact(times, classes)];
        this.logs = new double[probabilities.length];
        this.byClass = new double[classes];
    }

    /** Takes the labels of sequence {@code b}. */
    void setLabels(OpContext context, int b, int[] values, int from, int count) {
        if (count == 0) {
            throw context.error("Labels length is zero in batch %d", b);
        }
        if (labels.length < 2 * count + 1) {
            labels = new int[2 * count + 1];
            forward = new double[Math.multiplyExact(labels.length, times)];
            backward = new double[forward.length];
        }
        positions = 0;
        boolean ended = false;
        for (int i = 0; i < count; i++) {
            int label = values[from + i];
            if (i > 0 && collapse && label == values[from + i - 1]) {
                continue;
            }
            if (label < 0) {
                throw context.error("All labels must be nonnegative integers, batch: %d label: %d", b, label);
            }
            if (label >= blank) {
                ended = true;
            } else if (ended) {
                throw context.error(
                        "Saw a non-null label (index >= num_classes - 1) following a null label, batch: %d"
                                + " num_classes: %d labels: %s",
                        b, classes, Arrays.toString(Arrays.copyOfRange(values, from, from + count)));
            } else {
                labels[positions++] = blank;
                labels[positions++] = label;
            }
        }
        labels[positions++] = blank;
    }

    /** The loss. The logits of time t begin at {@code from + t * step}. */
    double align(Tensor logits, int from, int step, int timesUsed) {
        length = timesUsed;
        for (int t = 0; t < length; t++) {
            softmax(logits, from + t * step, t * classes);
        }
        goForward();
        goBackward();
        total = NEVER;
        for (int u = 0; u < positions; u++) {
            total = add(total, forward[u] + backward[u]);
        }
        return -total;
    }

    private void softmax(Tensor logits, int from, int to) {
        double max = NEVER;
        for (int i = 0; i < classes; i++) {
            max = Math.max(max, logits.doubleAt(from + i));
        }
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            probabilities[to + i] = Math.exp(logits.doubleAt(from + i) - max);
            sum += probabilities[to + i];
        }
        double logSum = Math.log(sum);
        for (int i = 0; i < classes; i++) {
            probabilities[to + i] /= sum;
            logs[to + i] = logits.doubleAt(from + i) - max - logSum;
        }
    }

    /** The positions that time t can be at, with enough times left for the labels after them. */
    private int first(int t) {
        return Math.max(0, positions - 2 * (length - t));
    }

    private int end(int t) {
        return Math.min(positions, 2 * (t + 1));
    }

    private boolean skipsBlank(int u, int other) {
        return labels[u] != blank && !(merge && labels[u] == labels[other]);
    }

    private boolean stays(int u) {
        return merge || labels[u] == blank;
    }

    private void goForward() {
        Arrays.fill(forward, 0, positions * length, NEVER);
        forward[0] = logs[blank];
        if (positions > 1) {
            forward[1] = logs[labels[1]];
        }
        for (int t = 1; t < length; t++) {
            int before = (t - 1) * positions;
            for (int u = first(t); u < end(t); u++) {
                double sum = stays(u) ? forward[before + u] : NEVER;
                if (u > 0) {
                    sum = add(sum, forward[before + u - 1]);
                }
                if (u > 1 && skipsBlank(u, u - 2)) {
                    sum = add(sum, forward[before + u - 2]);
                }
                forward[t * positions + u] = logs[t * classes + labels[u]] + sum;
            }
        }
    }

    private void goBackward() {
        Arrays.fill(backward, 0, positions * length, NEVER);
        for (int u = Math.max(0, positions - 2); u < positions; u++) {
            backward[(length - 1) * positions + u] = 0;
        }
        for (int t = length - 2; t >= 0; t--) {
            int after = (t + 1) * positions;
            int log = (t + 1) * classes;
            for (int u = first(t); u < end(t); u++) {
                double sum = stays(u) ? backward[after + u] + logs[log + labels[u]] : NEVER;
                if (u + 1 < positions) {
                    sum = add(sum, backward[after + u + 1] + logs[log + labels[u + 1]]);
                }
                if (u + 2 < positions && skipsBlank(u, u + 2)) {
                    sum = add(sum, backward[after + u + 2] + logs[log + labels[u + 2]]);
                }
                backward[t * positions + u] = sum;
            }
        }
    }

    /** Writes the gradient, where {@link #align} found the logits. If no way has a probability it is the probabilities. */
    void gradient(Tensor gradient, int from, int step) {
        for (int t = 0; t < length; t++) {
            Arrays.fill(byClass, NEVER);
            for (int u = 0; u < positions; u++) {
                int at = t * positions + u;
                byClass[labels[u]] = add(byClass[labels[u]], forward[at] + backward[at]);
            }
            for (int i = 0; i < classes; i++) {
                double share = total == NEVER ? 0 : Math.exp(byClass[i] - total);
                store(gradient, from + t * step + i, probabilities[t * classes + i] - share);
            }
        }
    }

    private static void store(Tensor gradient, int at, double value) {
        if (gradient.array() instanceof float[] floats) {
            floats[at] = (float) value;
        } else {
            gradient.doubles()[at] = value;
        }
    }

    /** {@code log(exp(a) + exp(b))}. */
    static double add(double a, double b) {
        double greater = Math.max(a, b);
        return greater == NEVER ? NEVER : greater + Math.log1p(Math.exp(Math.min(a, b) - greater));
    }
}
