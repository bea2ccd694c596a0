package org.headrace.ops.vector;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;
import org.headrace.ops.kernels.Primitives;
import org.jspecify.annotations.Nullable;

/** Formulas' loops in plain code until their vector code, each by itself, has warmed up. */
final class WarmingPrimitives<A> implements Primitives<A> {
    /** Lengths of a rehearsed and of a compared call: neither a multiple of a vector's. */
    private static final int SHORT = 35;

    private static final int LONG = 2047;

    private final Primitives<A> vector;
    private final Primitives<A> plain;
    /** An array of numbers near 1. */
    private final IntFunction<A> operand;

    private final ThreadLocal<A> scratch;
    /** By primitive, or by name of what is not one. */
    private final Map<Object, WarmUp> warmUps = new ConcurrentHashMap<>();

    WarmingPrimitives(Primitives<A> vector, Primitives<A> plain, IntFunction<A> operand) {
        this.vector = vector;
        this.plain = plain;
        this.operand = operand;
        this.scratch = ThreadLocal.withInitial(() -> operand.apply(LONG));
    }

    private record ChainKey(BinaryPrimitive first, BinaryPrimitive second, boolean left) {}

    private record TestKey(Object primitive) {}

    /** A loop over {@code n} elements of arrays, in one kind of code. */
    private interface Loop<A> {
        void run(A a, A b, A c, int[] flags, A y, int n);
    }

    private WarmUp warmUp(Object key, Loop<A> vectorLoop, Loop<A> plainLoop) {
        return warmUps.computeIfAbsent(
                key,
                any -> new WarmUp(key.toString(), () -> {
                    A a = operand.apply(LONG);
                    A b = operand.apply(LONG);
                    A c = operand.apply(LONG);
                    A y = operand.apply(LONG);
                    int[] flags = new int[LONG];
                    return List.of(new WarmUp.Act(
                            () -> vectorLoop.run(a, b, c, flags, y, SHORT),
                            () -> vectorLoop.run(a, b, c, flags, y, LONG),
                            () -> plainLoop.run(a, b, c, flags, y, LONG)));
                }));
    }

    @Override
    public @Nullable Unary<A> unary(UnaryPrimitive op) {
        Unary<A> fast = vector.unary(op);
        Unary<A> slow = plain.unary(op);
        if (fast == null || slow == null || fast == slow) {
            return fast;
        }
        WarmUp warmUp = warmUp(
                op,
                (a, b, c, flags, y, n) -> fast.apply(a, 0, y, 0, n),
                (a, b, c, flags, y, n) -> slow.apply(a, 0, y, 0, n));
        return (x, xAt, y, yAt, n) -> (warmUp.isOver(n) ? fast : slow).apply(x, xAt, y, yAt, n);
    }

    @Override
    public @Nullable Test<A> test(UnaryPrimitive op) {
        Test<A> fast = vector.test(op);
        Test<A> slow = plain.test(op);
        if (fast == null || slow == null || fast == slow) {
            return fast;
        }
        WarmUp warmUp = warmUp(
                new TestKey(op),
                (a, b, c, flags, y, n) -> fast.apply(a, 0, flags, 0, n),
                (a, b, c, flags, y, n) -> slow.apply(a, 0, flags, 0, n));
        return (x, xAt, y, yAt, n) -> (warmUp.isOver(n) ? fast : slow).apply(x, xAt, y, yAt, n);
    }

    @Override
    public @Nullable Binary<A> binary(BinaryPrimitive op) {
        Binary<A> fast = vector.binary(op);
        Binary<A> slow = plain.binary(op);
        if (fast == null || slow == null || fast == slow) {
            return fast;
        }
        WarmUp warmUp = warmUp(
                op,
                (a, b, c, flags, y, n) -> fast.apply(a, 0, b, 0, y, 0, n),
                (a, b, c, flags, y, n) -> slow.apply(a, 0, b, 0, y, 0, n));
        return (a, aAt, b, bAt, y, yAt, n) -> (warmUp.isOver(n) ? fast : slow).apply(a, aAt, b, bAt, y, yAt, n);
    }

    /** Plain code has no chains: it does one operation after the other. */
    @Override
    public @Nullable Chain<A> chain(BinaryPrimitive first, BinaryPrimitive second, boolean left) {
        Chain<A> fast = vector.chain(first, second, left);
        Binary<A> slowFirst = plain.binary(first);
        Binary<A> slowSecond = plain.binary(second);
        if (fast == null || slowFirst == null || slowSecond == null) {
            return null;
        }
        Chain<A> slow = (a, aAt, b, bAt, c, cAt, y, yAt, n) -> {
            A between = scratch.get(); // y may be c
            for (int i = 0; i < n; i += LONG) {
                int m = Math.min(LONG, n - i);
                slowFirst.apply(a, aAt + i, b, bAt + i, between, 0, m);
                if (left) {
                    slowSecond.apply(between, 0, c, cAt + i, y, yAt + i, m);
                } else {
                    slowSecond.apply(c, cAt + i, between, 0, y, yAt + i, m);
                }
            }
        };
        WarmUp warmUp = warmUp(
                new ChainKey(first, second, left),
                (a, b, c, flags, y, n) -> fast.apply(a, 0, b, 0, c, 0, y, 0, n),
                (a, b, c, flags, y, n) -> slow.apply(a, 0, b, 0, c, 0, y, 0, n));
        return (a, aAt, b, bAt, c, cAt, y, yAt, n) ->
                (warmUp.isOver(n) ? fast : slow).apply(a, aAt, b, bAt, c, cAt, y, yAt, n);
    }

    @Override
    public @Nullable Comparison<A> comparison(BinaryPrimitive op) {
        Comparison<A> fast = vector.comparison(op);
        Comparison<A> slow = plain.comparison(op);
        if (fast == null || slow == null || fast == slow) {
            return fast;
        }
        WarmUp warmUp = warmUp(
                new TestKey(op),
                (a, b, c, flags, y, n) -> fast.apply(a, 0, b, 0, flags, 0, n),
                (a, b, c, flags, y, n) -> slow.apply(a, 0, b, 0, flags, 0, n));
        return (a, aAt, b, bAt, y, yAt, n) -> (warmUp.isOver(n) ? fast : slow).apply(a, aAt, b, bAt, y, yAt, n);
    }

    @Override
    public Select<A> select() {
        Select<A> fast = vector.select();
        Select<A> slow = plain.select();
        WarmUp warmUp = warmUp(
                "select",
                (a, b, c, flags, y, n) -> fast.apply(flags, 0, a, 0, b, 0, y, 0, n),
                (a, b, c, flags, y, n) -> slow.apply(flags, 0, a, 0, b, 0, y, 0, n));
        return (condition, conditionAt, a, aAt, b, bAt, y, yAt, n) ->
                (warmUp.isOver(n) ? fast : slow).apply(condition, conditionAt, a, aAt, b, bAt, y, yAt, n);
    }
}
