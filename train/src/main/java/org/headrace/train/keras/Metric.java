package org.headrace.train.keras;

import java.util.LinkedHashMap;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.ops.Ops;

/**
 * What is reported beside the loss: a name, and a value for a batch that is averaged over its elements.
 *
 * @param name the key in the history: {@code acc}; for validation data {@code val_acc}
 */
public record Metric(String name, Function function) {
    /** The ops of a metric. */
    @FunctionalInterface
    public interface Function {
        /** Adds the ops to {@code tf}'s scope. */
        Output of(Ops tf, Output yTrue, Output yPred);
    }

    /**
     * Keras' metric of this name: accuracy (or acc; the history's key is {@code acc}, as in TensorFlow 1), mse, mae,
     * binary_accuracy, categorical_accuracy, sparse_categorical_accuracy.
     *
     * @throws org.headrace.core.InvalidArgumentException if there is none of the name
     */
    public static Metric of(String name) {
        Map<String, Metric> byName = new LinkedHashMap<>();
        byName.put("accuracy", new Metric("acc", Metric::accuracy));
        byName.put("acc", new Metric("acc", Metric::accuracy));
        byName.put("mse", new Metric("mean_squared_error", (tf, t, p) -> Loss.of("mse")
                .of(tf, t, p)));
        byName.put("mae", new Metric("mean_absolute_error", (tf, t, p) -> Loss.of("mae")
                .of(tf, t, p)));
        byName.put("binary_accuracy", new Metric(name, Metric::binaryAccuracy));
        byName.put("categorical_accuracy", new Metric(name, Metric::categoricalAccuracy));
        byName.put("sparse_categorical_accuracy", new Metric(name, Metric::sparseCategoricalAccuracy));
        return Known.byName("metric", name, byName);
    }

    /** Which accuracy fits: by classes' numbers, for one output by the threshold, else by the greatest. */
    private static Output accuracy(Ops tf, Output yTrue, Output yPred) {
        if (!yTrue.dtype().isFloating()) {
            return sparseCategoricalAccuracy(tf, yTrue, yPred);
        }
        return yPred.shape().dim(-1) == 1 ? binaryAccuracy(tf, yTrue, yPred) : categoricalAccuracy(tf, yTrue, yPred);
    }

    private static Output binaryAccuracy(Ops tf, Output yTrue, Output yPred) {
        Output guess = tf.cast(tf.greater(yPred, 0.5), yPred.dtype());
        return tf.cast(tf.equal(yTrue, guess), DType.FLOAT32);
    }

    private static Output categoricalAccuracy(Ops tf, Output yTrue, Output yPred) {
        return tf.cast(tf.equal(tf.argmax(yTrue, -1), tf.argmax(yPred, -1)), DType.FLOAT32);
    }

    private static Output sparseCategoricalAccuracy(Ops tf, Output yTrue, Output yPred) {
        return tf.cast(tf.equal(yTrue, tf.argmax(yPred, -1)), DType.FLOAT32);
    }
}
