package org.headrace.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** The gradient of {@code RGBToHSV} where finite differences say nothing: the formulas of TensorFlow's rule, by hand. */
class RgbToHsvTest {
    private static final float[] HUE = {1, 0, 0};
    private static final float[] SATURATION = {0, 1, 0};
    private static final float[] VALUE = {0, 0, 1};

    @Test
    void aGreyPixelHasTheFirstChannelAsTheGreatestAndTheLastAsTheLeast() {
        float[] grey = {0.5f, 0.5f, 0.5f};
        assertThat(gradient(grey, VALUE)).containsExactly(1, 0, 0);
        assertThat(gradient(grey, SATURATION)).containsExactly(2, 0, -2);
        assertThat(gradient(grey, HUE)).containsExactly(0, 0, 0);
    }

    @Test
    void aSaturationHasNoGradientToAChannelThatIsZero() {
        assertThat(gradient(new float[] {0, 0, 0}, SATURATION)).containsExactly(0, 0, 0);
        assertThat(gradient(new float[] {1, 0, 0}, SATURATION)).containsExactly(0, 0, 0);
    }

    private static float[] gradient(float[] pixel, float[] dy) {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        Output x = tf.constant(pixel);
        List<Gradient> gradients = Gradients.of(tf, tf.image.rgbToHsv(x))
                .gradYs(List.of(tf.constant(dy)))
                .withRespectTo(List.of(x));
        try (Session session = new Session(graph)) {
            Tensor dx = session.run(((Gradient.Dense) gradients.get(0)).value());
            float[] plusZeros = dx.toFloatArray();
            for (int i = 0; i < plusZeros.length; i++) {
                plusZeros[i] += 0f; // -0 is 0
            }
            return plusZeros;
        }
    }
}
