package org.headrace.ops.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;
import org.headrace.ops.kernels.Primitives;
import org.jspecify.annotations.Nullable;

/** Formulas' loops in plain code until their vector code, each by itself, has warmed up. */
final class WarmingPrimitives<A> implements Primitives<A> {
    /** So much of a chain at a time. */
    private static final int BLOCK = 2048;

    private final Primitives<A> plain;
    private final Supplier<Primitives<A>> vector;
    /** Makes an array of numbers near 1, neighbours of which differ. */
    private final IntFunction<A> operand;

    private final ThreadLocal<A> scratch;

    private final Map<UnaryPrimitive, WarmUp<Unary<A>>> unaries = new ConcurrentHashMap<>();
    private final Map<UnaryPrimitive, WarmUp<Test<A>>> tests = new ConcurrentHashMap<>();
    private final Map<BinaryPrimitive, WarmUp<Binary<A>>> binaries = new ConcurrentHashMap<>();
    /** By both operations, and whether the first one's result is the left operand. */
    private final Map<List<Object>, WarmUp<Chain<A>>> chains = new ConcurrentHashMap<>();

    private final Map<BinaryPrimitive, WarmUp<Comparison<A>>> comparisons = new ConcurrentHashMap<>();
    private final WarmUp<Select<A>> selects;

    WarmingPrimitives(Primitives<A> plain, Supplier<Primitives<A>> vector, IntFunction<A> operand) {
        this.plain = plain;
        this.vector = vector;
        this.operand = operand;
        this.scratch = ThreadLocal.withInitial(() -> operand.apply(BLOCK));
        this.selects = warmUp("select", plain.select(), Primitives::select, WarmingPrimitives::repeat);
    }

    /** What loops are tried with, the right operand beginning at 1: so each is the greater one now and then. */
    private static final class Operands<A> {
        final A a;
        final A b;
        final A c;
        final A y;
        final int[] flags = new int[WarmUp.LONG + 1];

        Operands(IntFunction<A> operand) {
            a = operand.apply(WarmUp.LONG + 1);
            b = operand.apply(WarmUp.LONG + 1);
            c = operand.apply(WarmUp.LONG + 1);
            y = operand.apply(WarmUp.LONG + 1);
            Arrays.setAll(flags, i -> i & 1);
        }
    }

    private interface Calls<L, A> {
        void call(L loop, Operands<A> operands, int n, int times);
    }

    private <L> WarmUp<L> warmUp(
            Object what, L plainLoop, Function<Primitives<A>, @Nullable L> vectorLoop, Calls<L, A> calls) {
        return new WarmUp<>(
                what,
                plainLoop,
                () -> Objects.requireNonNull(vectorLoop.apply(vector.get())),
                WarmUp.SHORT,
                WarmUp.LONG,
                () -> {
                    Operands<A> operands = new Operands<>(operand);
                    return (loop, n, times) -> calls.call(loop, operands, n, times);
                });
    }

    private static <A> void repeat(Unary<A> loop, Operands<A> x, int n, int times) {
        for (int i = 0; i < times; i++) {
            loop.apply(x.a, 0, x.y, 0, n);
        }
    }

    private static <A> void repeat(Test<A> loop, Operands<A> x, int n, int times) {
        for (int i = 0; i < times; i++) {
            loop.apply(x.a, 0, x.flags, 0, n);
        }
    }

    private static <A> void repeat(Binary<A> loop, Operands<A> x, int n, int times) {
        for (int i = 0; i < times; i++) {
            loop.apply(x.a, 0, x.b, 1, x.y, 0, n);
        }
    }

    private static <A> void repeat(Chain<A> loop, Operands<A> x, int n, int times) {
        for (int i = 0; i < times; i++) {
            loop.apply(x.a, 0, x.b, 1, x.c, 0, x.y, 0, n);
        }
    }

    private static <A> void repeat(Comparison<A> loop, Operands<A> x, int n, int times) {
        for (int i = 0; i < times; i++) {
            loop.apply(x.a, 0, x.b, 1, x.flags, 0, n);
        }
    }

    private static <A> void repeat(Select<A> loop, Operands<A> x, int n, int times) {
        for (int i = 0; i < times; i++) {
            loop.apply(x.flags, 0, x.a, 0, x.b, 1, x.y, 0, n);
        }
    }

    @Override
    public @Nullable Unary<A> unary(UnaryPrimitive op) {
        Unary<A> loop = plain.unary(op);
        if (loop == null) {
            return null;
        }
        WarmUp<Unary<A>> warmUp =
                unaries.computeIfAbsent(op, any -> warmUp(op, loop, p -> p.unary(op), WarmingPrimitives::repeat));
        return (x, xAt, y, yAt, n) -> warmUp.code(n).apply(x, xAt, y, yAt, n);
    }

    @Override
    public @Nullable Test<A> test(UnaryPrimitive op) {
        Test<A> loop = plain.test(op);
        if (loop == null) {
            return null;
        }
        WarmUp<Test<A>> warmUp =
                tests.computeIfAbsent(op, any -> warmUp(op, loop, p -> p.test(op), WarmingPrimitives::repeat));
        return (x, xAt, y, yAt, n) -> warmUp.code(n).apply(x, xAt, y, yAt, n);
    }

    @Override
    public @Nullable Binary<A> binary(BinaryPrimitive op) {
        Binary<A> loop = plain.binary(op);
        if (loop == null) {
            return null;
        }
        WarmUp<Binary<A>> warmUp =
                binaries.computeIfAbsent(op, any -> warmUp(op, loop, p -> p.binary(op), WarmingPrimitives::repeat));
        return (a, aAt, b, bAt, y, yAt, n) -> warmUp.code(n).apply(a, aAt, b, bAt, y, yAt, n);
    }

    /**
     * The vector code's chains, {@link FloatChains}: any of these operations after another, but no division by the first; and the
     * gradient of relu.
     */
    static boolean isChain(BinaryPrimitive first, BinaryPrimitive second, boolean left) {
        if (first == BinaryPrimitive.LESS) {
            return second == BinaryPrimitive.MUL;
        }
        return isRing(first) && (isRing(second) || (second == BinaryPrimitive.DIV && left));
    }

    private static boolean isRing(BinaryPrimitive op) {
        return op == BinaryPrimitive.ADD || op == BinaryPrimitive.SUB || op == BinaryPrimitive.MUL;
    }

    @Override
    public @Nullable Chain<A> chain(BinaryPrimitive first, BinaryPrimitive second, boolean left) {
        if (!isChain(first, second, left)) {
            return null;
        }
        WarmUp<Chain<A>> warmUp = chains.computeIfAbsent(
                List.of(first, second, left),
                key -> warmUp(
                        key,
                        plainChain(first, second, left),
                        p -> p.chain(first, second, left),
                        WarmingPrimitives::repeat));
        return (a, aAt, b, bAt, c, cAt, y, yAt, n) -> warmUp.code(n).apply(a, aAt, b, bAt, c, cAt, y, yAt, n);
    }

    private Chain<A> plainChain(BinaryPrimitive first, BinaryPrimitive second, boolean left) {
        Chain<A> own = plain.chain(first, second, left);
        return own == null ? oneAfterTheOther(first, second, left) : own;
    }

    /** What lies between goes to an array of its own, for {@code y} may be {@code c}. */
    private Chain<A> oneAfterTheOther(BinaryPrimitive first, BinaryPrimitive second, boolean left) {
        Binary<A> one = Objects.requireNonNull(plain.binary(first));
        Binary<A> other = Objects.requireNonNull(plain.binary(second));
        return (a, aAt, b, bAt, c, cAt, y, yAt, n) -> {
            A between = scratch.get();
            for (int i = 0; i < n; i += BLOCK) {
                int m = Math.min(BLOCK, n - i);
                one.apply(a, aAt + i, b, bAt + i, between, 0, m);
                if (left) {
                    other.apply(between, 0, c, cAt + i, y, yAt + i, m);
                } else {
                    other.apply(c, cAt + i, between, 0, y, yAt + i, m);
                }
            }
        };
    }

    @Override
    public @Nullable Comparison<A> comparison(BinaryPrimitive op) {
        Comparison<A> loop = plain.comparison(op);
        if (loop == null) {
            return null;
        }
        WarmUp<Comparison<A>> warmUp = comparisons.computeIfAbsent(
                op, any -> warmUp(op, loop, p -> p.comparison(op), WarmingPrimitives::repeat));
        return (a, aAt, b, bAt, y, yAt, n) -> warmUp.code(n).apply(a, aAt, b, bAt, y, yAt, n);
    }

    @Override
    public Select<A> select() {
        return (condition, conditionAt, a, aAt, b, bAt, y, yAt, n) ->
                selects.code(n).apply(condition, conditionAt, a, aAt, b, bAt, y, yAt, n);
    }
}
