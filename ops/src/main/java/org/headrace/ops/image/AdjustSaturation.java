package org.headrace.ops.image;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * RGB pictures with their saturation multiplied by {@code scale}, a float32, and kept within [0, 1]: TensorFlow's
 * {@code AdjustSaturation(images, scale)}. float32; it has no gradient.
 */
public record AdjustSaturation() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Colours.TAKEN.require(in, 0, "images");
        Colours.requireThree(in, Colours.pictures(in));
        Colours.requireScalar(in, 1, "scale");
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return PixelKernel.of(signature, AdjustSaturation::saturate);
    }

    private static void saturate(float[] in, int at, float scale, float[] out) {
        float r = in[at];
        float g = in[at + 1];
        float b = in[at + 2];
        float value = Math.max(r, Math.max(g, b));
        float range = value - Math.min(r, Math.min(g, b));
        float saturation = value > 0 ? range / value : 0;
        float hue = hue(r, g, b, value, range);
        float wanted = Math.min(1f, Math.max(0f, saturation * scale));
        float chroma = wanted * value;
        float rest = value - chroma;
        float turned = hue * 6;
        float within = turned;
        while (within <= 0) {
            within += 2;
        }
        while (within >= 2) {
            within -= 2;
        }
        float between = chroma * (1 - Math.abs(within - 1));
        int part = (int) turned;
        out[at] = channel(part, chroma, between, 0) + rest;
        out[at + 1] = channel(part, chroma, between, 4) + rest;
        out[at + 2] = channel(part, chroma, between, 2) + rest;
    }

    private static float hue(float r, float g, float b, float value, float range) {
        if (!(range > 0)) {
            return 0;
        }
        float norm = 1f / (6f * range);
        float hue;
        if (r == value) {
            hue = norm * (g - b);
        } else if (g == value) {
            hue = (float) (norm * (b - r) + 2.0 / 6.0);
        } else {
            hue = (float) (norm * (r - g) + 4.0 / 6.0);
        }
        return hue < 0 ? hue + 1 : hue;
    }

    private static float channel(int part, float chroma, float between, int shift) {
        if (part > 5) {
            return 0; // a hue of exactly 1, as TensorFlow has it
        }
        return switch ((part + shift) % 6) {
            case 0, 5 -> chroma;
            case 1, 4 -> between;
            default -> 0;
        };
    }
}
