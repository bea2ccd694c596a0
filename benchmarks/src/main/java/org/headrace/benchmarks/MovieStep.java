package org.headrace.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.headrace.Tf;
import org.headrace.core.DType;
import org.headrace.core.Fetched;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.PreparedRun;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a training step cost when there is next to nothing to compute? X is 5x3, W 3x1: sigmoid, mean squared error,
 * gradient descent, the whole batch in each step, the loss fetched.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // the harness calls build() first
public class MovieStep {
    private static final float[][] GENRES = {{0, 1, 1}, {1, 1, 1}, {1, 1, 0}, {0, 1, 0}, {1, 0, 1}};
    private static final float[][] RATINGS = {{1}, {0.5f}, {0}, {0}, {0.7f}};

    private Session session;
    private Output x;
    private Output y;
    private Output loss;
    private Op step;
    private PreparedRun prepared;
    private final Tensor genres = Tensor.of(GENRES);
    private final Tensor ratings = Tensor.of(RATINGS);

    /** Builds the graph and initializes the variable. */
    @Setup
    public void build() {
        Tf tf = Tf.create();
        x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 3), "INPUT");
        y = tf.placeholder(DType.FLOAT32, Shape.of(-1, 1), "TARGET");
        Output w = tf.variable(new float[][] {{0.1f}, {-0.2f}, {0.3f}}, "WEIGHTS");
        Output prediction = tf.withName("OUTPUT").sigmoid(tf.matmul(x, w));
        loss = tf.reduceMean(tf.square(tf.sub(prediction, y)));
        step = tf.train.gradientDescent(0.01).minimize(loss);
        session = tf.session();
        session.run(tf.globalVariablesInitializer());
        prepared = session.prepare(List.of(step, loss), List.of(x, y));
        prepared.feed(0, genres).feed(1, ratings);
    }

    /** Ends the session. */
    @TearDown
    public void close() {
        session.close();
    }

    /** {@code session.feed(...).run(step, loss)}, as programs write it. */
    @Benchmark
    public float run() {
        Fetched fetched = session.feed(x, genres).feed(y, ratings).run(step, loss);
        return fetched.get(loss).toFloat();
    }

    /** The same through {@code session.prepare}. */
    @Benchmark
    public float prepared() {
        return prepared.run().get(1).toFloat();
    }

    /** The same fed with Java arrays, which are converted in each step. */
    @Benchmark
    public float runOnJavaArrays() {
        return session.feed(x, GENRES)
                .feed(y, RATINGS)
                .run(step, loss)
                .get(loss)
                .toFloat();
    }
}
