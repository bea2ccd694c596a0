package org.headrace.benchmarks;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Expr.UnaryPrimitive;
import org.headrace.core.Formula;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.OpDef;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.kernels.FormulaKernel;
import org.headrace.ops.kernels.Kernels;
import org.headrace.ops.kernels.Primitives;
import org.headrace.ops.kernels.Tape;
import org.headrace.ops.state.ApplyAdam;
import org.headrace.ops.state.Const;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does an element cost? Of single functions while everything is in the nearest cache, of a chain of them over large and
 * small tensors, and of Adam's step, all on one thread.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // the harness calls the setup methods first
public class Formulas {
    static final int BLOCK = Tape.BLOCK;

    private static final Op OP = new Graph().add(OpDef.of(new Const(Tensor.of(1f)), "op"));

    /** One function over one block. */
    @State(Scope.Benchmark)
    public static class Function {
        @Param({"NEG", "SQRT", "EXP", "EXPM1", "LOG", "LOG1P", "TANH", "SIGMOID", "ERF", "SIN", "COS", "TAN"})
        public UnaryPrimitive primitive;

        final float[] x = values(BLOCK);
        final float[] y = new float[BLOCK];
        private Primitives.Unary<float[]> loop;

        /** Finds the loop in use. */
        @Setup
        public void build() {
            loop = Objects.requireNonNull(Kernels.provider().floats().unary(primitive));
        }
    }

    /** {@code tanh(x * a + b) * sigmoid(x) + c} over so many elements. */
    @State(Scope.Benchmark)
    public static class Chain {
        @Param({"4194304", "65536", "15", "5"})
        public int size;

        float[] x;
        float[] y;
        private Tape tape;

        /** Makes the tape. */
        @Setup
        public void build() {
            Expr element = Expr.input(0);
            Expr formula = element.times(Expr.input(1))
                    .plus(Expr.input(2))
                    .tanh()
                    .times(element.sigmoid())
                    .plus(Expr.input(3));
            TensorSpec tensor = new TensorSpec(DType.FLOAT32, Shape.of(size));
            TensorSpec scalar = new TensorSpec(DType.FLOAT32, Shape.scalar());
            tape = FormulaKernel.tape(
                    OP,
                    new Formula(
                            List.of(formula),
                            List.of(DType.FLOAT32),
                            tensor.shape(),
                            List.of(tensor, scalar, scalar, scalar)));
            x = values(size);
            y = new float[size];
        }
    }

    /** Adam's step for so many parameters. */
    @State(Scope.Benchmark)
    public static class Adam {
        @Param({"400000", "1000"})
        public int size;

        private final float[][] values = new float[10][];
        private Tape tape;

        /** Makes the tape. */
        @Setup
        public void build() {
            TensorSpec tensor = new TensorSpec(DType.FLOAT32, Shape.of(size));
            TensorSpec scalar = new TensorSpec(DType.FLOAT32, Shape.scalar());
            List<TensorSpec> operands =
                    List.of(tensor, tensor, tensor, scalar, scalar, scalar, scalar, scalar, scalar, tensor);
            List<Expr> update = new ApplyAdam(false, false).update(Expr.inputs(10));
            List<DType> dtypes = List.of(DType.FLOAT32, DType.FLOAT32, DType.FLOAT32);
            tape = FormulaKernel.tape(OP, new Formula(update, dtypes, tensor.shape(), operands));
            float[] scalars = {0.9f, 0.999f, 1e-3f, 0.9f, 0.999f, 1e-8f};
            for (int i = 0; i < values.length; i++) {
                boolean single = i >= 3 && i < 9;
                values[i] = single ? new float[] {scalars[i - 3]} : new float[size];
            }
            values[9] = values(size);
        }
    }

    private static float[] values(int size) {
        Random random = new Random(1);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = 0.01f + 3 * random.nextFloat();
        }
        return values;
    }

    /** A function, in ns an element. */
    @Benchmark
    @OperationsPerInvocation(Tape.BLOCK)
    public float[] function(Function state) {
        state.loop.apply(state.x, 0, state.y, 0, BLOCK);
        return state.y;
    }

    /** The chain, with its inputs bound anew as in each run. */
    @Benchmark
    public float[] chain(Chain state) {
        state.tape.input(0, state.x);
        for (int i = 1; i < 4; i++) {
            state.tape.input(i, new float[] {0.7f});
        }
        state.tape.output(0, state.y);
        state.tape.run(0, state.size);
        return state.y;
    }

    /** Adam's step in one loop. */
    @Benchmark
    public float[] adam(Adam state) {
        float[][] v = state.values;
        float alpha = 1e-3f * (float) Math.sqrt(1 - 0.999f) / (1 - 0.9f);
        Kernels.provider().adam().step(v[0], v[1], v[2], v[9], 0, state.size, alpha, 1 - 0.9f, 1 - 0.999f, 1e-8f);
        return v[0];
    }

    /** Adam's step as a formula. */
    @Benchmark
    public float[] adamAsFormula(Adam state) {
        for (int i = 0; i < state.values.length; i++) {
            state.tape.input(i, state.values[i]);
        }
        for (int i = 0; i < 3; i++) {
            state.tape.output(i, state.values[i]);
        }
        state.tape.run(0, state.size);
        return state.values[0];
    }
}
