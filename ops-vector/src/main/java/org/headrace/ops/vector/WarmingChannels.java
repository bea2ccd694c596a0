package org.headrace.ops.vector;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.headrace.ops.kernels.ChannelLoops;
import org.headrace.ops.kernels.ScalarFloatChannels;

/** Loops along channels in plain code until their vector code, each loop by itself, has warmed up. */
final class WarmingChannels extends ScalarFloatChannels {
    /** Channels of four vectors, one vector and single ones, and, less a step or two, without the one or the other. */
    private static final int LITTLE = 91;

    private static final int STEP = 8;
    private static final int ENOUGH = 1024;

    /** Pixels of a window, and products and places of a sum. */
    private static final int SIDE = 2;

    private static final int PIXELS = SIDE * SIDE;

    private final WarmUp<ChannelLoops<float[]>> max;
    private final WarmUp<ChannelLoops<float[]>> addToMax;
    private final WarmUp<ChannelLoops<float[]>> mean;
    private final WarmUp<ChannelLoops<float[]>> products;
    private final WarmUp<ChannelLoops<float[]>> addProducts;
    private final WarmUp<ChannelLoops<float[]>> addMultiples;
    private final WarmUp<ChannelLoops<float[]>> mix;

    private interface Calls {
        void call(ChannelLoops<float[]> loops, Operands x, int n, int times);
    }

    /** What loops are tried with: an image of three times three pixels, a window of which is looked at. */
    private static final class Operands {
        final float[] x;
        final float[] y;
        final float[] z;
        final Window window = new Window();
        final int[] rows = new int[PIXELS];
        final int[][] places = new int[PIXELS][ENOUGH];
        final float[][] weights = new float[PIXELS][];

        Operands(IntFunction<float[]> operand) {
            x = operand.apply((SIDE + 1) * (SIDE + 1) * ENOUGH);
            y = operand.apply(ENOUGH);
            z = operand.apply((SIDE + 1) * (SIDE + 1) * ENOUGH);
            window.rows = SIDE;
            window.columns = SIDE;
            window.columnStep = ENOUGH;
            window.rowStep = (SIDE + 1) * ENOUGH;
            for (int k = 0; k < PIXELS; k++) {
                int row = k * ENOUGH;
                rows[k] = row;
                Arrays.setAll(places[k], i -> row + i);
                weights[k] = operand.apply(ENOUGH);
            }
        }
    }

    WarmingChannels(IntFunction<float[]> operand) {
        max = warmUp("greatest", operand, (loops, x, n, times) -> {
            for (int i = 0; i < times; i++) {
                loops.max(x.x, x.window, x.y, 0, n);
            }
        });
        addToMax = warmUp("sums to the greatest", operand, (loops, x, n, times) -> {
            for (int i = 0; i < times; i++) {
                loops.addToMax(x.x, x.window, x.y, 0, x.z, n);
            }
        });
        mean = warmUp("means", operand, (loops, x, n, times) -> {
            for (int i = 0; i < times; i++) {
                loops.mean(x.x, x.window, x.y, 0, n);
            }
        });
        products = warmUp("products", operand, (loops, x, n, times) -> {
            for (int i = 0; i < times; i++) {
                loops.products(x.x, x.rows, x.z, x.rows, PIXELS, x.y, 0, n);
            }
        });
        addProducts = warmUp("sums of products", operand, (loops, x, n, times) -> {
            for (int i = 0; i < times; i++) {
                loops.addProducts(x.x, 0, ENOUGH, x.z, 0, ENOUGH, PIXELS, x.y, 0, n);
            }
        });
        addMultiples = warmUp("sums of multiples", operand, (loops, x, n, times) -> {
            for (int i = 0; i < times; i++) {
                loops.addMultiples(x.z, x.rows, 0, PIXELS, x.x, 0, x.y, 0, n);
            }
        });
        mix = warmUp("mixtures", operand, (loops, x, n, times) -> {
            for (int i = 0; i < times; i++) {
                loops.mix(x.x, 0, x.places, x.weights, x.y, 0, n);
            }
        });
    }

    private static WarmUp<ChannelLoops<float[]>> warmUp(String what, IntFunction<float[]> operand, Calls calls) {
        ScalarFloatChannels plain = new ScalarFloatChannels();
        return new WarmUp<>(what + " along channels", plain, () -> new VectorChannels(), LITTLE, ENOUGH, () -> {
            Operands x = new Operands(operand);
            int[] less = new int[1];
            return (loops, n, times) -> {
                less[0] = (less[0] + STEP) % (3 * STEP);
                calls.call(loops, x, Math.max(0, n - less[0]), times);
            };
        });
    }

    @Override
    public void max(float[] x, Window w, float[] y, int yOff, int n) {
        max.code(work(w, n)).max(x, w, y, yOff, n);
    }

    @Override
    public void addToMax(float[] x, Window w, float[] dy, int dyOff, float[] dx, int n) {
        addToMax.code(2 * work(w, n)).addToMax(x, w, dy, dyOff, dx, n);
    }

    @Override
    public void mean(float[] x, Window w, float[] y, int yOff, int n) {
        mean.code(work(w, n)).mean(x, w, y, yOff, n);
    }

    private static long work(Window w, int n) {
        return (long) w.lines() * w.columns * n;
    }

    @Override
    public void products(float[] a, int[] aAt, float[] b, int[] bAt, int count, float[] y, int yOff, int n) {
        products.code((long) count * n).products(a, aAt, b, bAt, count, y, yOff, n);
    }

    @Override
    public void addProducts(
            float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int count, float[] y, int yOff, int n) {
        addProducts.code((long) count * n).addProducts(a, aOff, aStep, b, bOff, bStep, count, y, yOff, n);
    }

    @Override
    public void addMultiples(
            float[] factors, int[] rows, int first, int count, float[] x, int xOff, float[] y, int yOff, int n) {
        addMultiples.code((long) count * n).addMultiples(factors, rows, first, count, x, xOff, y, yOff, n);
    }

    @Override
    public void mix(float[] x, int xOff, int[][] places, float[][] weights, float[] y, int yOff, int n) {
        mix.code((long) places.length * n).mix(x, xOff, places, weights, y, yOff, n);
    }
}
