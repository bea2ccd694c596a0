package org.headrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.junit.jupiter.api.Test;

/** Clipping: the formulas, and the names that TensorFlow 1.14's Python source gives the ops. */
class ClippingTest {
    private final Ops tf = Ops.on(new Graph());
    private final Output x = tf.constant(new float[] {3, -4}, "x");
    private final Output y = tf.constant(new float[][] {{12}, {0}}, "y");

    private float[] run(Output output) {
        try (var session = new Session(tf.graph())) {
            return session.run(output).toFloatArray();
        }
    }

    private List<String> names() {
        return tf.graph().ops().stream().skip(2).map(Op::name).toList();
    }

    @Test
    void clipsByNorm() {
        assertThat(run(tf.clipByNorm(x, 2.5))).containsExactly(1.5f, -2);
        assertThat(names())
                .containsExactly(
                        "clip_by_norm/mul",
                        "clip_by_norm/Const",
                        "clip_by_norm/Sum",
                        "clip_by_norm/Greater/y",
                        "clip_by_norm/Greater",
                        "clip_by_norm/ones_like/Shape",
                        "clip_by_norm/ones_like/Const",
                        "clip_by_norm/ones_like",
                        "clip_by_norm/Select",
                        "clip_by_norm/Sqrt",
                        "clip_by_norm/Select_1",
                        "clip_by_norm/mul_1/y",
                        "clip_by_norm/mul_1",
                        "clip_by_norm/Maximum/y",
                        "clip_by_norm/Maximum",
                        "clip_by_norm/truediv",
                        "clip_by_norm");
    }

    @Test
    void leavesASmallNormAlone() {
        assertThat(run(tf.clipByNorm(x, 6))).containsExactly(3, -4);
        assertThat(run(tf.clipByNorm(tf.constant(new float[2]), 6))).containsExactly(0, 0);
    }

    @Test
    void clipsRowsByTheirNorm() {
        Output rows = tf.constant(new float[][] {{3, 4}, {.3f, .4f}});
        assertThat(run(tf.clipByNorm(rows, tf.constant(1f), 1)))
                .containsExactly(new float[] {.6f, .8f, .3f, .4f}, within(1e-6f));
    }

    @Test
    void clipsByAverageNorm() {
        // size / norm = 2 / 5 is less than 1 / 2
        assertThat(run(tf.clipByAverageNorm(x, 2))).containsExactly(new float[] {2.4f, -3.2f}, within(1e-6f));
        assertThat(names())
                .containsExactly(
                        "clip_by_average_norm/Size",
                        "clip_by_average_norm/Cast",
                        "clip_by_average_norm/mul",
                        "clip_by_average_norm/Rank",
                        "clip_by_average_norm/range/start",
                        "clip_by_average_norm/range/delta",
                        "clip_by_average_norm/range",
                        "clip_by_average_norm/Sum",
                        "clip_by_average_norm/Rsqrt",
                        "clip_by_average_norm/mul_1/y",
                        "clip_by_average_norm/mul_1",
                        "clip_by_average_norm/mul_2",
                        "clip_by_average_norm/Const",
                        "clip_by_average_norm/truediv/y",
                        "clip_by_average_norm/truediv",
                        "clip_by_average_norm/Minimum",
                        "clip_by_average_norm/mul_3",
                        "clip_by_average_norm");
    }

    @Test
    void clipsByGlobalNorm() {
        ClippingOps.Clipped clipped = tf.clipByGlobalNorm(List.of(x, y), 6.5);
        assertThat(run(clipped.globalNorm())).containsExactly(13);
        assertThat(run(clipped.values().get(0))).containsExactly(new float[] {1.5f, -2}, within(1e-6f));
        assertThat(run(clipped.values().get(1))).containsExactly(new float[] {6, 0}, within(1e-6f));
        assertThat(names())
                .containsExactly(
                        "global_norm/L2Loss",
                        "global_norm/L2Loss_1",
                        "global_norm/stack",
                        "global_norm/Const",
                        "global_norm/Sum",
                        "global_norm/Const_1",
                        "global_norm/mul",
                        "global_norm/global_norm",
                        "clip_by_global_norm/truediv/x",
                        "clip_by_global_norm/truediv",
                        "clip_by_global_norm/Const",
                        "clip_by_global_norm/truediv_1/y",
                        "clip_by_global_norm/truediv_1",
                        "clip_by_global_norm/Minimum",
                        "clip_by_global_norm/mul/x",
                        "clip_by_global_norm/mul",
                        "clip_by_global_norm/IsFinite",
                        "clip_by_global_norm/Const_1",
                        "clip_by_global_norm/Select",
                        "clip_by_global_norm/mul_1",
                        "clip_by_global_norm/clip_by_global_norm/_0",
                        "clip_by_global_norm/mul_2",
                        "clip_by_global_norm/clip_by_global_norm/_1");
    }

    @Test
    void aNormThatIsNotFiniteGivesNan() {
        Output bad = tf.constant(new float[] {Float.POSITIVE_INFINITY});
        ClippingOps.Clipped clipped = tf.clipByGlobalNorm(List.of(x, bad), 1);
        assertThat(run(clipped.values().get(0))).containsExactly(Float.NaN, Float.NaN);
    }

    @Test
    void clipsGradientsOfAllKinds() {
        Gradient sparse = new Gradient.IndexedSlices(y, tf.constant(new int[] {0, 2}), tf.constant(new int[] {3, 1}));
        List<Gradient> gradients = List.of(Gradient.of(x), Gradient.NONE, sparse);
        ClippingOps.ClippedGradients clipped = tf.clipGradientsByGlobalNorm(gradients, 6.5);
        assertThat(clipped.gradients().get(1)).isEqualTo(Gradient.NONE);
        Gradient.IndexedSlices slices =
                (Gradient.IndexedSlices) clipped.gradients().get(2);
        assertThat(run(slices.values())).containsExactly(new float[] {6, 0}, within(1e-6f));
        assertThat(run(((Gradient.Dense) clipped.gradients().get(0)).value()))
                .containsExactly(new float[] {1.5f, -2}, within(1e-6f));
        assertThat(run(((Gradient.IndexedSlices) tf.clipByValue(sparse, -1, 5)).values()))
                .containsExactly(5, 0);
        assertThat(run(((Gradient.IndexedSlices) tf.clipByNorm(sparse, 3)).values()))
                .containsExactly(3, 0);
        assertThat(tf.clipByNorm(Gradient.NONE, 3)).isEqualTo(Gradient.NONE);
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() -> tf.globalNorm(List.of()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("at least one tensor");
    }
}
