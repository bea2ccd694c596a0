package org.headrace.ops.nn;

import java.util.Map;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.ops.DTypes;

/**
 * Batch normalization in one op, {@code (x - mean) / sqrt(variance + epsilon) * scale + offset} for each channel:
 * TensorFlow's {@code FusedBatchNormV2}. Inputs x, scale, offset, mean, variance; while training the last two are empty.
 * Outputs y, the batch's mean and variance, the latter times {@code n / (n - 1)} while training, and both as they were used
 * in y. Kernels: x of float32 or halves, NHWC.
 *
 * @param epsilon what is added to the variance
 * @param dataFormat {@code "NHWC"}, or {@code "NCHW"}, for which there is no kernel
 * @param isTraining whether to use the batch's mean and variance
 */
public record FusedBatchNormV2(float epsilon, String dataFormat, boolean isTraining) implements BatchNorming {
    @Override
    public DTypes images() {
        return Pools.SINGLE;
    }

    @Override
    public OpType gradientOp(String format) {
        return new FusedBatchNormGradV2(epsilon, format, isTraining);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return BatchNorming.withChannelType(BatchNorming.super.attributes(op));
    }
}
