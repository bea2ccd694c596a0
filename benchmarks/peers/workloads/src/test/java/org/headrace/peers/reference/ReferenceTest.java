package org.headrace.peers.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.headrace.peers.Data;
import org.junit.jupiter.api.Test;

class ReferenceTest {

    /** With tiny steps down a gradient, a loss falls by the step times the square of the gradient's length. */
    @Test
    void lossOfTheMovieFallsAlongItsGradient() {
        double[] losses = Reference.of("W1");
        Data.Movie data = Data.movie();
        double[] before = Matrices.doubles(data.w);
        double squares = 0;
        for (int j = 0; j < 3; j++) {
            double h = 1e-5;
            squares += Math.pow((movieLoss(before, j, h) - movieLoss(before, j, -h)) / (2 * h), 2);
        }
        assertThat(losses[0]).isCloseTo(movieLoss(before, 0, 0), within(1e-12));
        assertThat(losses[0] - losses[1]).isCloseTo(data.learningRate * squares, within(1e-6));
    }

    private static double movieLoss(double[] w, int changed, double by) {
        Data.Movie data = Data.movie();
        double loss = 0;
        for (int i = 0; i < 5; i++) {
            double z = 0;
            for (int j = 0; j < 3; j++) {
                z += data.x[3 * i + j] * (w[j] + (j == changed ? by : 0));
            }
            loss += Math.pow(1 / (1 + Math.exp(-z)) - data.y[i], 2) / 5;
        }
        return loss;
    }

    /** Before it has learned anything, a classifier is about as good as a guess: the loss is near log(classes). */
    @Test
    void untrainedNetworkGuesses() {
        assertThat(Reference.of("W3")[0]).isCloseTo(Math.log(10), within(0.3));
        assertThat(Reference.of("W2")[0]).isCloseTo(Math.log(6), within(0.3));
    }

    /** With the same examples in each step, that is. */
    @Test
    void lossOfTheLstmFalls() {
        Data.Lstm data = Data.lstm();
        Arrays.fill(data.x, data.x[0]);
        double[] losses = LstmLosses.of(data, 5);
        for (int i = 1; i < losses.length; i++) {
            assertThat(losses[i]).isLessThan(losses[i - 1]);
        }
    }

    @Test
    void productIsTheScalarProductOfFirstRowAndColumn() {
        Data.Product p = Data.product("W7.3x2x5");
        float[] a = p.a();
        float[] b = p.b();
        assertThat(Reference.of("W7.3x2x5")).containsExactly((double) a[0] * b[0] + (double) a[1] * b[5]);
    }
}
