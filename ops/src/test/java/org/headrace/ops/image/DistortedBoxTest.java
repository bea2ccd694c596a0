package org.headrace.ops.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistortedBoxTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    /** As TensorFlow 1.15's kernel gives them, for the same op in the same graph. */
    @ParameterizedTest
    @CsvSource({"1, 0, 5, 40, 36", "2, 0, 19, 21, 24", "3, 4, 2, 32, 31", "4, 0, 0, 38, 50", "5, 6, 19, 31, 30"})
    void drawsTensorFlowsBoxes(long seed, int top, int left, int height, int width) {
        Output boxes = tf.constant(new float[][][] {{{0.1f, 0.2f, 0.6f, 0.7f}}});
        var drawn = tf.image.sampleDistortedBoundingBox(tf.constant(new int[] {40, 50, 3}), boxes, seed);
        try (Session session = new Session(graph)) {
            var results = session.run(drawn.begin(), drawn.size());
            assertThat(results.get(0)).isEqualTo(Tensor.of(top, left, 0));
            assertThat(results.get(1)).isEqualTo(Tensor.of(height, width, -1));
        }
    }

    @Test
    void refusesBoxesOutsideOfThePicture() {
        Output boxes = tf.constant(new float[][][] {{{0.1f, 0.2f, 1.5f, 0.7f}}});
        var drawn = tf.image.sampleDistortedBoundingBox(tf.constant(new int[] {40, 50, 3}), boxes, 1L);
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> session.run(drawn.begin()))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("must be in [0.0, 1.0]");
        }
    }

    @Test
    void glimpsesInsideAreCopies() {
        Output picture = tf.reshape(tf.range(0f, 24f, 1f), 1, 4, 6, 1);
        Output glimpse =
                tf.image.extractGlimpse(picture, tf.constant(new int[] {2, 2}), tf.constant(new float[][] {{0, 0}}));
        try (Session session = new Session(graph)) {
            assertThat(session.run(glimpse))
                    .isEqualTo(Tensor.of(8f, 9f, 14f, 15f).reshape(Shape.of(1, 2, 2, 1)));
        }
    }
}
