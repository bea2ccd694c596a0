package org.headrace.autodiff.cases;

import java.util.List;

/** Rows of the activation functions. */
final class ActivationCases {
    private ActivationCases() {}

    static List<OpCase> rows() {
        return List.of(OpCase.of(
                "Softplus", (tf, in) -> tf.nn.softplus(in.get(0)), new float[] {-100, -3, -0.5f, 0, 0.5f, 3, 100}));
    }
}
