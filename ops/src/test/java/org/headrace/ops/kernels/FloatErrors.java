package org.headrace.ops.kernels;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.slf4j.LoggerFactory;

/**
 * How far the functions of float32 are from the exact ones, in units in the last place: over all floats, or over each
 * {@code stride}-th. The reference is computed in double.
 */
final class FloatErrors {
    /** A function of float32. */
    @FunctionalInterface
    interface FloatFunction {
        float apply(float x);
    }

    /** A function and the one that it stands for. */
    record Pair(FloatFunction function, DoubleUnaryOperator exact) {}

    /** The greatest error, and the argument that has it. */
    record Worst(double ulps, float x) {}

    private FloatErrors() {}

    static Map<String, Pair> functions() {
        Map<String, Pair> functions = new LinkedHashMap<>();
        functions.put("exp", new Pair(FloatFunctions::exp, StrictMath::exp));
        functions.put("expm1", new Pair(FloatFunctions::expm1, StrictMath::expm1));
        functions.put("log", new Pair(FloatFunctions::log, StrictMath::log));
        functions.put("log1p", new Pair(FloatFunctions::log1p, StrictMath::log1p));
        functions.put("tanh", new Pair(FloatFunctions::tanh, StrictMath::tanh));
        functions.put("sigmoid", new Pair(FloatFunctions::sigmoid, FloatErrors::sigmoid));
        functions.put("erf", new Pair(FloatFunctions::erf, ErrorFunction::erf));
        functions.put("sin", new Pair(FloatFunctions::sin, StrictMath::sin));
        functions.put("cos", new Pair(FloatFunctions::cos, StrictMath::cos));
        functions.put("tan", new Pair(FloatFunctions::tan, StrictMath::tan));
        return functions;
    }

    /** TensorFlow's: denormal numbers are 0. */
    private static double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        e = e < Float.MIN_NORMAL ? 0 : e;
        return (x < 0 ? e : 1) / (1 + e);
    }

    static Worst worst(Pair pair, int stride) {
        Worst worst = new Worst(0, 0);
        for (long bits = 0; bits < 1L << 32; bits += stride) {
            float x = Float.intBitsToFloat((int) bits);
            double error = error(pair.function().apply(x), pair.exact().applyAsDouble(x));
            if (error > worst.ulps()) {
                worst = new Worst(error, x);
            }
        }
        return worst;
    }

    /** Infinite where a result is not finite or not of the sign it should be. */
    static double error(float y, double exact) {
        float rounded = (float) exact;
        if (Float.floatToIntBits(y) == Float.floatToIntBits(rounded)) {
            return Math.abs(y - exact) < 0x1p1000 ? Math.abs(y - exact) / Math.ulp(rounded) : 0;
        }
        boolean signsDiffer = Math.copySign(1, y) != Math.copySign(1, rounded);
        if (!Float.isFinite(y) && Math.abs(exact) > Float.MAX_VALUE - Math.ulp(Float.MAX_VALUE) && !signsDiffer) {
            return (Float.MAX_VALUE - Math.abs(exact)) / Math.ulp(Float.MAX_VALUE) + 1;
        }
        if (!Float.isFinite(y) || Float.isNaN(rounded) || signsDiffer) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.abs(y - exact) / Math.ulp(Float.isInfinite(rounded) ? Float.MAX_VALUE : rounded);
    }

    /** All functions, or those named; of each {@code stride}-th float, the first argument. */
    public static void main(String[] args) {
        functions().forEach((name, pair) -> {
            Worst worst = worst(pair, Integer.parseInt(args[0]));
            LoggerFactory.getLogger(FloatErrors.class).info("{} {} ulp, at {}", name, worst.ulps(), worst.x());
        });
    }
}
