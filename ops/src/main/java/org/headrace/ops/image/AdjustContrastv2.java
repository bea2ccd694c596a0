package org.headrace.ops.image;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.core.Workers;

/**
 * Pictures with the distance of each pixel from its channel's mean multiplied: {@code (x - mean) * factor + mean}.
 * TensorFlow's {@code AdjustContrastv2(images, contrast_factor)}; float32, the factor too. It has no gradient.
 */
public record AdjustContrastv2() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Colours.TAKEN.require(in, 0, "images");
        Shape shape = Colours.pictures(in);
        Colours.requireScalar(in, 1, "contrast_factor");
        return List.of(in.input(0).withShape(shape));
    }

    @Override
    public Kernel kernel(Signature signature) {
        DType dtype = signature.input(0).dtype();
        if (dtype != DType.FLOAT32) {
            throw new UnimplementedException(signature.op(), "has no kernel for " + dtype + ": cast to float32");
        }
        return new Contrast(signature.workers(), signature.input(0).shape());
    }

    /** A piece of the work is a picture. */
    private static final class Contrast implements Kernel {
        private final Workers workers;
        private final int pictures;
        private final int pixels;
        private final int channels;
        private final float[][] sums;
        private final Workers.Piece piece = this::change;
        private float[] in = {};
        private float[] out = {};
        private float factor;

        Contrast(Workers workers, Shape shape) {
            this.workers = workers;
            this.channels = (int) shape.dim(-1);
            this.pixels = (int) (shape.dim(-2) * shape.dim(-3));
            int picture = pixels * channels;
            this.pictures = picture == 0 ? 0 : shape.size() / picture;
            this.sums = new float[workers.threads()][picture];
        }

        @Override
        public void run(KernelContext context) {
            in = context.input(0).floats();
            out = context.output(0).floats();
            factor = context.input(1).floats()[0];
            workers.run(pictures, piece);
        }

        private void change(int picture, int worker) {
            int at = picture * pixels * channels;
            float[] mean = sums[worker];
            mean(at, mean);
            for (int i = 0; i < pixels; i++) {
                for (int c = 0; c < channels; c++, at++) {
                    out[at] = mean[c] + factor * (in[at] - mean[c]);
                }
            }
        }

        /** The second half added to the first until one pixel is left: TensorFlow's order. */
        private void mean(int at, float[] sum) {
            System.arraycopy(in, at, sum, 0, pixels * channels);
            int left = pixels;
            while (left > 1) {
                int right = left / 2;
                left -= right;
                for (int i = 0; i < right * channels; i++) {
                    sum[i] += sum[left * channels + i];
                }
            }
            float scale = 1f / pixels;
            for (int c = 0; c < channels; c++) {
                sum[c] *= scale;
            }
        }
    }
}
