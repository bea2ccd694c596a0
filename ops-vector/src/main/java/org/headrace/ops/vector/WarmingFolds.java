package org.headrace.ops.vector;

import java.util.List;
import java.util.function.IntFunction;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.FoldLoops;

/** Reductions' loops in plain code until their vector code has warmed up. */
final class WarmingFolds<A> implements FoldLoops<A> {
    private static final int LENGTH = 2048;

    private final FoldLoops<A> vector;
    private final FoldLoops<A> plain;
    private final IntFunction<A> operand;
    private final WarmUp[] lanes = new WarmUp[Fold.values().length];
    private final WarmUp[] one = new WarmUp[Fold.values().length];
    private final WarmUp[] four = new WarmUp[Fold.values().length];

    WarmingFolds(FoldLoops<A> vector, FoldLoops<A> plain, IntFunction<A> operand) {
        this.vector = vector;
        this.plain = plain;
        this.operand = operand;
        for (Fold fold : Fold.values()) {
            int i = fold.ordinal();
            lanes[i] = warmUp(fold + " of lanes", 3 * LANES, (loops, x, y, n) -> loops.lanes(fold, x, 0, n, y));
            one[i] = warmUp(fold + " of a row", GROUP, (loops, x, y, n) -> loops.one(fold, y, x, 0, n));
            four[i] = warmUp(fold + " of rows", GROUP, (loops, x, y, n) -> loops.four(fold, y, x, 0, n, n));
        }
    }

    private interface Loop<A> {
        void run(FoldLoops<A> loops, A x, A y, int n);
    }

    private WarmUp warmUp(String what, int shortest, Loop<A> loop) {
        return new WarmUp(what, () -> {
            A x = operand.apply(4 * LENGTH);
            A y = operand.apply(LENGTH);
            return List.of(new WarmUp.Act(
                    () -> loop.run(vector, x, y, shortest),
                    () -> loop.run(vector, x, y, LENGTH),
                    () -> loop.run(plain, x, y, LENGTH)));
        });
    }

    @Override
    public void lanes(Fold fold, A x, int from, int n, A lanes) {
        (this.lanes[fold.ordinal()].isOver(n) ? vector : plain).lanes(fold, x, from, n, lanes);
    }

    @Override
    public void one(Fold fold, A lanes, A x, int from, int n) {
        (one[fold.ordinal()].isOver(n) ? vector : plain).one(fold, lanes, x, from, n);
    }

    @Override
    public void four(Fold fold, A lanes, A x, int from, int stride, int n) {
        (four[fold.ordinal()].isOver(4L * n) ? vector : plain).four(fold, lanes, x, from, stride, n);
    }
}
