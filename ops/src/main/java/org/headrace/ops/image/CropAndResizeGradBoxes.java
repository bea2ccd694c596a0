package org.headrace.ops.image;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;

/**
 * The gradient of bilinear {@link CropAndResize} for the boxes, [n, 4] of float32: TensorFlow's
 * {@code CropAndResizeGradBoxes(grads, image, boxes, box_ind)}.
 */
public record CropAndResizeGradBoxes(String method) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Images.requireType(in, 0, "grads", DType.FLOAT32);
        Images.PIXELS.require(in, 1, "image");
        Crops.requireMethod(in, method, false);
        Shape grads = Images.batch(in, 0);
        Shape image = Images.batch(in, 1);
        Crops.requirePositive(in, "grads", grads, 1);
        Crops.requirePositive(in, "image", image, 1);
        if (image.dim(3) != Shape.UNKNOWN && grads.dim(3) != Shape.UNKNOWN && image.dim(3) != grads.dim(3)) {
            throw in.error("image, grads depth differ: %s and %s", image.toBrackets(), grads.toBrackets());
        }
        return List.of(new TensorSpec(DType.FLOAT32, Shape.of(Crops.boxes(in, 2, 3, grads.dim(0)), 4)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return new Slopes(signature);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(1).dtype(), "method", method);
    }

    private static final class Slopes implements Kernel {
        private final FloatPixels pixels;
        private final Shape crops;
        private final Shape image;
        private final int rows;
        private final int columns;
        private final int height;
        private final int width;
        private final int channels;
        private float[] in = {};
        private float[] grads = {};
        private float[] out = {};

        Slopes(Signature signature) {
            this.pixels = new FloatPixels(signature, 1);
            this.crops = signature.input(0).shape();
            this.image = signature.input(1).shape();
            this.rows = (int) crops.dim(1);
            this.columns = (int) crops.dim(2);
            this.height = (int) image.dim(1);
            this.width = (int) image.dim(2);
            this.channels = (int) image.dim(3);
        }

        @Override
        public void run(KernelContext context) {
            Crops.requireIndices(context, context.input(3), image.dim(0));
            in = pixels.of(context);
            grads = context.input(0).floats();
            out = context.output(0).floats();
            int boxes = (int) crops.dim(0);
            Arrays.fill(out, 0, 4 * boxes, 0);
            for (int box = 0; box < boxes; box++) {
                slope(box, context.input(2).floats(), context.input(3).ints()[box]);
            }
        }

        private void slope(int box, float[] boxes, int number) {
            float y1 = boxes[4 * box];
            float x1 = boxes[4 * box + 1];
            float y2 = boxes[4 * box + 2];
            float x2 = boxes[4 * box + 3];
            // Not as when cropping: TensorFlow divides first here.
            float rowRatio = rows > 1 ? (float) (height - 1) / (rows - 1) : 0;
            float columnRatio = columns > 1 ? (float) (width - 1) / (columns - 1) : 0;
            float rowStep = rows > 1 ? (y2 - y1) * rowRatio : 0;
            float columnStep = columns > 1 ? (x2 - x1) * columnRatio : 0;
            for (int i = 0; i < rows; i++) {
                float y = rows > 1 ? y1 * (height - 1) + i * rowStep : (float) (0.5 * (y1 + y2) * (height - 1));
                if (y < 0 || y > height - 1) {
                    continue;
                }
                for (int j = 0; j < columns; j++) {
                    float x = columns > 1 ? x1 * (width - 1) + j * columnStep : (float) (0.5 * (x1 + x2) * (width - 1));
                    if (x >= 0 && x <= width - 1) {
                        int at = ((box * rows + i) * columns + j) * channels;
                        add(4 * box, at, number, y, x, i * rowRatio, j * columnRatio);
                    }
                }
            }
        }

        private void add(int box, int at, int number, float y, float x, float rowPart, float columnPart) {
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
                float above = in[topRight + c] - in[topLeft + c];
                float below = in[bottomRight + c] - in[bottomLeft + c];
                float before = in[bottomLeft + c] - in[topLeft + c];
                float after = in[bottomRight + c] - in[topRight + c];
                float dy = ((1 - along) * before + along * after) * grads[at + c];
                float dx = ((1 - down) * above + down * below) * grads[at + c];
                if (rows > 1) {
                    out[box] += dy * (height - 1 - rowPart);
                    out[box + 2] += dy * rowPart;
                } else {
                    out[box] += (float) (dy * 0.5 * (height - 1));
                    out[box + 2] += (float) (dy * 0.5 * (height - 1));
                }
                if (columns > 1) {
                    out[box + 1] += dx * (width - 1 - columnPart);
                    out[box + 3] += dx * columnPart;
                } else {
                    out[box + 1] += (float) (dx * 0.5 * (width - 1));
                    out[box + 3] += (float) (dx * 0.5 * (width - 1));
                }
            }
        }

        private int pixel(int number, int row, int column) {
            return ((number * height + row) * width + column) * channels;
        }
    }
}
