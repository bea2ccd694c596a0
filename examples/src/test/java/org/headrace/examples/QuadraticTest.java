package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuadraticTest {
    /** The values of w are what TensorFlow prints for this graph. */
    @Test
    void printsTheDigitsOfTensorFlow() {
        Ran ran = Ran.example("quadratic");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .containsExactly(
                        "J(w) = w^2 - 10 w + 25, gradient descent at 0.01",
                        "before training:  w = 0.0",
                        "after    1 step:  w = 0.099999994",
                        "after 1001 steps: w = 4.9999886",
                        "The same, its coefficients fed: 1.0, -10.0, 25.0",
                        "before training:  w = 0.0",
                        "after    1 step:  w = 0.099999994",
                        "after 1001 steps: w = 4.9999886");
        assertThat(ran.status()).isZero();
    }
}
