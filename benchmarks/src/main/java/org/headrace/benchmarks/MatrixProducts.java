package org.headrace.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
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

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int CHAINS = 12;
    private static final int STEPS = 1000;
    private final float[] sums = new float[CHAINS * WIDTH];

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

    /** Multiply-adds of vectors that stay in registers, in independent chains. */
    @Benchmark
    public float[] peak(Work work) {
        work.billions += 2e-9 * CHAINS * WIDTH * STEPS;
        chain(sums);
        return sums;
    }

    /** Adds 1/8 to each sum, {@link #STEPS} times. What C2 makes of the same in a plain loop is hardly more than half as fast. */
    private static void chain(float[] sums) {
        FloatVector x = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector y = FloatVector.broadcast(SPECIES, 0.25f);
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        FloatVector s8 = s0;
        FloatVector s9 = s0;
        FloatVector s10 = s0;
        FloatVector s11 = s0;
        for (int i = 0; i < STEPS; i++) {
            s0 = x.fma(y, s0);
            s1 = x.fma(y, s1);
            s2 = x.fma(y, s2);
            s3 = x.fma(y, s3);
            s4 = x.fma(y, s4);
            s5 = x.fma(y, s5);
            s6 = x.fma(y, s6);
            s7 = x.fma(y, s7);
            s8 = x.fma(y, s8);
            s9 = x.fma(y, s9);
            s10 = x.fma(y, s10);
            s11 = x.fma(y, s11);
        }
        s0.intoArray(sums, 0);
        s1.intoArray(sums, WIDTH);
        s2.intoArray(sums, 2 * WIDTH);
        s3.intoArray(sums, 3 * WIDTH);
        s4.intoArray(sums, 4 * WIDTH);
        s5.intoArray(sums, 5 * WIDTH);
        s6.intoArray(sums, 6 * WIDTH);
        s7.intoArray(sums, 7 * WIDTH);
        s8.intoArray(sums, 8 * WIDTH);
        s9.intoArray(sums, 9 * WIDTH);
        s10.intoArray(sums, 10 * WIDTH);
        s11.intoArray(sums, 11 * WIDTH);
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
