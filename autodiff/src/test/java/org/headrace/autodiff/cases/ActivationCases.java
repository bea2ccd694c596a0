package org.headrace.autodiff.cases;

import java.util.ArrayList;
import java.util.List;
import org.headrace.ops.nn.Softplus;

/** Rows of the activation functions. */
final class ActivationCases {
    private static final float[][] X = {{-100, -3, -0.5f, -0.1f}, {0.25f, 0.5f, 3, 100}};

    private ActivationCases() {}

    static List<OpCase> rows() {
        List<OpCase> rows = new ArrayList<>();
        rows.add(OpCase.of("Relu", (tf, in) -> tf.nn.relu(in.get(0)), (Object) X));
        rows.add(OpCase.of("Relu6", (tf, in) -> tf.nn.relu6(in.get(0)), (Object) X));
        rows.add(OpCase.of("Elu", (tf, in) -> tf.nn.elu(in.get(0)), (Object) X));
        rows.add(OpCase.of("Selu", (tf, in) -> tf.nn.selu(in.get(0)), (Object) X));
        // TensorFlow's own formula is up to 6 float32 units off at -3, in float64 14
        rows.add(OpCase.of("Softplus", (tf, in) -> tf.nn.softplus(in.get(0)), (Object) X)
                .within(16));
        rows.add(OpCase.of("Softplus/as a user's op", (tf, in) -> tf.add(new Softplus(), in.get(0)), 1f));
        rows.add(OpCase.of("Softsign", (tf, in) -> tf.nn.softsign(in.get(0)), (Object) X)
                .onceDifferentiable());
        rows.add(OpCase.of("LeakyRelu", (tf, in) -> tf.nn.leakyRelu(in.get(0), 0.1f), (Object) X));
        return rows;
    }
}
