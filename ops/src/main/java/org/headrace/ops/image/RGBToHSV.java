package org.headrace.ops.image;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * Red, green, blue in [0, 1] along the last dimension as hue, saturation, value in [0, 1]: TensorFlow's
 * {@code RGBToHSV(images)}. float32, float64. The gradient has TensorFlow's values by fewer ops; where channels are equal, the
 * first counts as the greatest and the last as the least, and a saturation has no gradient to a channel that is 0.
 */
public record RGBToHSV() implements Differentiable {
    private static final int CHANNELS = 3;

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return infer(in, DTypes.FLOATING);
    }

    static List<TensorSpec> infer(InferContext in, DTypes taken) {
        taken.require(in, 0, "images");
        Shape shape = in.shape(0);
        if (shape.hasRank() && shape.rank() < 1) {
            throw in.error("images must be at least 1D, got shape %s", shape.toBrackets());
        }
        Colours.requireThree(in, shape);
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return PixelKernel.of(signature, RGBToHSV::convert, RGBToHSV::convert);
    }

    /**
     * With the greatest channel M, the least m and their range c = M - m: of the value 1 for M; of the saturation
     * {@code m / M^2} for M and {@code -1 / M} for m; of the hue, which is {@code (next - previous) / 6c} and a constant, where
     * next and previous are the channels after M in a circle, {@code 1 / 6c} for next, {@code -1 / 6c} for previous, and by the
     * range {@code (next - previous) / 6c^2} for m, less for M.
     */
    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output x = op.input(0);
        DType dtype = x.dtype();
        Output greatest = tf.oneHot(tf.argmax(x, -1), CHANNELS, dtype);
        Output least = tf.reverse(tf.oneHot(tf.argmin(tf.reverse(x, -1), -1), CHANNELS, dtype), -1);
        Output max = tf.reduceMax(x, -1, true);
        Output min = tf.reduceMin(x, -1, true);
        Output around = tf.sub(tf.roll(greatest, 1, -1), tf.roll(greatest, 2, -1)); // 1 for next, -1 for previous
        Output one = tf.onesLike(max);
        Output byRange = tf.math.divNoNan(one, tf.sub(max, min));
        Output turn = tf.mul(tf.reduceSum(tf.mul(x, around), -1, true), byRange);
        Output ofHue = tf.mul(tf.add(around, tf.mul(tf.sub(least, greatest), turn)), tf.div(byRange, 6));
        Output byMax = tf.math.divNoNan(one, max);
        Output ofSaturation = tf.mul(tf.sub(tf.mul(greatest, tf.mul(min, byMax)), least), byMax);
        ofSaturation = tf.mul(ofSaturation, tf.cast(tf.greater(x, 0), dtype));
        List<Output> dy = tf.split(dys.get(0), CHANNELS, -1);
        return Gradient.list(tf.addN(
                List.of(tf.mul(dy.get(0), ofHue), tf.mul(dy.get(1), ofSaturation), tf.mul(dy.get(2), greatest))));
    }

    private static void convert(float[] in, int at, float by, float[] out) {
        float r = in[at];
        float g = in[at + 1];
        float b = in[at + 2];
        float value = Math.max(r, Math.max(g, b));
        float range = value - Math.min(r, Math.min(g, b));
        float norm = 1f / range * (1f / 6f);
        float hue = r == value ? norm * (g - b) : g == value ? norm * (b - r) + 2f / 6f : norm * (r - g) + 4f / 6f;
        hue = range > 0 ? hue : 0;
        out[at] = hue < 0 ? hue + 1 : hue;
        out[at + 1] = value > 0 ? range / value : 0;
        out[at + 2] = value;
    }

    private static void convert(double[] in, int at, double[] out) {
        double r = in[at];
        double g = in[at + 1];
        double b = in[at + 2];
        double value = Math.max(r, Math.max(g, b));
        double range = value - Math.min(r, Math.min(g, b));
        double norm = 1.0 / range * (1.0 / 6.0);
        double hue = r == value ? norm * (g - b) : g == value ? norm * (b - r) + 2.0 / 6.0 : norm * (r - g) + 4.0 / 6.0;
        hue = range > 0 ? hue : 0;
        out[at] = hue < 0 ? hue + 1 : hue;
        out[at + 1] = value > 0 ? range / value : 0;
        out[at + 2] = value;
    }
}
