package org.headrace.autodiff.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.headrace.ops.nn.Softplus;

/** Rows of the activation functions. */
final class ActivationCases {
    private static final float[][] X = {{-100, -3, -0.5f, -0.1f}, {0.25f, 0.5f, 3, 100}};

    private ActivationCases() {}

    private static OpCase special(String name, Function<Ops, UnaryOperator<Output>> op, float[] special) {
        return OpCase.of(name + "/special", (tf, in) -> op.apply(tf).apply(in.get(0)), (Object) special)
                .notDifferentiable();
    }

    static List<OpCase> rows() {
        List<OpCase> rows = new ArrayList<>();
        rows.add(OpCase.of("Relu", (tf, in) -> tf.nn.relu(in.get(0)), (Object) X));
        rows.add(OpCase.of("Relu6", (tf, in) -> tf.nn.relu6(in.get(0)), (Object) X));
        rows.add(OpCase.of("Elu", (tf, in) -> tf.nn.elu(in.get(0)), (Object) X));
        rows.add(OpCase.of("Selu", (tf, in) -> tf.nn.selu(in.get(0)), (Object) X));
        // TensorFlow's own formula is up to 6 float32 units off at -3, in float64 14
        rows.add(OpCase.of("Softplus", (tf, in) -> tf.nn.softplus(in.get(0)), (Object) X)
                .within(16)
                .between(
                        -2,
                        30)); // further down it takes the logarithm of 1 and a little more, which is off by the more
        rows.add(OpCase.of("Softplus/as a user's op", (tf, in) -> tf.add(new Softplus(), in.get(0)), 1f));
        rows.add(OpCase.of("Softsign", (tf, in) -> tf.nn.softsign(in.get(0)), (Object) X)
                .onceDifferentiable());
        rows.add(OpCase.of("LeakyRelu", (tf, in) -> tf.nn.leakyRelu(in.get(0), 0.1f), (Object) X));
        float[] special = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f, -0f};
        rows.add(special("Relu", tf -> tf.nn::relu, special));
        rows.add(special("Relu6", tf -> tf.nn::relu6, special));
        rows.add(special("Elu", tf -> tf.nn::elu, special));
        rows.add(special("Selu", tf -> tf.nn::selu, special));
        rows.add(special("Softplus", tf -> tf.nn::softplus, special));
        rows.add(special("Softsign", tf -> tf.nn::softsign, special));
        rows.add(special("LeakyRelu", tf -> tf.nn::leakyRelu, special));
        rows.add(OpCase.of(
                        "ReluGrad/special",
                        (tf, in) -> tf.nn.reluGrad(in.get(0), in.get(1)),
                        new float[] {1, -2, 3, 1 / 0f},
                        new float[] {-1, -1, 2, 0})
                .notDifferentiable());
        return rows;
    }
}
