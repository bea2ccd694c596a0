package org.headrace.ops.ctc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
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

/**
 * For each sequence the negative logarithm of the probability that its inputs spell its labels, and the gradient of that by
 * the inputs: TensorFlow's {@code CTCLoss(inputs, labels_indices, labels_values, sequence_length)}. The inputs are logits
 * {@code [time, batch, classes]}, float32 or float64, of which the last class is the blank.
 *
 * @param preprocessCollapseRepeated whether equal labels that follow one another are made one first
 * @param ctcMergeRepeated whether equal classes that follow one another without a blank are one label
 * @param ignoreLongerOutputsThanInputs whether sequences shorter than their labels count nothing instead of being an error
 */
public record CTCLoss(
        boolean preprocessCollapseRepeated, boolean ctcMergeRepeated, boolean ignoreLongerOutputsThanInputs)
        implements Differentiable {
    private static final String ONCE =
            "Currently there is no way to take the second derivative of ctc_loss due to the fused"
                    + " implementation's interaction with tf.gradients()";

    @Override
    public List<TensorSpec> infer(InferContext in) {
        CtcDecoder.REAL.require(in, 0, "inputs");
        DTypes.of(DType.INT64).require(in, 1, "labels_indices");
        DTypes.of(DType.INT32).require(in, 2, "labels_values");
        DTypes.of(DType.INT32).require(in, 3, "sequence_length");
        Shape inputs = in.requireRank(0, 3);
        Shape indices = in.requireRank(1, 2);
        Shape values = in.requireRank(2, 1);
        Shape lengths = in.requireRank(3, 1);
        if (indices.hasRank() && values.hasRank() && !indices.slice(0, 1).isCompatibleWith(values)) {
            throw in.error(
                    "labels_indices and labels_values must contain the same number of rows, but saw shapes: %s vs. %s",
                    indices.toBrackets(), values.toBrackets());
        }
        Shape batch = inputs.hasRank() ? inputs.slice(1, 2) : Shape.unknownDims(1);
        if (!batch.isCompatibleWith(lengths)) {
            throw in.error(
                    "len(sequence_length) != batch_size.  sequence_length: %s inputs: %s",
                    lengths.toBrackets(), inputs.toBrackets());
        }
        Shape losses = batch.merge(lengths);
        return List.of(in.input(0).withShape(losses), in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return new CtcLossKernel(this, signature);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output once = tf.preventGradient(op.output(1), ONCE);
        Output scaled = tf.withName("mul").mul(tf.expandDims(dys.get(0), -1), once);
        return Gradient.list(scaled, null, null, null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("preprocess_collapse_repeated", preprocessCollapseRepeated);
        attributes.put("ctc_merge_repeated", ctcMergeRepeated);
        attributes.put("ignore_longer_outputs_than_inputs", ignoreLongerOutputsThanInputs);
        attributes.put("T", op.input(0).dtype());
        return attributes;
    }
}
