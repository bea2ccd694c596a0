package org.headrace.ops.nn;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/**
 * Whether fewer than {@code k} classes are predicted above the target, for each row of float32 predictions
 * {@code [batch, classes]}, int32 or int64 targets {@code [batch]} and a scalar {@code k} of the targets' dtype: TensorFlow's
 * {@code InTopKV2}. False for a target that is no class and for a row with a prediction that is not finite.
 */
public record InTopKV2() implements OpType {
    /** The bits of a float that are all set where it is not finite. */
    private static final int EXPONENT = 0x7f800000;

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
        int rows = (int) signature.input(0).shape().dim(0);
        int classes = (int) signature.input(0).shape().dim(1);
        return context -> find(context, rows, classes, context.input(2).longAt(0));
    }

    /** Writes for each row whether the target is among the {@code k} best. */
    static void find(KernelContext context, int rows, int classes, long k) {
        float[] predictions = context.input(0).floats();
        Tensor targets = context.input(1);
        byte[] y = context.output(0).bytes();
        for (int i = 0; i < rows; i++) {
            long target = targets.longAt(i);
            boolean in = target >= 0 && target < classes && rank(predictions, i * classes, classes, (int) target) < k;
            y[i] = (byte) (in ? 1 : 0);
        }
    }

    /** How many predictions are above the target's; as many as can be if one is not finite. */
    private static int rank(float[] predictions, int from, int classes, int target) {
        float mark = predictions[from + target];
        int above = 0;
        int finite = 0;
        for (int j = 0; j < classes; j++) { // signs of differences instead of comparisons, which the JIT compiler vectorizes
            int bits = Float.floatToRawIntBits(predictions[from + j]);
            finite += (bits & EXPONENT) - EXPONENT >>> 31;
            above += Float.floatToRawIntBits(mark - predictions[from + j] + 0f) >>> 31; // + 0f: -0 is not below 0
        }
        return finite < classes ? Integer.MAX_VALUE : above;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(1).dtype());
    }
}
