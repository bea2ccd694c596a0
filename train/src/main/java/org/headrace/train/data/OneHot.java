package org.headrace.train.data;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** Labels as rows of zeros with one 1: what {@code tf.oneHot} does in the graph. */
public final class OneHot {
    private OneHot() {}

    /**
     * float32, of the labels' shape followed by {@code depth}.
     *
     * @param labels integers, from 0 to {@code depth - 1}
     * @throws InvalidArgumentException if one is none; in the graph it would become a row of zeros
     */
    public static Tensor of(Tensor labels, int depth) {
        if (!labels.dtype().isInteger() || depth < 1) {
            throw new InvalidArgumentException(
                    "labels of " + labels.dtype() + " cannot be one-hot of depth " + depth + ": they must be integers");
        }
        Tensor rows = Tensor.zeros(DType.FLOAT32, labels.shape().concat(Shape.of(depth)));
        for (int i = 0; i < labels.size(); i++) {
            long label = labels.longAt(i);
            if (label < 0 || label >= depth) {
                throw new InvalidArgumentException(
                        "label " + i + " is " + label + ": labels must be 0 to " + (depth - 1));
            }
            rows.floats()[(int) (i * (long) depth + label)] = 1;
        }
        return rows;
    }
}
