package org.headrace.ops.nn;

import org.headrace.core.DType;
import org.headrace.ops.DTypes;

/**
 * The gradient of {@link FusedBatchNorm} from y's gradient, x, scale, and the mean and variance that were used: the gradients
 * as to x, scale and offset, and two empty outputs. TensorFlow's {@code FusedBatchNormGrad}. Kernel: float32, NHWC.
 *
 * @param epsilon what is added to the variance
 * @param dataFormat {@code "NHWC"}, or {@code "NCHW"}, for which there is no kernel
 * @param isTraining whether mean and variance are the batch's
 */
public record FusedBatchNormGrad(float epsilon, String dataFormat, boolean isTraining) implements BatchNormingGradient {
    @Override
    public DTypes images() {
        return DTypes.of(DType.FLOAT32);
    }
}
