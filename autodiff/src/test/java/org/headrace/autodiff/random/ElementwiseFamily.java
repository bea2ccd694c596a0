package org.headrace.autodiff.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;

/** Functions of numbers, arithmetic, comparisons, logic, selection and casts, broadcast in all ways. */
final class ElementwiseFamily {
    private static final List<BiFunction<Ops, Output, Output>> FLOATING = List.of(
            (tf, x) -> tf.neg(x),
            (tf, x) -> tf.abs(x),
            (tf, x) -> tf.square(x),
            (tf, x) -> tf.sqrt(x),
            (tf, x) -> tf.exp(x),
            (tf, x) -> tf.log(x),
            (tf, x) -> tf.sigmoid(x),
            (tf, x) -> tf.tanh(x),
            (tf, x) -> tf.math.rsqrt(x),
            (tf, x) -> tf.math.reciprocal(x),
            (tf, x) -> tf.math.expm1(x),
            (tf, x) -> tf.math.log1p(x),
            (tf, x) -> tf.math.sin(x),
            (tf, x) -> tf.math.cos(x),
            (tf, x) -> tf.math.tan(x),
            (tf, x) -> tf.math.erf(x),
            (tf, x) -> tf.math.sign(x),
            (tf, x) -> tf.math.floor(x),
            (tf, x) -> tf.math.ceil(x),
            (tf, x) -> tf.math.rint(x),
            (tf, x) -> tf.math.round(x),
            (tf, x) -> tf.nn.relu(x),
            (tf, x) -> tf.nn.relu6(x),
            (tf, x) -> tf.nn.elu(x),
            (tf, x) -> tf.nn.selu(x),
            (tf, x) -> tf.nn.softplus(x),
            (tf, x) -> tf.nn.softsign(x),
            (tf, x) -> tf.nn.leakyRelu(x),
            (tf, x) -> tf.math.isNan(x),
            (tf, x) -> tf.math.isInf(x),
            (tf, x) -> tf.math.isFinite(x),
            (tf, x) -> tf.sqrt(tf.abs(x)),
            (tf, x) -> tf.log(tf.add(tf.square(x), 1)),
            (tf, x) -> tf.div(x, tf.add(tf.abs(x), 1)));

    private static final List<BiFunction<Ops, Output, Output>> INTEGER =
            List.of((tf, x) -> tf.neg(x), (tf, x) -> tf.abs(x), (tf, x) -> tf.square(x), (tf, x) -> tf.math.sign(x));

    private interface Two {
        Output of(Ops tf, Output a, Output b);
    }

    private static final List<Two> ARITHMETIC = List.of(
            (tf, a, b) -> tf.add(a, b),
            (tf, a, b) -> tf.sub(a, b),
            (tf, a, b) -> tf.mul(a, b),
            (tf, a, b) -> tf.math.addV2(a, b),
            (tf, a, b) -> tf.maximum(a, b),
            (tf, a, b) -> tf.minimum(a, b),
            (tf, a, b) -> tf.math.squaredDifference(a, b),
            (tf, a, b) -> tf.less(a, b),
            (tf, a, b) -> tf.lessEqual(a, b),
            (tf, a, b) -> tf.greater(a, b),
            (tf, a, b) -> tf.greaterEqual(a, b),
            (tf, a, b) -> tf.equal(a, b),
            (tf, a, b) -> tf.notEqual(a, b));

    private static final List<Two> DIVISION =
            List.of((tf, a, b) -> tf.div(a, b), (tf, a, b) -> tf.floorDiv(a, b), (tf, a, b) -> tf.mod(a, b));

    private static final List<Two> FLOATING_ONLY = List.of(
            (tf, a, b) -> tf.pow(a, b),
            (tf, a, b) -> tf.pow(tf.abs(a), b),
            (tf, a, b) -> tf.math.realDiv(a, b),
            (tf, a, b) -> tf.math.divNoNan(a, b));

    private static final List<Two> LOGIC = List.of(
            (tf, a, b) -> tf.logicalAnd(a, b),
            (tf, a, b) -> tf.logicalOr(a, b),
            (tf, a, b) -> tf.equal(a, b),
            (tf, a, b) -> tf.notEqual(a, b));

    private static final List<DType> CAST_TO = List.of(
            DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.BOOL, DType.INT8, DType.UINT8, DType.INT16);

    private final Sketch sketch;

    ElementwiseFamily(Sketch sketch) {
        this.sketch = sketch;
    }

    List<Output> next() {
        return switch (sketch.random.nextInt(12)) {
            case 0, 1, 2, 3 -> List.of(unary());
            case 4, 5, 6, 7 -> List.of(binary());
            case 8 -> List.of(withNumber());
            case 9 -> List.of(select());
            case 10 -> cast();
            default -> List.of(several());
        };
    }

    private Output unary() {
        Output x = sketch.pick(output -> true);
        if (x.dtype() == DType.BOOL) {
            return sketch.tf.logicalNot(x);
        }
        return sketch.any(x.dtype().isFloating() ? FLOATING : INTEGER).apply(sketch.tf, x);
    }

    private Output binary() {
        Output a = sketch.pick(output -> true);
        Output b = partner(a);
        boolean swap = sketch.random.nextBoolean();
        Output x = swap ? b : a;
        Output y = swap ? a : b;
        if (a.dtype() == DType.BOOL) {
            return sketch.any(LOGIC).of(sketch.tf, x, y);
        }
        boolean floating = a.dtype().isFloating();
        if (sketch.chance(4)) {
            // an integer is divided by no zero
            Output divisor = floating ? y : sketch.tf.add(sketch.tf.square(y), 1);
            return sketch.any(DIVISION).of(sketch.tf, x, divisor);
        }
        List<Two> from = floating && sketch.chance(6) ? FLOATING_ONLY : ARITHMETIC;
        return sketch.any(from).of(sketch.tf, x, y);
    }

    /** What broadcasts with {@code a}: something there is, or a new constant. */
    private Output partner(Output a) {
        if (!sketch.chance(3)) {
            for (int tries = 0; tries < 8; tries++) {
                Output b = sketch.any(sketch.outputs);
                if (b.dtype() == a.dtype() && broadcast(a, b)) {
                    return b;
                }
            }
        }
        long[] dims = sketch.shape(a).dims();
        int from = sketch.random.nextInt(dims.length + 1);
        long[] kept = Arrays.copyOfRange(dims, sketch.random.nextBoolean() ? 0 : from, dims.length);
        for (int i = 0; i < kept.length; i++) {
            kept[i] = kept[i] == Shape.UNKNOWN || sketch.chance(4) ? 1 : kept[i];
        }
        return sketch.constant(a.dtype(), Shape.of(kept));
    }

    private boolean broadcast(Output a, Output b) {
        for (int k = 0; k < sketch.variants(); k++) {
            long[] x = sketch.shape(a, k).dims();
            long[] y = sketch.shape(b, k).dims();
            for (int i = 1; i <= Math.min(x.length, y.length); i++) {
                long dx = x[x.length - i];
                long dy = y[y.length - i];
                if (dx != dy && dx != 1 && dy != 1) {
                    return false;
                }
            }
        }
        return true;
    }

    private Output withNumber() {
        Output x = sketch.number();
        int n = sketch.random.nextInt(1, 4);
        return switch (sketch.random.nextInt(6)) {
            case 0 -> sketch.tf.add(x, n);
            case 1 -> sketch.tf.mul(n, x);
            case 2 -> sketch.tf.sub(n, x);
            case 3 -> sketch.tf.maximum(x, n);
            case 4 -> sketch.tf.div(x, n);
            default -> sketch.tf.pow(x, n);
        };
    }

    private Output select() {
        Output x = sketch.pick(output -> true);
        Output y = same(x);
        Output condition;
        if (sketch.chance(4)) {
            condition = sketch.pick(output -> output.dtype() == DType.BOOL && sketch.rank(output) == 0);
        } else if (sketch.chance(4) && sketch.rank(x) > 0 && sketch.dim(x, 0) != Shape.UNKNOWN) {
            condition = sketch.constant(DType.BOOL, Shape.of(sketch.dim(x, 0)));
        } else {
            condition = x.dtype() == DType.BOOL ? x : sketch.tf.less(x, y);
        }
        return sketch.tf.where(condition, x, y);
    }

    /** Another output of {@code x}'s dtype and shape. */
    private Output same(Output x) {
        for (int tries = 0; tries < 8; tries++) {
            Output y = sketch.any(sketch.outputs);
            if (!y.equals(x) && sketch.same(x, y)) {
                return y;
            }
        }
        return sketch.chance(2) ? sketch.tf.zerosLike(x) : sketch.tf.onesLike(x);
    }

    private List<Output> cast() {
        Output x = sketch.pick(output -> true);
        Output y = sketch.tf.cast(x, sketch.any(CAST_TO));
        boolean narrow = y.dtype() == DType.INT8 || y.dtype() == DType.UINT8 || y.dtype() == DType.INT16;
        return List.of(narrow ? sketch.tf.cast(y, DType.FLOAT32) : y);
    }

    private Output several() {
        Output x = sketch.number();
        List<Output> terms = new ArrayList<>(List.of(x));
        for (int i = sketch.random.nextInt(3); i >= 0; i--) {
            terms.add(same(x));
        }
        return sketch.tf.addN(terms);
    }
}
