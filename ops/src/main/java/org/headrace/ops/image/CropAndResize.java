package org.headrace.ops.image;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.Workers;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * Boxes cut out of pictures and brought to one size: TensorFlow's {@code CropAndResize(image, boxes, box_ind, crop_size)}.
 * A box is [y1, x1, y2, x2] in parts of the picture's height and width less one.
 *
 * @param method {@code "bilinear"} or {@code "nearest"}
 * @param extrapolationValue what is outside of the picture
 */
public record CropAndResize(String method, float extrapolationValue) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Images.PIXELS.require(in, 0, "image");
        Crops.requireMethod(in, method, true);
        Shape image = Images.batch(in, 0);
        long n = Crops.boxes(in, 1, 2, Shape.UNKNOWN);
        Shape size = Images.size(in, 3, "crop_size");
        Crops.requirePositive(in, "crop", size, 0);
        Crops.requirePositive(in, "image", image, 1);
        return List.of(new TensorSpec(DType.FLOAT32, Shape.of(n, size.dim(0), size.dim(1), image.dim(3))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return new Cropping(signature, method.equals("nearest"), extrapolationValue);
    }

    /** A piece of the work is a box. */
    private static final class Cropping implements Kernel {
        private final FloatPixels pixels;
        private final Workers workers;
        private final boolean nearest;
        private final float outside;
        private final Shape image;
        private final Shape crops;
        private final float[][] rows;
        private final float[][] columns;
        private final Workers.Piece piece = this::crop;
        private float[] in = {};
        private float[] out = {};
        private float[] boxes = {};
        private int[] index = {};

        Cropping(Signature signature, boolean nearest, float outside) {
            this.pixels = new FloatPixels(signature, 0);
            this.workers = signature.workers();
            this.nearest = nearest;
            this.outside = outside;
            this.image = signature.input(0).shape();
            this.crops = signature.output(0).shape();
            this.rows = new float[workers.threads()][(int) crops.dim(1)];
            this.columns = new float[workers.threads()][(int) crops.dim(2)];
        }

        @Override
        public void run(KernelContext context) {
            Tensor images = context.input(2);
            Crops.requireIndices(context, images, image.dim(0));
            in = pixels.of(context);
            out = context.output(0).floats();
            boxes = context.input(1).floats();
            index = images.ints();
            workers.run((int) crops.dim(0), piece);
        }

        private void crop(int box, int worker) {
            float[] ys = rows[worker];
            float[] xs = columns[worker];
            Crops.places(boxes[4 * box], boxes[4 * box + 2], (int) image.dim(1), ys.length, ys);
            Crops.places(boxes[4 * box + 1], boxes[4 * box + 3], (int) image.dim(2), xs.length, xs);
            int channels = (int) image.dim(3);
            int at = box * ys.length * xs.length * channels;
            for (float y : ys) {
                for (float x : xs) {
                    if (Float.isNaN(y) || Float.isNaN(x)) {
                        Arrays.fill(out, at, at + channels, outside);
                    } else if (nearest) {
                        System.arraycopy(in, pixel(index[box], round(y), round(x)), out, at, channels);
                    } else {
                        mix(index[box], y, x, at, channels);
                    }
                    at += channels;
                }
            }
        }

        /** Halves up; places are not negative. */
        private static int round(float place) {
            return (int) Math.floor(place + 0.5);
        }

        private int pixel(int number, int row, int column) {
            return (int) (((number * image.dim(1) + row) * image.dim(2) + column) * image.dim(3));
        }

        private void mix(int number, float y, float x, int at, int channels) {
            int top = (int) Math.floor(y);
            int bottom = (int) Math.ceil(y);
            int left = (int) Math.floor(x);
            int right = (int) Math.ceil(x);
            float down = y - top;
            float along = x - left;
            int topLeft = pixel(number, top, left);
            int topRight = pixel(number, top, right);
            int bottomLeft = pixel(number, bottom, left);
            int bottomRight = pixel(number, bottom, right);
            for (int c = 0; c < channels; c++) {
                float above = in[topLeft + c] + (in[topRight + c] - in[topLeft + c]) * along;
                float below = in[bottomLeft + c] + (in[bottomRight + c] - in[bottomLeft + c]) * along;
                out[at + c] = above + (below - above) * down;
            }
        }
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output image = op.input(0);
        Output boxes = op.input(1);
        Output index = op.input(2);
        Output size = image.shape().isComplete() ? null : tf.shape(image);
        Output imageGradient = null;
        if (image.dtype().isFloating()) {
            CropAndResizeGradImage type = new CropAndResizeGradImage(image.dtype(), method);
            Ops s = tf.scoped(type.name());
            Output wanted = size == null
                    ? s.constant(Tensor.of(DType.INT32, image.shape().dims()), "image_size")
                    : size;
            imageGradient = s.finish(type, dy.get(0), boxes, index, wanted);
        }
        Output boxGradient = tf.add(new CropAndResizeGradBoxes("bilinear"), dy.get(0), image, boxes, index);
        return Gradient.list(imageGradient, boxGradient, null, null);
    }
}
