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
 * What do the parts of a small network for 64 images of 28 by 28 cost? Layer 1 has 32 windows of 5 by 5 over one channel, layer 2
 * has 64 over 32 channels of 14 by 14, and the greatest of 2 by 2 follow each. Multiplications and additions of a pass of a
 * convolution: 80 million in layer 1, 1.28 billion in layer 2.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // the harness calls build() first
public class Convolutions {
    private static final int[] ONES = {1, 1, 1, 1};
    private static final int[] TWOS = {1, 2, 2, 1};

    /** The layer. */
    @Param({"1", "2"})
    int layer = 1;

    /** Which of its parts. */
    @Param({"CONVOLUTION", "WITH_BIAS_AND_RELU", "INPUT_GRADIENT", "FILTER_GRADIENT", "POOLING", "POOLING_GRADIENT"})
    Part part = Part.CONVOLUTION;

    @Param("1")
    int threads = 1;

    /** Images; tests take fewer. */
    @Param("64")
    int batch = 64;

    private Session session;
    private PreparedRun run;

    /** A part of a layer, as one op or few. */
    public enum Part {
        CONVOLUTION {
            @Override
            Output build(Tf tf, Output x, Output w, Output dy) {
                return tf.nn.conv2d(x, w, ONES, "SAME");
            }
        },
        WITH_BIAS_AND_RELU {
            @Override
            Output build(Tf tf, Output x, Output w, Output dy) {
                Output bias = tf.reduceSum(w, new int[] {0, 1, 2});
                return tf.nn.relu(tf.nn.biasAdd(tf.nn.conv2d(x, w, ONES, "SAME"), bias));
            }
        },
        INPUT_GRADIENT {
            @Override
            Output build(Tf tf, Output x, Output w, Output dy) {
                return tf.nn.conv2dBackpropInput(tf.shape(x), w, dy, ONES, "SAME");
            }
        },
        FILTER_GRADIENT {
            @Override
            Output build(Tf tf, Output x, Output w, Output dy) {
                return tf.nn.conv2dBackpropFilter(x, tf.shape(w), dy, ONES, "SAME");
            }
        },
        POOLING {
            @Override
            Output build(Tf tf, Output x, Output w, Output dy) {
                return tf.nn.maxPool(dy, TWOS, TWOS, "SAME");
            }
        },
        POOLING_GRADIENT {
            @Override
            Output build(Tf tf, Output x, Output w, Output dy) {
                Output y = tf.nn.maxPool(dy, TWOS, TWOS, "SAME");
                return tf.gradients(tf.reduceSum(y), dy).get(0);
            }
        };

        abstract Output build(Tf tf, Output x, Output w, Output dy);
    }

    /** Builds the graph; its inputs are variables and nothing is fetched, so that no images are copied. */
    @Setup
    public void build() {
        Tf tf = Tf.create();
        Output result = result(tf, DType.FLOAT32);
        session = tf.session(SessionConfig.defaults().withThreads(threads));
        session.run(tf.globalVariablesInitializer());
        run = session.prepare(List.of(result.op()), List.of());
    }

    /** The part's result in a graph of its own. */
    Output result(Tf tf, DType dtype) {
        int size = layer == 1 ? 28 : 14;
        int in = layer == 1 ? 1 : 32;
        Output x = random(tf, dtype, 1, batch, size, size, in);
        Output w = random(tf, dtype, 2, 5, 5, in, 32 * layer);
        Output dy = random(tf, dtype, 3, batch, size, size, 32 * layer);
        return part.build(tf, x, w, dy);
    }

    private static Output random(Tf tf, DType dtype, int seed, long... dims) {
        Shape shape = Shape.of(dims);
        var random = new Random(seed);
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextDouble() - 0.5);
        }
        return tf.variable(Tensor.of(dtype, values).reshape(shape), "input" + seed);
    }

    /** Ends the session. */
    @TearDown
    public void close() {
        session.close();
    }

    /** One run of the part. */
    @Benchmark
    public Object run() {
        return run.run();
    }
}
