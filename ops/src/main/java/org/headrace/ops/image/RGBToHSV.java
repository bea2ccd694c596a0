package org.headrace.ops.image;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/**
 * Red, green, blue in [0, 1] along the last dimension as hue, saturation, value in [0, 1]: TensorFlow's
 * {@code RGBToHSV(images)}. float32, float64.
 */
public record RGBToHSV() implements OpType {
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
