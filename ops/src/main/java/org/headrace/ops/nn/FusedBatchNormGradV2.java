package org.headrace.ops.nn;

import java.util.Map;
import org.headrace.core.Op;
import org.headrace.ops.DTypes;

/**
 * The gradient of {@link FusedBatchNormV2} from y's gradient, x, scale, and the mean and variance that were used: the gradients
 * as to x, scale and offset, and two empty outputs. TensorFlow's {@code FusedBatchNormGradV2}. Kernels: x of float32 or halves, NHWC.
 *
 * @param epsilon what is added to the variance
 * @param dataFormat {@code "NHWC"}, or {@code "NCHW"}, for which there is no kernel
 * @param isTraining whether mean and variance are the batch's
 */
public record FusedBatchNormGradV2(float epsilon, String dataFormat, boolean isTraining)
        implements BatchNormingGradient {
    @Override
    public DTypes images() {
        return Pools.SINGLE;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return BatchNorming.withChannelType(BatchNormingGradient.super.attributes(op));
    }
}
