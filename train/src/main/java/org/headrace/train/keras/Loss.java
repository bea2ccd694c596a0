package org.headrace.train.keras;

import java.util.LinkedHashMap;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Ops;
import org.headrace.ops.math.Sigmoid;
import org.headrace.ops.nn.Softmax;

/**
 * How wrong a model is: {@code (tf, yTrue, yPred) -> tf.abs(tf.sub(yTrue, yPred))}, or one of Keras' by name. What it returns,
 * a value for each example or more of them, is averaged.
 */
@FunctionalInterface
public interface Loss {
    /** What logarithms and quotients are kept away from 0 by, as in Keras. */
    double EPSILON = 1e-7;

    /** Adds the ops to {@code tf}'s scope. */
    Output of(Ops tf, Output yTrue, Output yPred);

    /** What the model must be fed as {@code yTrue} for this output: by default, float32 of the output's shape. */
    default TensorSpec target(Output yPred) {
        return new TensorSpec(yPred.dtype(), yPred.shape());
    }

    /**
     * Keras' loss of this name: mse (mean_squared_error), mae (mean_absolute_error), binary_crossentropy,
     * categorical_crossentropy, sparse_categorical_crossentropy.
     *
     * @throws org.headrace.core.InvalidArgumentException if there is none of the name
     */
    static Loss of(String name) {
        Map<String, Loss> byName = new LinkedHashMap<>();
        byName.put("mse", Loss::meanSquaredError);
        byName.put("mean_squared_error", Loss::meanSquaredError);
        byName.put("mae", Loss::meanAbsoluteError);
        byName.put("mean_absolute_error", Loss::meanAbsoluteError);
        byName.put("binary_crossentropy", Loss::binaryCrossentropy);
        byName.put("categorical_crossentropy", Loss::categoricalCrossentropy);
        byName.put("sparse_categorical_crossentropy", new SparseCategoricalCrossentropy());
        return Known.byName("loss function", name, byName);
    }

    private static Output meanSquaredError(Ops tf, Output yTrue, Output yPred) {
        return tf.reduceMean(tf.math.squaredDifference(yPred, yTrue), -1);
    }

    private static Output meanAbsoluteError(Ops tf, Output yTrue, Output yPred) {
        return tf.reduceMean(tf.abs(tf.withName("sub").sub(yPred, yTrue)), -1);
    }

    /** Of probabilities that a sigmoid gave, from what the sigmoid was given: that neither overflows nor saturates. */
    private static Output binaryCrossentropy(Ops tf, Output yTrue, Output yPred) {
        if (yPred.op().type() instanceof Sigmoid) {
            Output logits = yPred.op().input(0);
            return tf.reduceMean(tf.nn.sigmoidCrossEntropyWithLogits(yTrue, logits), -1);
        }
        Output p = tf.clipByValue(yPred, EPSILON, 1 - EPSILON);
        Output yes = tf.mul(yTrue, tf.log(tf.add(p, EPSILON)));
        Output no = tf.mul(tf.sub(1, yTrue), tf.log(tf.add(tf.sub(1, p), EPSILON)));
        return tf.reduceMean(tf.neg(tf.add(yes, no)), -1);
    }

    /** Of probabilities that a softmax gave, from what the softmax was given. Others are made to sum to 1. */
    private static Output categoricalCrossentropy(Ops tf, Output yTrue, Output yPred) {
        if (yPred.op().type() instanceof Softmax) {
            return tf.nn.softmaxCrossEntropyWithLogitsV2(yTrue, yPred.op().input(0));
        }
        Output p = tf.div(yPred, tf.reduceSum(yPred, -1, true));
        Output safe = tf.clipByValue(p, EPSILON, 1 - EPSILON);
        return tf.neg(tf.reduceSum(tf.mul(yTrue, tf.log(safe)), -1));
    }

    /** The same for the numbers of the true classes, int64. */
    final class SparseCategoricalCrossentropy implements Loss {
        private SparseCategoricalCrossentropy() {}

        @Override
        public Output of(Ops tf, Output yTrue, Output yPred) {
            Output logits = yPred.op().type() instanceof Softmax
                    ? yPred.op().input(0)
                    : tf.log(tf.clipByValue(yPred, EPSILON, 1 - EPSILON));
            return tf.nn.sparseSoftmaxCrossEntropyWithLogits(yTrue, logits);
        }

        @Override
        public TensorSpec target(Output yPred) {
            Shape shape = yPred.shape();
            return new TensorSpec(DType.INT64, shape.slice(0, shape.rank() - 1));
        }
    }
}
