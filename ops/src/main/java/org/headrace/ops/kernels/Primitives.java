package org.headrace.ops.kernels;

import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;
import org.jspecify.annotations.Nullable;

/**
 * The primitives of formulas for one kind of array: a loop for each, over {@code n} elements from given places. Each
 * returns null for a primitive that its numbers do not have. Twins of one kind give the same bits.
 *
 * @param <A> {@code float[]}, {@code double[]}, {@code int[]} or {@code long[]}
 */
public interface Primitives<A> {
    /** The loop of a primitive whose result is a number. */
    @Nullable
    Unary<A> unary(UnaryPrimitive op);

    /** The loop of a primitive whose result is true or false. */
    @Nullable
    Test<A> test(UnaryPrimitive op);

    /** The loop of a primitive whose result is a number. */
    @Nullable
    Binary<A> binary(BinaryPrimitive op);

    /**
     * The loop of {@code second(first(a, b), c)} or, unless {@code left}, {@code second(c, first(a, b))}, each rounded; a
     * comparison gives 1 or 0. Null if there is none: then the two run one after the other, with the same bits.
     */
    default @Nullable Chain<A> chain(BinaryPrimitive first, BinaryPrimitive second, boolean left) {
        return null;
    }

    /** The loop of a primitive whose result is true or false. */
    @Nullable
    Comparison<A> comparison(BinaryPrimitive op);

    /** The loop that picks one of two numbers. */
    Select<A> select();

    /** {@code y = op(x)}. */
    @FunctionalInterface
    interface Unary<A> {
        void apply(A x, int xAt, A y, int yAt, int n);
    }

    /** {@code y = op(x) ? 1 : 0}. */
    @FunctionalInterface
    interface Test<A> {
        void apply(A x, int xAt, int[] y, int yAt, int n);
    }

    /**
     * {@code y = op(a, b)}.
     *
     * <p>Throws {@link ArithmeticException} with TensorFlow's message where an element has no value.
     */
    @FunctionalInterface
    interface Binary<A> {
        void apply(A a, int aAt, A b, int bAt, A y, int yAt, int n);
    }

    /** {@code y = op(a, b, c)}. */
    @FunctionalInterface
    interface Chain<A> {
        void apply(A a, int aAt, A b, int bAt, A c, int cAt, A y, int yAt, int n);
    }

    /** {@code y = op(a, b) ? 1 : 0}. */
    @FunctionalInterface
    interface Comparison<A> {
        void apply(A a, int aAt, A b, int bAt, int[] y, int yAt, int n);
    }

    /** {@code y = condition != 0 ? a : b}. */
    @FunctionalInterface
    interface Select<A> {
        void apply(int[] condition, int conditionAt, A a, int aAt, A b, int bAt, A y, int yAt, int n);
    }
}
