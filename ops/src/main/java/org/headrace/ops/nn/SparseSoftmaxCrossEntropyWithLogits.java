package org.headrace.ops.nn;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.RecastKernel;
import org.headrace.ops.kernels.SparseCrossEntropyKernel;

/**
 * Of logits {@code [batch, classes]} and the numbers of the true classes {@code [batch]} the losses {@code [batch]},
 * {@code -log(softmax(logits)[label])}, and their gradients as to the logits: TensorFlow's
 * {@code SparseSoftmaxCrossEntropyWithLogits}. A label that is no class is an error when it runs. Kernels: float32, float64.
 */
public record SparseSoftmaxCrossEntropyWithLogits() implements Differentiable {
    private static final String ONCE =
            "Currently there is no way to take the second derivative of sparse_softmax_cross_entropy_with_logits due to "
                    + "the fused implementation's interaction with tf.gradients()";

    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.FLOATING.require(in, 0, "features");
        DTypes.INDEX.require(in, 1, "labels");
        Shape logits = in.requireRank(0, 2);
        Shape labels = in.requireRank(1, 1);
        long batch = logits.hasRank() ? logits.dim(0) : Shape.UNKNOWN;
        long count = labels.hasRank() ? labels.dim(0) : Shape.UNKNOWN;
        if (batch != count && batch != Shape.UNKNOWN && count != Shape.UNKNOWN) {
            throw in.error(
                    "logits and labels must have the same first dimension, got logits shape %s and labels shape %s",
                    logits.toBrackets(), labels.toBrackets());
        }
        long classes = logits.hasRank() ? logits.dim(1) : Shape.UNKNOWN;
        if (classes == 0) {
            throw in.error("Must have at least one class, but got logits shape %s", logits.toBrackets());
        }
        long rows = batch == Shape.UNKNOWN ? count : batch;
        return List.of(in.input(0).withShape(Shape.of(rows)), in.input(0).withShape(Shape.of(rows, classes)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return RecastKernel.ofHalves(signature, SparseCrossEntropyKernel::new);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output once = tf.preventGradient(op.output(1), ONCE);
        return Gradient.list(SoftmaxCrossEntropyWithLogits.timesRows(tf, dy.get(0), once), null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tlabels", op.input(1).dtype());
    }
}
