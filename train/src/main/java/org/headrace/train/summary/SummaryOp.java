package org.headrace.train.summary;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.interop.Summary;
import org.headrace.ops.NotDifferentiable;

/** What summary ops have in common: a tag and a tensor come in, a serialized {@link Summary} goes out. */
interface SummaryOp extends NotDifferentiable {
    /** The summary of a run. */
    Summary summary(KernelContext context, String tag);

    @Override
    default List<TensorSpec> infer(InferContext in) {
        if (in.dtype(0) != DType.STRING) {
            throw in.error("a tag is a string, not %s", in.input(0));
        }
        in.requireRank(0, 0);
        require(in);
        return List.of(TensorSpec.of(DType.STRING));
    }

    /** Checks the tensor, input 1. */
    void require(InferContext in);

    @Override
    default Kernel kernel(Signature signature) {
        return context -> {
            String tag = new String(context.input(0).strings()[0], StandardCharsets.UTF_8);
            byte[] bytes = summary(context, tag).toBytes();
            context.output(0).strings()[0] = bytes;
        };
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(1).dtype());
    }

    /** Checks that input 1 is of a real dtype. */
    static void requireReal(InferContext in) {
        if (!in.dtype(1).isInteger() && !in.dtype(1).isFloating()) {
            throw in.error("values must be real numbers, not %s: cast them", in.input(1));
        }
    }
}
