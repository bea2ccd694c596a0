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

/** What do softmax and the cross entropies cost, of many wide rows and of a classifier's few short ones? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // the harness calls build() first
public class SoftmaxRows {
    /** Rows and classes. */
    @Param({"1024x1000", "100x10", "32x6"})
    public String size = "1024x1000";

    @Param({"1", "2"})
    public int threads = 2;

    private Session session;
    private PreparedRun softmax;
    private PreparedRun logSoftmax;
    private PreparedRun entropy;
    private PreparedRun sparseEntropy;
    private Tensor logits;

    /** Builds the graph and draws the logits; row {@code i} belongs to class {@code i} modulo their number. */
    @Setup
    public void build() {
        String[] dims = size.split("x", 2);
        int rows = Integer.parseInt(dims[0]);
        int classes = Integer.parseInt(dims[1]);
        logits = Tensor.zeros(DType.FLOAT32, Shape.of(rows, classes));
        Random random = new Random(1);
        for (int i = 0; i < logits.size(); i++) {
            logits.floats()[i] = (float) random.nextGaussian();
        }
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = i % classes;
        }
        Tf tf = Tf.create();
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(rows, classes), "x");
        Output classOf = tf.constant(Tensor.of(labels));
        Output y = tf.nn.softmax(x);
        Output logarithms = tf.nn.logSoftmax(x);
        Output losses = tf.nn.softmaxCrossEntropyWithLogits(tf.oneHot(classOf, classes), x);
        Output sparseLosses = tf.nn.sparseSoftmaxCrossEntropyWithLogits(classOf, x);
        session = new Session(tf.graph(), SessionConfig.defaults().withThreads(threads));
        softmax = prepared(y, x);
        logSoftmax = prepared(logarithms, x);
        entropy = prepared(losses, x);
        sparseEntropy = prepared(sparseLosses, x);
    }

    private PreparedRun prepared(Output y, Output x) {
        return session.prepare(List.of(y), List.of(x)).feed(0, logits);
    }

    /** Ends the session. */
    @TearDown
    public void close() {
        session.close();
    }

    @Benchmark
    public Tensor softmax() {
        return softmax.run().get(0);
    }

    @Benchmark
    public Tensor logSoftmax() {
        return logSoftmax.run().get(0);
    }

    @Benchmark
    public Tensor crossEntropy() {
        return entropy.run().get(0);
    }

    @Benchmark
    public Tensor sparseCrossEntropy() {
        return sparseEntropy.run().get(0);
    }

    Tensor logits() {
        return logits;
    }
}
