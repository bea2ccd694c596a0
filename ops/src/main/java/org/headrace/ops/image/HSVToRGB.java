package org.headrace.ops.image;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/**
 * Hue, saturation, value in [0, 1] along the last dimension as red, green, blue in [0, 1]: TensorFlow's
 * {@code HSVToRGB(images)}. float32, float64.
 */
public record HSVToRGB() implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return RGBToHSV.infer(in, DTypes.FLOATING);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return PixelKernel.of(signature, HSVToRGB::convert, HSVToRGB::convert);
    }

    private static void convert(float[] in, int at, float by, float[] out) {
        float turned = in[at] * 6;
        float s = in[at + 1];
        float v = in[at + 2];
        float rest = -s + 1;
        out[at] = (rest + s * unit(Math.abs(turned - 3) - 1)) * v;
        out[at + 1] = (rest + s * unit(-Math.abs(turned - 2) + 2)) * v;
        out[at + 2] = (rest + s * unit(-Math.abs(turned - 4) + 2)) * v;
    }

    private static float unit(float x) {
        return Math.min(Math.max(x, 0), 1);
    }

    private static void convert(double[] in, int at, double[] out) {
        double turned = in[at] * 6;
        double s = in[at + 1];
        double v = in[at + 2];
        double rest = -s + 1;
        out[at] = (rest + s * unit(Math.abs(turned - 3) - 1)) * v;
        out[at + 1] = (rest + s * unit(-Math.abs(turned - 2) + 2)) * v;
        out[at + 2] = (rest + s * unit(-Math.abs(turned - 4) + 2)) * v;
    }

    private static double unit(double x) {
        return Math.min(Math.max(x, 0), 1);
    }
}
