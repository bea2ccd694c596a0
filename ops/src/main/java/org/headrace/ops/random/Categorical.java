package org.headrace.ops.random;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/**
 * An op that draws classes for each row of logits {@code [batch, classes]}, {@code numSamples} of them: class {@code i} with
 * a probability proportional to {@code exp(logits[i])}; classes with a logit that is not finite are not drawn.
 */
interface Categorical extends NotDifferentiable {
    DType outputDtype();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC.require(in, 0, "logits");
        DTypes.of(DType.INT32).require(in, 1, "num_samples");
        if (!DTypes.INDEX.members().contains(outputDtype())) {
            throw in.error("output_dtype is %s, not in list of allowed values: %s", outputDtype(), DTypes.INDEX);
        }
        Shape logits = in.requireRank(0, 2);
        in.requireRank(1, 0);
        if (logits.hasRank() && logits.dim(1) == 0) {
            throw in.error("num_classes should be positive, got 0");
        }
        Tensor count = in.constant(1);
        if (count != null && count.toInt() < 0) {
            throw in.error("num_samples should be non-negative, got %d", count.toInt());
        }
        long batch = logits.hasRank() ? logits.dim(0) : Shape.UNKNOWN;
        return List.of(new TensorSpec(outputDtype(), Shape.of(batch, count == null ? Shape.UNKNOWN : count.toInt())));
    }

    /** The kernel that draws from what {@code reservation} gives it. */
    default CategoricalKernel kernel(Signature signature, DrawingKernel.Reservation reservation) {
        DType dtype = signature.input(0).dtype();
        if (dtype != DType.FLOAT32 && dtype != DType.FLOAT64) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for logits of " + dtype + ": cast them to float32");
        }
        return new CategoricalKernel(signature, reservation);
    }
}
