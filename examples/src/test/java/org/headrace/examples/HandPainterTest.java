package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.headrace.train.data.NumpyRandom;
import org.junit.jupiter.api.Test;

class HandPainterTest {
    @Test
    void handsHaveAsManyFingersUpAsTheyCount() {
        NumpyRandom random = new NumpyRandom(1);
        for (int i = 0; i < 600; i++) {
            int fingers = i % 6;
            Hand hand = Hand.counting(fingers, random);
            assertThat(crossings(hand.open(), 0.3)).isEqualTo(Math.min(fingers, 4));
            boolean thumbOut = hand.open().distance(-0.56, -0.11) < 0;
            assertThat(thumbOut).isEqualTo(fingers == 5);
            assertThat(hand.folded()).hasSize(5 - fingers);
        }
    }

    /** How often a level line enters the shape: through the fingers above the palm, once for each. */
    private static int crossings(Hand.Shape shape, double y) {
        int entered = 0;
        boolean inside = false;
        for (double x = -1; x < 1; x += 0.002) {
            boolean now = shape.distance(x, y) < 0;
            entered += now && !inside ? 1 : 0;
            inside = now;
        }
        return entered;
    }

    @Test
    void aCapsuleIsAsThickAsItsEnds() {
        Hand.Capsule capsule = new Hand.Capsule(0, 0, 0.2, 4, 0, 0.1);
        assertThat(capsule.distance(-1, 0)).isEqualTo(0.8);
        assertThat(capsule.distance(5, 0)).isEqualTo(0.9);
        assertThat(capsule.distance(2, 1)).isEqualTo(0.85);
    }

    @Test
    void theDataSetHasTheShapeOfTheCourses() {
        SignsData data = HandPainter.dataSet(1);
        assertThat(data.train().size()).isEqualTo(1080);
        assertThat(data.test().size()).isEqualTo(120);
        int[] counts = new int[6];
        for (int i = 0; i < 1080; i++) {
            counts[data.train().label(i)]++;
        }
        assertThat(counts).containsOnly(180);
    }

    @Test
    void equalSeedsPaintEqualPicturesAndOthersDoNot() {
        float[] first = values(12, 5);
        assertThat(values(12, 5)).isEqualTo(first);
        assertThat(values(12, 6)).isNotEqualTo(first);
    }

    private static float[] values(int count, long seed) {
        float[] x = new float[count * Pictures.FEATURES];
        int[] inOrder = IntStream.range(0, count).toArray();
        HandPainter.pictures(count, new NumpyRandom(seed)).rows(inOrder, 0, count, x);
        return x;
    }

    @Test
    void aHandStandsOutFromItsBackground() {
        Pictures pictures = HandPainter.pictures(60, new NumpyRandom(2));
        for (int i = 0; i < pictures.size(); i++) {
            double wrist = warmth(pictures, i, 58, 29);
            double corner = warmth(pictures, i, 0, 0);
            assertThat(wrist - corner).as("picture %d", i).isGreaterThan(10);
        }
    }

    /** How much redder than blue a spot of 6 x 6 pixels is, as skin of every tone is: so many outlast the noise. */
    private static double warmth(Pictures pictures, int example, int top, int left) {
        double sum = 0;
        for (int row = top; row < top + 6; row++) {
            for (int column = left; column < left + 6; column++) {
                int rgb = pictures.rgb(example, row, column);
                sum += (rgb >> 16) - (rgb & 255);
            }
        }
        return sum / 36;
    }
}
