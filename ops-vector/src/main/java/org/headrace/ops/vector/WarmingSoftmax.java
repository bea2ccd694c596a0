package org.headrace.ops.vector;

import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.headrace.ops.kernels.SoftmaxLoops;

/** Softmax's loops in plain code until their vector code has warmed up. */
final class WarmingSoftmax<A> implements SoftmaxLoops<A> {
    private static final int LITTLE = 115;

    private final WarmUp<SoftmaxLoops<A>> max;
    private final WarmUp<SoftmaxLoops<A>> exp;

    WarmingSoftmax(SoftmaxLoops<A> plain, Supplier<SoftmaxLoops<A>> vector, IntFunction<A> operand) {
        max = new WarmUp<>("softmax's maxima", plain, vector, LITTLE, WarmUp.LONG, () -> {
            A x = operand.apply(WarmUp.LONG);
            double[] most = new double[1];
            return (loops, n, times) -> {
                for (int i = 0; i < times; i++) {
                    loops.max(x, 0, n, 1, most);
                }
            };
        });
        exp = new WarmUp<>("softmax's powers", plain, vector, LITTLE, WarmUp.LONG, () -> {
            A x = operand.apply(WarmUp.LONG);
            A y = operand.apply(WarmUp.LONG);
            double[] most = {2};
            boolean[] inPlace = new boolean[1];
            return (loops, n, times) -> {
                inPlace[0] ^= n > 0;
                for (int i = 0; i < times; i++) {
                    loops.exp(x, 0, n, 1, most, inPlace[0] ? x : y, 0);
                }
            };
        });
    }

    @Override
    public void max(A x, int from, int n, int rows, double[] max) {
        this.max.code((long) n * rows).max(x, from, n, rows, max);
    }

    @Override
    public void exp(A x, int from, int n, int rows, double[] max, A y, int at) {
        exp.code((long) n * rows).exp(x, from, n, rows, max, y, at);
    }
}
