package org.headrace.examples;

import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;

import java.io.PrintWriter;
import java.util.Map;
import org.headrace.Tf;
import org.headrace.core.Fetched;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.train.data.NumpyRandom;

/** First steps: a graph is built, a session computes it. */
final class TourOfTensors {
    private final PrintWriter out;

    TourOfTensors(PrintWriter out) {
        this.out = out;
    }

    void run() {
        multiplyIntegers();
        feedPlaceholder();
        feedMatrix();
        linearFunction();
        sigmoid();
        cost();
        oneHot();
        zerosAndOnes();
    }

    private void multiplyIntegers() {
        out.println("# Multiplication of integers");
        var tf = Tf.create();
        // Creating the computation graph
        Output a = tf.constant(2); // tensor "a"
        Output b = tf.constant(10); // tensor "b"
        Output c = tf.mul(a, b); // tensor "c"
        out.println(c);
        // Run the computation graph
        try (var session = tf.session()) {
            out.println(session.run(c));
        }
    }

    private void feedPlaceholder() {
        out.println("# A placeholder gets its value when the session runs");
        var tf = Tf.create();
        Output x = tf.placeholder(INT64, "x");
        try (var session = tf.session()) {
            out.println(session.run(tf.mul(10, x), Map.of(x, 2)));
        }
    }

    private void feedMatrix() {
        out.println("# A placeholder with a shape");
        var tf = Tf.create();
        Output c = tf.placeholder(INT32, Shape.of(1, 2), "myPlaceholder");
        try (var session = tf.session()) {
            out.println(session.run(c, Map.of(c, new int[][] {{5, 6}})));
        }
    }

    private void linearFunction() {
        out.println("# W X + b");
        var tf = Tf.create();
        var random = new NumpyRandom(1);
        Output x = tf.withName("X").constant(Tensor.of(random.randn(4)).reshape(Shape.of(4, 1)));
        Output w = tf.withName("W").constant(Tensor.of(random.randn(5 * 4)).reshape(Shape.of(5, 4)));
        Output b = tf.withName("b").constant(Tensor.of(random.randn(5)).reshape(Shape.of(5, 1)));
        Output y = tf.add(tf.matmul(w, x), b);
        try (var session = tf.session()) {
            out.println(session.run(y));
        }
    }

    private void sigmoid() {
        out.println("# The sigmoid of 0 and of 3");
        var tf = Tf.create();
        Output x = tf.placeholder(FLOAT32, "x");
        Output sigmoid = tf.sigmoid(x);
        try (var session = tf.session()) {
            out.println(session.run(sigmoid, Map.of(x, 0)));
            out.println(session.run(sigmoid, Map.of(x, 3)));
        }
    }

    private void cost() {
        out.println("# The cross entropy of four predictions");
        var tf = Tf.create();
        Output z = tf.placeholder(FLOAT32, "z");
        Output y = tf.placeholder(FLOAT32, "y");
        Output cost = tf.nn.sigmoidCrossEntropyWithLogits(y, z);
        try (var session = tf.session()) {
            out.println(session.feed(z, new float[] {0.2f, 0.4f, 0.7f, 0.9f})
                    .feed(y, new float[] {0, 0, 1, 1})
                    .run(cost));
        }
    }

    private void oneHot() {
        out.println("# One-hot columns for the labels 1, 2, 0, 1");
        var tf = Tf.create();
        Output oneHot = tf.oneHot(tf.constant(new int[] {1, 2, 0, 1}), 3, 0, FLOAT32);
        try (var session = tf.session()) {
            out.println(session.run(oneHot));
        }
    }

    private void zerosAndOnes() {
        out.println("# Initialize with zeros and ones");
        var tf = Tf.create();
        Output zeros = tf.zeros(Shape.of(3));
        Output ones = tf.ones(Shape.of(3));
        try (var session = tf.session()) {
            Fetched values = session.run(zeros, ones);
            out.println("(" + values.get(zeros).repr() + ", " + values.get(ones).repr() + ")");
        }
    }
}
