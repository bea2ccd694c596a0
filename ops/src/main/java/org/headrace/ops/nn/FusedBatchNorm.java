package org.headrace.ops.nn;

import org.headrace.core.DType;
import org.headrace.core.OpType;
import org.headrace.ops.DTypes;

/**
 * Batch normalization in one op, {@code (x - mean) / sqrt(variance + epsilon) * scale + offset} for each channel:
 * TensorFlow's {@code FusedBatchNorm}. Inputs x, scale, offset, mean, variance; while training the last two are empty.
 * Outputs y, the batch's mean and variance, the latter times {@code n / (n - 1)} while training, and both as they were used
 * in y. Kernel: float32, NHWC.
 *
 * @param epsilon what is added to the variance
 * @param dataFormat {@code "NHWC"}, or {@code "NCHW"}, for which there is no kernel
 * @param isTraining whether to use the batch's mean and variance
 */
public record FusedBatchNorm(float epsilon, String dataFormat, boolean isTraining) implements BatchNorming {
    @Override
    public DTypes images() {
        return DTypes.of(DType.FLOAT32);
    }

    @Override
    public OpType gradientOp(String format) {
        return new FusedBatchNormGrad(epsilon, format, isTraining);
    }
}
