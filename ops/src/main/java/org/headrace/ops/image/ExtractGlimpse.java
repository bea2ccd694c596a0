package org.headrace.ops.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/**
 * A window of each picture, [batch, height, width, channels] of float32, of the size that the second input says, placed by
 * the third, [batch, 2] of (y, x). What lies outside of the picture is noise. TensorFlow's
 * {@code ExtractGlimpse(input, size, offsets)}.
 *
 * @param centered whether offsets are counted from the centre, else from the upper left corner
 * @param normalized whether offsets are in parts of the picture: from -1 to 1 if centered, else from 0 to 1; else in pixels
 * @param uniformNoise whether the noise is uniform, between the picture's least and greatest value
 * @param noise {@code "uniform"}, {@code "gaussian"} of each channel's mean and deviation, or {@code "zero"}; counts if
 *     {@code uniformNoise} is false
 */
public record ExtractGlimpse(boolean centered, boolean normalized, boolean uniformNoise, String noise)
        implements NotDifferentiable, Stateful {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Images.requireType(in, 0, "input", DType.FLOAT32);
        Images.requireType(in, 2, "offsets", DType.FLOAT32);
        if (uniformNoise && !noise.equals("uniform")) {
            throw in.error("The uniform_noise and noise should not be specified at the same time");
        }
        if (!List.of("uniform", "gaussian", "zero").contains(noise)) {
            throw in.error("noise should be one of 'uniform', 'gaussian', 'zero', not '%s'", noise);
        }
        Shape images = Images.batch(in, 0);
        Shape size = Images.size(in, 1, "size");
        if (size.isComplete() && (size.dim(0) <= 0 || size.dim(1) <= 0)) {
            throw in.error("size must be positive, but is %s", size.toBrackets());
        }
        Shape offsets = in.requireRank(2, 2);
        if (offsets.hasRank()) {
            if (offsets.dim(1) != Shape.UNKNOWN && offsets.dim(1) != 2) {
                throw in.error("offsets must be [batch, 2], but has shape %s", offsets.toBrackets());
            }
            if (offsets.dim(0) != Shape.UNKNOWN && images.dim(0) != Shape.UNKNOWN && offsets.dim(0) != images.dim(0)) {
                throw in.error(
                        "offsets must tell of each image: input is %s, offsets %s",
                        images.toBrackets(), offsets.toBrackets());
            }
        }
        return List.of(in.input(0).withShape(Images.resized(images, size)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return new Glimpses(signature);
    }

    private final class Glimpses implements Kernel {
        private final Shape images;
        private final Shape glimpses;
        private final Noise filling;

        Glimpses(Signature signature) {
            this.images = signature.input(0).shape();
            this.glimpses = signature.output(0).shape();
            this.filling = new Noise(noise, images, glimpses);
        }

        @Override
        public void run(KernelContext context) {
            float[] in = context.input(0).floats();
            float[] out = context.output(0).floats();
            float[] offsets = context.input(2).floats();
            for (int image = 0; image < images.dim(0); image++) {
                int top = place(offsets[2 * image], 1);
                int left = place(offsets[2 * image + 1], 2);
                int height = (int) images.dim(1);
                int width = (int) images.dim(2);
                if (top < 0
                        || left < 0
                        || (long) top + glimpses.dim(1) > height
                        || (long) left + glimpses.dim(2) > width) {
                    filling.fill(in, out, image);
                }
                copy(in, out, image, top, left);
            }
        }

        private int place(float offset, int axis) {
            float place = offset;
            float size = images.dim(axis);
            if (normalized) {
                place *= size;
                if (centered) {
                    place /= 2;
                    place += size / 2;
                    place -= glimpses.dim(axis) / 2f;
                }
            } else if (centered) {
                place += size / 2;
            }
            return (int) place;
        }

        private void copy(float[] in, float[] out, int image, int top, int left) {
            int channels = (int) images.dim(3);
            long first = Math.max(0, -(long) left);
            long last = Math.min(glimpses.dim(2), images.dim(2) - left);
            for (long row = Math.max(0, -(long) top); row < glimpses.dim(1) && top + row < images.dim(1); row++) {
                if (last > first) {
                    long from = ((image * images.dim(1) + top + row) * images.dim(2) + left + first) * channels;
                    long to = ((image * glimpses.dim(1) + row) * glimpses.dim(2) + first) * channels;
                    System.arraycopy(in, (int) from, out, (int) to, (int) (last - first) * channels);
                }
            }
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("centered", centered);
        attributes.put("normalized", normalized);
        attributes.put("uniform_noise", uniformNoise);
        attributes.put("noise", noise);
        return attributes;
    }
}
