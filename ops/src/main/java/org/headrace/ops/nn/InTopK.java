package org.headrace.ops.nn;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/**
 * {@link InTopKV2} with {@code k} as an attribute: TensorFlow's {@code InTopK}, of older graphs.
 *
 * @param k how many classes count as the best
 */
public record InTopK(long k) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.of(DType.FLOAT32).require(in, 0, "predictions");
        DTypes.INDEX.require(in, 1, "targets");
        return List.of(new TensorSpec(DType.BOOL, InTopKV2.rows(in)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        RanksAbove ranks = new RanksAbove(signature);
        return context -> ranks.find(context, k);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(1).dtype(), "k", k);
    }
}
