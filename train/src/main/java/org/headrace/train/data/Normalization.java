package org.headrace.train.data;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/**
 * {@code (x - mean) / deviation}: features of the same size. Take both from the training set, and apply them to all sets.
 *
 * @param mean float32; a scalar, or one for each feature
 * @param deviation float32, of the same shape
 */
public record Normalization(Tensor mean, Tensor deviation) {
    public Normalization {
        if (mean.dtype() != DType.FLOAT32 || !mean.spec().equals(deviation.spec())) {
            throw new InvalidArgumentException("mean and deviation must be float32 of one shape, but they are "
                    + mean.spec() + " and " + deviation.spec());
        }
    }

    /** The same constants for all features: {@code by(0, 255)} brings grey levels to 0 to 1. */
    public static Normalization by(double mean, double deviation) {
        return new Normalization(Tensor.of(DType.FLOAT32, (float) mean), Tensor.of(DType.FLOAT32, (float) deviation));
    }

    /**
     * Mean and standard deviation of each feature over the first dimension, as {@code numpy.mean} and {@code numpy.std}
     * give them. A feature that is always the same keeps its deviation of 0 as 1, so that it becomes 0.
     *
     * @param trainingSet {@code [examples, ...]} of any real dtype, at least one example
     */
    public static Normalization of(Tensor trainingSet) {
        if (trainingSet.shape().isScalar() || trainingSet.shape().dim(0) == 0) {
            throw new InvalidArgumentException(
                    "a training set of shape " + trainingSet.shape() + " has no examples to take a mean of");
        }
        Shape shape = trainingSet.shape().slice(1, trainingSet.shape().rank());
        int count = (int) trainingSet.shape().dim(0);
        int features = shape.size();
        Tensor mean = Tensor.zeros(DType.FLOAT32, shape);
        Tensor deviation = Tensor.zeros(DType.FLOAT32, shape);
        for (int f = 0; f < features; f++) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += trainingSet.doubleAt(i * features + f);
            }
            double average = sum / count;
            double squares = 0;
            for (int i = 0; i < count; i++) {
                double difference = trainingSet.doubleAt(i * features + f) - average;
                squares += difference * difference;
            }
            mean.floats()[f] = (float) average;
            float spread = (float) Math.sqrt(squares / count);
            deviation.floats()[f] = spread == 0 ? 1 : spread;
        }
        return new Normalization(mean, deviation);
    }

    /**
     * The normalised values, a new float32 tensor of the same shape.
     *
     * @param values of any real dtype; one example, or many along further dimensions in front
     * @throws InvalidArgumentException if the shape does not end with the features' shape
     */
    public Tensor apply(Tensor values) {
        int rank = values.shape().rank();
        int inner = mean.shape().rank();
        if (rank < inner || !values.shape().slice(rank - inner, rank).equals(mean.shape())) {
            throw new InvalidArgumentException(
                    "values of shape " + values.shape() + " do not end with the features' " + mean.shape());
        }
        float[] result = values.toFloatArray();
        int features = mean.size();
        for (int i = 0; i < result.length; i++) {
            int f = i % features;
            result[i] = (result[i] - mean.floats()[f]) / deviation.floats()[f];
        }
        return Tensor.wrap(values.shape(), result);
    }
}
