package org.headrace.train.keras;

import java.util.LinkedHashMap;
import java.util.Map;
import org.headrace.core.Output;
import org.headrace.ops.Ops;

/** What a layer does to each of its values at the end: {@code (tf, x) -> tf.nn.leakyRelu(x)}, or one of Keras' by name. */
@FunctionalInterface
public interface ActivationFunction {
    /** Adds the ops to {@code tf}'s scope. */
    Output apply(Ops tf, Output x);

    /**
     * Keras' activation of this name: elu, exponential, hard_sigmoid, linear, relu, selu, sigmoid, softmax, softplus,
     * softsign, tanh.
     *
     * @throws org.headrace.core.InvalidArgumentException if there is none of the name
     */
    static ActivationFunction of(String name) {
        Map<String, ActivationFunction> byName = new LinkedHashMap<>();
        byName.put("elu", (tf, x) -> tf.nn.elu(x));
        byName.put("exponential", (tf, x) -> tf.exp(x));
        byName.put("hard_sigmoid", ActivationFunction::hardSigmoid);
        byName.put("linear", (tf, x) -> x);
        byName.put("relu", (tf, x) -> tf.nn.relu(x));
        byName.put("selu", (tf, x) -> tf.nn.selu(x));
        byName.put("sigmoid", (tf, x) -> tf.sigmoid(x));
        byName.put("softmax", (tf, x) -> tf.nn.softmax(x));
        byName.put("softplus", (tf, x) -> tf.nn.softplus(x));
        byName.put("softsign", (tf, x) -> tf.nn.softsign(x));
        byName.put("tanh", (tf, x) -> tf.tanh(x));
        return Known.byName("activation function", name, byName);
    }

    private static Output hardSigmoid(Ops tf, Output x) {
        Output scaled = tf.withName("mul").mul(x, 0.2);
        return tf.clipByValue(tf.withName("add").add(scaled, 0.5), 0, 1);
    }
}
