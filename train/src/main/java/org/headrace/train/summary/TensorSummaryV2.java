package org.headrace.train.summary;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.KernelContext;
import org.headrace.core.Tensor;
import org.headrace.interop.Summary;

/** A tensor, for a plugin of TensorBoard: TensorFlow's {@code TensorSummaryV2(tag, tensor, serialized_summary_metadata)}. */
public record TensorSummaryV2() implements SummaryOp {
    @Override
    public void require(InferContext in) {
        if (in.dtype(2) != DType.STRING) {
            throw in.error("serialized_summary_metadata must be a string, not %s", in.input(2));
        }
        in.requireRank(2, 0);
    }

    @Override
    public Summary summary(KernelContext context, String tag) {
        Tensor tensor = context.input(1);
        Summary.Metadata metadata = Summary.Metadata.parse(context.input(2).strings()[0]);
        return new Summary(List.of(new Summary.Value(tag, new Summary.TensorContent(tensor), metadata)));
    }
}
