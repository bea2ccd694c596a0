package org.headrace.ops.vector;

import java.util.List;
import java.util.function.IntFunction;
import org.headrace.ops.kernels.SoftmaxLoops;

/** Softmax's loops in plain code until their vector code has warmed up. */
final class WarmingSoftmax<A> implements SoftmaxLoops<A> {
    private static final int SHORT = 35;
    private static final int LONG = 2047;

    private final SoftmaxLoops<A> vector;
    private final SoftmaxLoops<A> plain;
    private final IntFunction<A> operand;
    private final WarmUp max;
    private final WarmUp exp;

    WarmingSoftmax(SoftmaxLoops<A> vector, SoftmaxLoops<A> plain, IntFunction<A> operand) {
        this.vector = vector;
        this.plain = plain;
        this.operand = operand;
        double[] most = {2};
        this.max = warmUp("the maxima of softmax", (loops, x, y, n) -> loops.max(x, 0, n, 1, new double[1]));
        this.exp = warmUp("the powers of softmax", (loops, x, y, n) -> loops.exp(x, 0, n, 1, most, y, 0));
    }

    private interface Loop<A> {
        void run(SoftmaxLoops<A> loops, A x, A y, int n);
    }

    private WarmUp warmUp(String what, Loop<A> loop) {
        return new WarmUp(what, () -> {
            A x = operand.apply(LONG);
            A y = operand.apply(LONG);
            return List.of(new WarmUp.Act(
                    () -> loop.run(vector, x, y, SHORT),
                    () -> loop.run(vector, x, y, LONG),
                    () -> loop.run(plain, x, y, LONG)));
        });
    }

    @Override
    public void max(A x, int from, int n, int rows, double[] max) {
        (this.max.isOver((long) n * rows) ? vector : plain).max(x, from, n, rows, max);
    }

    @Override
    public void exp(A x, int from, int n, int rows, double[] max, A y, int at) {
        (exp.isOver((long) n * rows) ? vector : plain).exp(x, from, n, rows, max, y, at);
    }
}
