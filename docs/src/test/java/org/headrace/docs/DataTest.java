package org.headrace.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.headrace.Tf;
import org.headrace.core.NotFoundException;
import org.headrace.core.PreparedRun;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.train.data.CsvReader;
import org.headrace.train.data.CsvTable;
import org.headrace.train.data.Dataset;
import org.headrace.train.data.Element;
import org.headrace.train.data.Examples;
import org.headrace.train.data.Mnist;
import org.headrace.train.data.Normalization;
import org.headrace.train.data.OneHot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of "Training data". */
class DataTest {
    @TempDir
    Path folder;

    @Test
    void pipelinesFeedANetwork() {
        float[][] images = new float[40][6];
        int[] labels = new int[40];
        for (int i = 0; i < 40; i++) {
            images[i][i % 3] = 255;
            labels[i] = i % 3;
        }
        var tf = Tf.create();
        var x = tf.placeholder(FLOAT32, Shape.of(-1, 6), "x");
        var y = tf.placeholder(INT32, Shape.of(-1), "y");
        var w = tf.variable(tf.zeros(Shape.of(6, 3)), "w");
        var cost = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits(y, tf.matmul(x, w)));
        var step = tf.train.gradientDescent(1).minimize(cost);
        var scale = Normalization.by(0, 255);
        float loss = 1;
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            // snippet: pipeline
            var dataset = Dataset.fromArrays(images, labels)
                    .shuffle(1000, 1)
                    .map(e -> Element.of(scale.apply(e.get(0)), e.get(1)), 4)
                    .batch(32)
                    .prefetch(2);

            for (int epoch = 0; epoch < 3; epoch++) {
                for (Element batch : dataset) {
                    session.feed(x, batch.get(0)).feed(y, batch.get(1)).run(step);
                }
            }
            // end
            // snippet: close
            try (var batches = dataset.iterator()) {
                while (batches.hasNext() && loss > 0.1) {
                    Element batch = batches.next();
                    loss = session.feed(x, batch.get(0))
                            .feed(y, batch.get(1))
                            .run(cost)
                            .toFloat();
                }
            }
            // end
            // Zero weights cost ln 3; six steps have made it less.
            assertThat(loss).isPositive().isLessThan(1);
            // snippet: reuse
            PreparedRun run = null;
            for (Element batch : Dataset.fromArrays(images, labels).reusedBatches(8, true)) {
                if (run == null) {
                    run = session.prepare(List.of(cost), List.of(x, y))
                            .feed(0, batch.get(0))
                            .feed(1, batch.get(1));
                }
                loss = run.run().get(0).toFloat();
            }
            // end
            assertThat(loss).isNotNegative();
        }
    }

    @Test
    void filesBecomeTensors() throws IOException {
        Path file = Files.writeString(folder.resolve("p.csv"), "height,width,name\n1,2,a\n,3,b\n2,5,c\n4,1,a\n");
        // snippet: csv
        var reader = CsvReader.of(FLOAT32, FLOAT32, STRING).withHeader().withDefaults(0f, null, null);
        CsvTable table = reader.read(file);
        Tensor heights = table.column("height");
        Tensor measures = table.matrix(0, 2);
        // end
        assertThat(heights).isEqualTo(Tensor.of(1f, 0, 2, 4));
        Tensor classes = Tensor.of(0, 1, 2, 0);
        // snippet: preparing
        Examples.Split split = Examples.of(measures, classes).split(0.75, 1);
        Normalization normalization = Normalization.of(split.first().get(0));
        Tensor train = normalization.apply(split.first().get(0));
        Tensor test = normalization.apply(split.second().get(0));
        Tensor rows = OneHot.of(classes, 3);
        // end
        assertThat(train.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(test.shape()).isEqualTo(Shape.of(1, 2));
        assertThat(rows.shape()).isEqualTo(Shape.of(4, 3));
    }

    @Test
    void mnistIsAskedForWhereItIsMissing() {
        assertThatThrownBy(this::firstBatch)
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("train-images-idx3-ubyte.gz does not exist");
    }

    private Element firstBatch() {
        // snippet: mnist
        Mnist mnist = Mnist.readDataSets(folder, true);
        Element batch = mnist.train().nextBatch(100);
        // end
        return batch;
    }
}
