package org.headrace.ops.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.FoldLoops;

/** Reductions' loops in plain code until their vector code has warmed up. */
final class WarmingFolds<A> implements FoldLoops<A> {
    private static final int LENGTH = 2048;

    // By fold.
    private final List<WarmUp<FoldLoops<A>>> lanes = new ArrayList<>();
    private final List<WarmUp<FoldLoops<A>>> one = new ArrayList<>();
    private final List<WarmUp<FoldLoops<A>>> four = new ArrayList<>();

    private interface Calls<A> {
        void call(FoldLoops<A> loops, A x, A y, int n);
    }

    WarmingFolds(FoldLoops<A> plain, Supplier<FoldLoops<A>> vector, IntFunction<A> operand) {
        for (Fold fold : Fold.values()) {
            lanes.add(warmUp(
                    fold + " of lanes", plain, vector, operand, 7 * LANES, (l, x, y, n) -> l.lanes(fold, x, 0, n, y)));
            one.add(warmUp(
                    fold + " of a row", plain, vector, operand, 25 * GROUP, (l, x, y, n) -> l.one(fold, y, x, 0, n)));
            four.add(warmUp(
                    fold + " of rows",
                    plain,
                    vector,
                    operand,
                    25 * GROUP,
                    (l, x, y, n) -> l.four(fold, y, x, 0, n, n)));
        }
    }

    private static <A> WarmUp<FoldLoops<A>> warmUp(
            String what,
            FoldLoops<A> plain,
            Supplier<FoldLoops<A>> vector,
            IntFunction<A> operand,
            int little,
            Calls<A> calls) {
        return new WarmUp<>(what, plain, vector, () -> {
            A x = operand.apply(4 * LENGTH);
            A y = operand.apply(LENGTH);
            return (loops, enough) -> calls.call(loops, x, y, enough ? LENGTH : little);
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
