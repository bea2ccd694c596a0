package org.headrace.ops.image;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * RGB pictures with their hue turned by {@code delta}, a float32 where 1 is the full circle: TensorFlow's
 * {@code AdjustHue(images, delta)}. float32; it has no gradient.
 */
public record AdjustHue() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Colours.TAKEN.require(in, 0, "images");
        Colours.requireThree(in, Colours.pictures(in));
        Colours.requireScalar(in, 1, "delta");
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return PixelKernel.of(signature, AdjustHue::turn);
    }

    /** The circle has six parts, in which the greatest and the least channel are the same ones and the third goes between. */
    private static void turn(float[] in, int at, float delta, float[] out) {
        float r = in[at];
        float g = in[at + 1];
        float b = in[at + 2];
        int part = part(r, g, b);
        float max = Math.max(r, Math.max(g, b));
        float min = Math.min(r, Math.min(g, b));
        float mid =
                switch (part) {
                    case 0, 3 -> g;
                    case 1, 4 -> r;
                    default -> b;
                };
        float hue = 0;
        if (max != min) {
            float ratio = (mid - min) / (max - min);
            hue = part + (part % 2 == 0 ? ratio : 1 - ratio);
        }
        hue += delta * 6;
        if (!(Math.abs(hue) < 1e6f)) {
            hue %= 6; // the loops below would take forever
        }
        while (hue < 0) {
            hue += 6;
        }
        while (hue >= 6) {
            hue -= 6;
        }
        int turned = (int) hue;
        float ratio = hue - turned;
        float between = min + (turned % 2 == 0 ? ratio : 1 - ratio) * (max - min);
        out[at] = channel(turned, min, between, max, 0);
        out[at + 1] = channel(turned, min, between, max, 4);
        out[at + 2] = channel(turned, min, between, max, 2);
    }

    private static int part(float r, float g, float b) {
        if (r < g) {
            return b < r ? 1 : b > g ? 3 : 2;
        }
        return b < g ? 0 : b > r ? 4 : 5;
    }

    /** A channel's value in a part of the circle: red's as it is, green's and blue's are red's some parts further on. */
    private static float channel(int part, float min, float between, float max, int shift) {
        return switch ((part + shift) % 6) {
            case 0, 5 -> max;
            case 1, 4 -> between;
            default -> min;
        };
    }
}
