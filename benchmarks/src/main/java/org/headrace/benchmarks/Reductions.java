package org.headrace.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.headrace.Tf;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.PreparedRun;
import org.headrace.core.Session;
import org.headrace.core.SessionConfig;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Do sums of a matrix stream as fast as memory, whichever axis goes? 4096x4096 floats are 64 MB: at 47 GB/s, the most that
 * two cores of the machine of our tables read, 1.4 ms.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // the harness calls build() first
public class Reductions {
    /** Rows and columns. */
    @Param({"4096", "512"})
    public int size = 4096;

    @Param({"1", "2"})
    public int threads = 2;

    private Session session;
    private PreparedRun columnSums;
    private PreparedRun rowSums;
    private PreparedRun greatest;
    private PreparedRun mean;
    private Tensor matrix;

    /** Builds the graph and draws the matrix. */
    @Setup
    public void build() {
        Tf tf = Tf.create();
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(size, size), "x");
        matrix = Tensor.zeros(DType.FLOAT32, Shape.of(size, size));
        Random random = new Random(1);
        for (int i = 0; i < matrix.size(); i++) {
            matrix.floats()[i] = random.nextFloat();
        }
        Output columns = tf.reduceSum(x, 0);
        Output rows = tf.reduceSum(x, 1);
        Output max = tf.reduceMax(x);
        Output average = tf.reduceMean(x);
        session = new Session(tf.graph(), SessionConfig.defaults().withThreads(threads));
        columnSums = prepared(columns, x);
        rowSums = prepared(rows, x);
        greatest = prepared(max, x);
        mean = prepared(average, x);
    }

    private PreparedRun prepared(Output y, Output x) {
        return session.prepare(List.of(y), List.of(x)).feed(0, matrix);
    }

    /** Ends the session. */
    @TearDown
    public void close() {
        session.close();
    }

    /** Over axis 0. */
    @Benchmark
    public Tensor columnSums() {
        return columnSums.run().get(0);
    }

    /** Over axis 1. */
    @Benchmark
    public Tensor rowSums() {
        return rowSums.run().get(0);
    }

    /** Over both, the maximum. */
    @Benchmark
    public Tensor greatest() {
        return greatest.run().get(0);
    }

    /** Over both, the mean. */
    @Benchmark
    public Tensor mean() {
        return mean.run().get(0);
    }

    Tensor matrix() {
        return matrix;
    }
}
