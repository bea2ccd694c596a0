package org.headrace.ops.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.FoldLoops;

/** Reductions' loops in plain code until their vector code has warmed up. */
final class WarmingFolds<A> implements FoldLoops<A> {
    /** Lengths with groups and elements left over, and without: the JIT compiler is not to be surprised by either. */
    private static final int LITTLE = 7 * LANES;

    private static final int ENOUGH = 2048;

    // By fold.
    private final List<WarmUp<FoldLoops<A>>> lanes = new ArrayList<>();
    private final List<WarmUp<FoldLoops<A>>> one = new ArrayList<>();
    private final List<WarmUp<FoldLoops<A>>> four = new ArrayList<>();

    private interface Calls<A> {
        void call(FoldLoops<A> loops, A x, A y, int n, int times);
    }

    WarmingFolds(FoldLoops<A> plain, Supplier<FoldLoops<A>> vector, IntFunction<A> operand) {
        for (Fold fold : Fold.values()) {
            lanes.add(warmUp(fold + " of lanes", plain, vector, operand, GROUP, (l, x, y, n, times) -> {
                for (int i = 0; i < times; i++) {
                    l.lanes(fold, x, 0, n, y);
                }
            }));
            one.add(warmUp(fold + " of a row", plain, vector, operand, 1, (l, x, y, n, times) -> {
                for (int i = 0; i < times; i++) {
                    l.one(fold, y, x, 0, n);
                }
            }));
            four.add(warmUp(fold + " of rows", plain, vector, operand, 1, (l, x, y, n, times) -> {
                for (int i = 0; i < times; i++) {
                    l.four(fold, y, x, 0, n, n);
                }
            }));
        }
    }

    private static <A> WarmUp<FoldLoops<A>> warmUp(
            String what,
            FoldLoops<A> plain,
            Supplier<FoldLoops<A>> vector,
            IntFunction<A> operand,
            int step,
            Calls<A> calls) {
        return new WarmUp<>(what, plain, vector, LITTLE, ENOUGH, () -> {
            A x = operand.apply(4 * ENOUGH);
            A y = operand.apply(ENOUGH);
            int[] less = new int[1];
            return (loops, n, times) -> {
                less[0] = (less[0] + step) % (4 * step);
                calls.call(loops, x, y, Math.max(0, n - less[0]), times);
            };
        });
    }

    @Override
    public void lanes(Fold fold, A x, int from, int n, A lanes) {
        this.lanes.get(fold.ordinal()).code(n).lanes(fold, x, from, n, lanes);
    }

    @Override
    public void one(Fold fold, A lanes, A x, int from, int n) {
        one.get(fold.ordinal()).code(n).one(fold, lanes, x, from, n);
    }

    @Override
    public void four(Fold fold, A lanes, A x, int from, int stride, int n) {
        four.get(fold.ordinal()).code(4L * n).four(fold, lanes, x, from, stride, n);
    }
}
