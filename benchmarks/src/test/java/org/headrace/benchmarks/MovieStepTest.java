package org.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What is timed must compute the right thing. */
class MovieStepTest {
    private static final double[][] GENRES = {{0, 1, 1}, {1, 1, 1}, {1, 1, 0}, {0, 1, 0}, {1, 0, 1}};
    private static final double[] RATINGS = {1, 0.5, 0, 0, 0.7};

    @Test
    void allThreeWaysTakeTheStepsOfGradientDescent() {
        MovieStep step = new MovieStep();
        step.build();
        double[] w = {0.1, -0.2, 0.3};
        for (int i = 0; i < 4; i++) {
            assertThat((double) step.run()).isCloseTo(descend(w), within(1e-6));
            assertThat((double) step.prepared()).isCloseTo(descend(w), within(1e-6));
            assertThat((double) step.runOnJavaArrays()).isCloseTo(descend(w), within(1e-6));
        }
        step.close();
    }

    /** A step in plain double arithmetic; the loss before it. */
    private static double descend(double[] w) {
        double[] gradient = new double[3];
        double loss = 0;
        for (int i = 0; i < 5; i++) {
            double z = 0;
            for (int j = 0; j < 3; j++) {
                z += GENRES[i][j] * w[j];
            }
            double p = 1 / (1 + Math.exp(-z));
            double error = p - RATINGS[i];
            loss += error * error / 5;
            for (int j = 0; j < 3; j++) {
                gradient[j] += 2 * error / 5 * p * (1 - p) * GENRES[i][j];
            }
        }
        for (int j = 0; j < 3; j++) {
            w[j] -= 0.01 * gradient[j];
        }
        return loss;
    }
}
