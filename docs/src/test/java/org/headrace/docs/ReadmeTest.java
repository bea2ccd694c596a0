package org.headrace.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.headrace.Tf;
import org.headrace.core.Shape;
import org.junit.jupiter.api.Test;

/** The code that the README shows. */
class ReadmeTest {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Batch(float[][] images, int[] labels) {}

    /** Ten pictures of 784 pixels, the one of label i bright in its own tenth. */
    private static Batch tenStripes() {
        float[][] images = new float[10][784];
        int[] labels = new int[10];
        for (int i = 0; i < 10; i++) {
            labels[i] = i;
            for (int pixel = 78 * i; pixel < 78 * (i + 1); pixel++) {
                images[i][pixel] = 1;
            }
        }
        return new Batch(images, labels);
    }

    @Test
    void theFirstProgramLearns() {
        List<Batch> batches = Collections.nCopies(100, tenStripes());
        List<Float> losses = new ArrayList<>();
        // snippet: the first program
        var tf = Tf.create();

        var x = tf.placeholder(FLOAT32, Shape.of(-1, 784), "x");
        var y = tf.placeholder(INT32, Shape.of(-1), "y");
        var w = tf.variable(tf.random.truncatedNormal(Shape.of(784, 10), 0, 0.1), "w");
        var b = tf.variable(tf.zeros(Shape.of(10)), "b");

        var logits = tf.withName("logits").add(tf.matmul(x, w), b);
        var loss = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits(y, logits));
        var step = tf.train.adam(1e-3).minimize(loss);

        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            for (var batch : batches) {
                var out =
                        session.feed(x, batch.images()).feed(y, batch.labels()).run(step, loss);
                losses.add(out.get(loss).toFloat());
            }
        }
        // end
        assertThat(losses).hasSize(100);
        assertThat(losses.get(99)).isLessThan(losses.get(0) / 10);
    }
}
