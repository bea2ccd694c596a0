package org.headrace.ops.nn;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/**
 * Whether fewer than {@code k} classes are predicted above the target, for each row of float32 predictions
 * {@code [batch, classes]}, int32 or int64 targets {@code [batch]} and a scalar {@code k} of the targets' dtype: TensorFlow's
 * {@code InTopKV2}. False for a target that is no class and for a row with a prediction that is not finite.
 */
public record InTopKV2() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.of(DType.FLOAT32).require(in, 0, "predictions");
        DTypes.INDEX.require(in, 1, "targets");
        if (in.dtype(2) != in.dtype(1)) {
            throw in.error(
                    "Input 'k' of 'InTopKV2' Op has type %s that does not match type %s of argument 'targets'",
                    in.dtype(2), in.dtype(1));
        }
        in.requireRank(2, 0);
        return List.of(new TensorSpec(DType.BOOL, rows(in)));
    }

    /** The shape of the result: that of the targets, one for each row of the predictions. */
    static Shape rows(InferContext in) {
        Shape predictions = in.requireRank(0, 2);
        Shape targets = in.requireRank(1, 1);
        Shape batch = predictions.hasRank() ? predictions.slice(0, 1) : Shape.unknownDims(1);
        if (!batch.isCompatibleWith(targets)) {
            throw in.error(
                    "First dimension of predictions %s must match length of targets %s",
                    predictions.toBrackets(), targets.toBrackets());
        }
        return batch.merge(targets);
    }

    @Override
    public Kernel kernel(Signature signature) {
        RanksAbove ranks = new RanksAbove(signature);
        return context -> ranks.find(context, context.input(2).longAt(0));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(1).dtype());
    }
}
