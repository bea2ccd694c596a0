package org.headrace.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** Expected values follow from the formulas. */
class ResourceGradientsTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);
    private final Output w = tf.resources.varHandle(DType.FLOAT32, Shape.of(3, 2), "w");
    private final Output start = tf.constant(new float[][] {{1, 2}, {3, 4}, {5, 6}});

    @Test
    void theGradientOfAHandleIsThatOfItsValue() {
        Output loss = tf.reduceSum(tf.square(tf.resources.readVariable(w)));
        Gradient gradient = Gradients.of(tf, loss).withRespectTo(w).get(0);
        try (Session session = new Session(graph)) {
            session.run(tf.resources.assignVariable(w, start));
            Output dense = Aggregation.dense(tf, gradient);
            assertThat(session.run(dense).toFloatArray()).containsExactly(2, 4, 6, 8, 10, 12);
        }
    }

    @Test
    void gatheredRowsAloneHaveGradients() {
        Output rows = tf.resources.gather(w, tf.constant(new int[] {2, 0, 2}));
        Output loss = tf.reduceSum(tf.square(rows));
        List<Gradient> gradients = Gradients.of(tf, loss).withRespectTo(w);
        assertThat(gradients.get(0)).isInstanceOf(Gradient.IndexedSlices.class);
        Gradient.IndexedSlices slices = (Gradient.IndexedSlices) gradients.get(0);
        try (Session session = new Session(graph)) {
            session.run(tf.resources.assignVariable(w, start));
            assertThat(session.run(slices.values()).toFloatArray()).containsExactly(10, 12, 2, 4, 10, 12);
            assertThat(session.run(slices.indices()).toIntArray()).containsExactly(2, 0, 2);
        }
    }
}
