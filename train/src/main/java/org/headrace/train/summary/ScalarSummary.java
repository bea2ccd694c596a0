package org.headrace.train.summary;

import org.headrace.core.InferContext;
import org.headrace.core.KernelContext;
import org.headrace.interop.Summary;

/** A number: TensorFlow's {@code ScalarSummary(tags, values)}, of one tag. */
public record ScalarSummary() implements SummaryOp {
    @Override
    public void require(InferContext in) {
        SummaryOp.requireReal(in);
        if (in.shape(1).hasRank() && !in.shape(1).isScalar()) {
            throw in.error(
                    "tags and values not the same shape: [] != %s: take a scalar, as tf.reduceMean makes it",
                    in.shape(1).toBrackets());
        }
    }

    @Override
    public Summary summary(KernelContext context, String tag) {
        return Summary.scalar(tag, (float) context.input(1).doubleAt(0));
    }
}
