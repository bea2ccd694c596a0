package org.headrace.benchmarks;

import java.util.List;
import java.util.Locale;
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
import org.openjdk.jmh.annotations.AuxCounters;
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
 * How fast are matrix products, of large squares and of the shapes that training small nets is made of, and how near do they
 * come to what the processor's multiply-add units can do? The counter {@code billions} is 10^9 additions and multiplications,
 * in a second; {@link #peak} is such a rate for one thread, and is the same for all sizes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@SuppressWarnings("NullAway.Init") // the harness calls build() first
public class MatrixProducts {
    /** Rows of C, inner dimension, columns of C; {@code T} before: A, or before its columns: B is stored transposed. */
    @Param({
        "32x32x32", "64x64x64", "128x128x128", "256x256x256", "512x512x512", "1024x1024x1024", "2048x2048x2048",
        "100x784x500", "32x12288x25", "25x12288x32", "T12288x32x25", "32x64x64", "T64x32x64", "32x64xT64",
        "32x192x512", "T192x32x512", "32x512xT192", "1x784x500", "1x500xT784"
    })
    public String product = "32x64x64";

    @Param({"1", "2"})
    public int threads = 1;

    private Session session;
    private PreparedRun run;
    private Tensor a;
    private Tensor b;
    private double billions;

    private static final int CHAINED = 16;
    private final float[] chains = new float[1024];

    /** Work done, in 10^9 additions and multiplications. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        /** Counted up by each call. */
        public double billions;
    }

    /** Plans the product and draws the factors. */
    @Setup
    public void build() {
        String[] sizes = product.toUpperCase(Locale.ROOT).replace("T", "").split("X", -1);
        boolean transposeA = product.startsWith("T");
        boolean transposeB = product.lastIndexOf('T') > 0;
        int m = Integer.parseInt(sizes[0]);
        int k = Integer.parseInt(sizes[1]);
        int n = Integer.parseInt(sizes[2]);
        billions = 2e-9 * m * n * k;
        Tf tf = Tf.create();
        Output x = tf.placeholder(DType.FLOAT32, transposeA ? Shape.of(k, m) : Shape.of(m, k), "a");
        Output y = tf.placeholder(DType.FLOAT32, transposeB ? Shape.of(n, k) : Shape.of(k, n), "b");
        Output c = tf.matmul(x, y, transposeA, transposeB);
        a = random(x.shape());
        b = random(y.shape());
        session = new Session(tf.graph(), SessionConfig.defaults().withThreads(threads));
        run = session.prepare(List.of(c), List.of(x, y)).feed(0, a).feed(1, b);
    }

    /** Ends the session. */
    @TearDown
    public void close() {
        session.close();
    }

    /** One product. */
    @Benchmark
    public Tensor product(Work work) {
        work.billions += billions;
        return run.run().get(0);
    }

    /** Multiply-adds on numbers that stay in registers, in independent chains. */
    @Benchmark
    public float[] peak(Work work) {
        work.billions += 2e-9 * CHAINED * chains.length;
        chain(chains, 0.5f, 0.25f);
        return chains;
    }

    /** {@code sum += x * y}, sixteen times: the JIT compiler takes vectors of the machine's full width, and no copies. */
    private static void chain(float[] sums, float x, float y) {
        for (int i = 0; i < sums.length; i++) {
            float v = sums[i];
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            v = Math.fma(x, y, v);
            sums[i] = v;
        }
    }

    Tensor a() {
        return a;
    }

    Tensor b() {
        return b;
    }

    private static Tensor random(Shape shape) {
        Tensor tensor = Tensor.zeros(DType.FLOAT32, shape);
        Random random = new Random(1);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.floats()[i] = random.nextFloat() - 0.5f;
        }
        return tensor;
    }
}
