package org.headrace.ops.image;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.NotDifferentiable;

/**
 * Pictures of 1, 3 or 4 channels with the outlines of boxes drawn in, in ten colours, of grey pictures in white:
 * TensorFlow's {@code DrawBoundingBoxes(images, boxes)}. Boxes are float32 [batch, n, 4], each [y1, x1, y2, x2] in parts of
 * height and width; those that are inverted or outside are left out. float32.
 */
public record DrawBoundingBoxes() implements NotDifferentiable {
    /** Yellow, blue, red, lime, purple, olive, maroon, navy, aqua, fuchsia. */
    private static final float[][] COLOURS = {
        {1, 1, 0, 1},
        {0, 0, 1, 1},
        {1, 0, 0, 1},
        {0, 1, 0, 1},
        {0.5f, 0, 0.5f, 1},
        {0.5f, 0.5f, 0, 1},
        {0.5f, 0, 0, 1},
        {0, 0, 0.5f, 1},
        {0, 1, 1, 1},
        {1, 0, 1, 1}
    };

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Colours.TAKEN.require(in, 0, "images");
        Images.requireType(in, 1, "boxes", DType.FLOAT32);
        Shape images = Images.batch(in, 0);
        Shape boxes = in.requireRank(1, 3);
        long channels = images.dim(3);
        if (channels != Shape.UNKNOWN && channels != 1 && channels != 3 && channels != 4) {
            throw in.error("Channel depth should be either 1 (GRY), 3 (RGB), or 4 (RGBA), not %d", channels);
        }
        if (boxes.hasRank()) {
            if (boxes.dim(2) != Shape.UNKNOWN && boxes.dim(2) != 4) {
                throw in.error("boxes must have 4 columns, but has shape %s", boxes.toBrackets());
            }
            if (boxes.dim(0) != Shape.UNKNOWN && images.dim(0) != Shape.UNKNOWN && boxes.dim(0) != images.dim(0)) {
                throw in.error(
                        "The batch sizes should be the same: images is %s, boxes %s",
                        images.toBrackets(), boxes.toBrackets());
            }
        }
        return List.of(in.input(0).withShape(images));
    }

    @Override
    public Kernel kernel(Signature signature) {
        DType dtype = signature.input(0).dtype();
        if (dtype != DType.FLOAT32) {
            throw new UnimplementedException(signature.op(), "has no kernel for " + dtype + ": cast to float32");
        }
        return new Drawing(
                signature.input(0).shape(), (int) signature.input(1).shape().dim(1));
    }

    private static final class Drawing implements Kernel {
        private final int batch;
        private final int height;
        private final int width;
        private final int channels;
        private final int boxes;
        private float[] out = {};

        Drawing(Shape images, int boxes) {
            this.batch = (int) images.dim(0);
            this.height = (int) images.dim(1);
            this.width = (int) images.dim(2);
            this.channels = (int) images.dim(3);
            this.boxes = boxes;
        }

        @Override
        public void run(KernelContext context) {
            context.output(0).setFrom(context.input(0));
            out = context.output(0).floats();
            float[] corners = context.input(1).floats();
            for (int image = 0; image < batch; image++) {
                for (int box = 0; box < boxes; box++) {
                    int at = 4 * (image * boxes + box);
                    // By long, for what lies far outside must not come back in.
                    long top = (long) (corners[at] * (height - 1));
                    long left = (long) (corners[at + 1] * (width - 1));
                    long bottom = (long) (corners[at + 2] * (height - 1));
                    long right = (long) (corners[at + 3] * (width - 1));
                    if (top <= bottom && left <= right && top < height && bottom >= 0 && left < width && right >= 0) {
                        draw(image, COLOURS[box % COLOURS.length], top, left, bottom, right);
                    }
                }
            }
        }

        private void draw(int image, float[] colour, long top, long left, long bottom, long right) {
            int firstRow = (int) Math.max(top, 0);
            int lastRow = (int) Math.min(bottom, height - 1);
            int firstColumn = (int) Math.max(left, 0);
            int lastColumn = (int) Math.min(right, width - 1);
            for (int column = firstColumn; column <= lastColumn; column++) {
                set(image, top, column, colour);
                set(image, bottom, column, colour);
            }
            for (int row = firstRow; row <= lastRow; row++) {
                set(image, row, left, colour);
                set(image, row, right, colour);
            }
        }

        private void set(int image, long row, long column, float[] colour) {
            if (row >= 0 && row < height && column >= 0 && column < width) {
                int at = (int) (((long) image * height + row) * width + column) * channels;
                for (int c = 0; c < channels; c++) {
                    out[at + c] = channels == 1 ? 1 : colour[c];
                }
            }
        }
    }
}
