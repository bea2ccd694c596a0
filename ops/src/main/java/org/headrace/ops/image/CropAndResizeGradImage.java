package org.headrace.ops.image;

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
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.Elements;

/**
 * The gradient of {@link CropAndResize} for the pictures: TensorFlow's
 * {@code CropAndResizeGradImage(grads, boxes, box_ind, image_size)}.
 *
 * @param dtype the pictures' dtype: TensorFlow's {@code T}
 */
public record CropAndResizeGradImage(DType dtype, String method) implements OpType {
    private static final DTypes TAKEN = DTypes.of(DType.FLOAT16, DType.FLOAT32, DType.FLOAT64);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Images.requireType(in, 0, "grads", DType.FLOAT32);
        Images.requireType(in, 3, "image_size", DType.INT32);
        if (!TAKEN.members().contains(dtype)) {
            throw in.error("T is %s, not in list of allowed values: %s", dtype, TAKEN);
        }
        Crops.requireMethod(in, method, true);
        Shape grads = Images.batch(in, 0);
        Crops.boxes(in, 1, 2, grads.dim(0));
        Crops.requirePositive(in, "grads", grads, 1);
        Shape vector = in.requireRank(3, 1);
        if (vector.isComplete() && vector.dim(0) != 4) {
            throw in.error("image_size must have 4 elements, but has shape %s", vector.toBrackets());
        }
        Shape image = in.constantAsShape(3);
        Shape known = image.hasRank() && image.rank() == 4 ? image : Shape.unknownDims(4);
        Crops.requirePositive(in, "image", known, 1);
        if (known.dim(3) != Shape.UNKNOWN && grads.dim(3) != Shape.UNKNOWN && known.dim(3) != grads.dim(3)) {
            throw in.error("image_size and grads are incompatible: %s and %s", known.toBrackets(), grads.toBrackets());
        }
        return List.of(new TensorSpec(dtype, known));
    }

    @Override
    public Kernel kernel(Signature signature) {
        if (dtype == DType.FLOAT16) {
            throw new UnimplementedException(signature.op(), "has no kernel for float16: cast to float32");
        }
        return new Spreading(signature.input(0).shape(), signature.output(0).shape(), method.equals("nearest"));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", dtype, "method", method);
    }

    private static final class Spreading implements Kernel {
        private final Shape crops;
        private final Shape image;
        private final boolean nearest;
        private final float[] ys;
        private final float[] xs;

        Spreading(Shape crops, Shape image, boolean nearest) {
            this.crops = crops;
            this.image = image;
            this.nearest = nearest;
            this.ys = new float[(int) crops.dim(1)];
            this.xs = new float[(int) crops.dim(2)];
        }

        @Override
        public void run(KernelContext context) {
            Tensor index = context.input(2);
            Crops.requireIndices(context, index, image.dim(0));
            Tensor out = context.output(0);
            Elements.clear(out);
            float[] boxes = context.input(1).floats();
            float[] grads = context.input(0).floats();
            int channels = (int) image.dim(3);
            int at = 0;
            for (int box = 0; box < crops.dim(0); box++) {
                Crops.places(boxes[4 * box], boxes[4 * box + 2], (int) image.dim(1), ys.length, ys);
                Crops.places(boxes[4 * box + 1], boxes[4 * box + 3], (int) image.dim(2), xs.length, xs);
                for (float y : ys) {
                    for (float x : xs) {
                        if (!Float.isNaN(y) && !Float.isNaN(x)) {
                            spread(grads, at, index.ints()[box], y, x, out);
                        }
                        at += channels;
                    }
                }
            }
        }

        private void spread(float[] grads, int at, int number, float y, float x, Tensor out) {
            if (nearest) {
                add(grads, at, 1, 1, pixel(number, (int) Math.floor(y + 0.5), (int) Math.floor(x + 0.5)), out);
                return;
            }
            int top = (int) Math.floor(y);
            int bottom = (int) Math.ceil(y);
            int left = (int) Math.floor(x);
            int right = (int) Math.ceil(x);
            float down = y - top;
            float along = x - left;
            add(grads, at, 1 - down, 1 - along, pixel(number, top, left), out);
            add(grads, at, 1 - down, along, pixel(number, top, right), out);
            add(grads, at, down, 1 - along, pixel(number, bottom, left), out);
            add(grads, at, down, along, pixel(number, bottom, right), out);
        }

        private int pixel(int number, int row, int column) {
            return (int) (((number * image.dim(1) + row) * image.dim(2) + column) * image.dim(3));
        }

        private void add(float[] grads, int at, float rowWeight, float columnWeight, int target, Tensor out) {
            int channels = (int) image.dim(3);
            if (out.dtype() == DType.FLOAT64) {
                double[] to = out.doubles();
                for (int c = 0; c < channels; c++) {
                    to[target + c] += columnWeight * (rowWeight * grads[at + c]);
                }
            } else {
                float[] to = out.floats();
                for (int c = 0; c < channels; c++) {
                    to[target + c] += columnWeight * (rowWeight * grads[at + c]);
                }
            }
        }
    }
}
