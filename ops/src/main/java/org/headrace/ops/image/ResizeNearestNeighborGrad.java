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
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.Elements;

/**
 * The gradient of {@link ResizeNearestNeighbor}: each pixel of the first input added to the one that it was a copy of, in
 * pictures of the size that the second says. TensorFlow's {@code ResizeNearestNeighborGrad(grads, size)}.
 */
public record ResizeNearestNeighborGrad(boolean alignCorners, boolean halfPixelCenters) implements Resizing, OpType {
    private static final DTypes TAKEN =
            DTypes.of(DType.UINT8, DType.INT8, DType.INT32, DType.FLOAT16, DType.FLOAT32, DType.FLOAT64);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        TAKEN.require(in, 0, "grads");
        check(in);
        Shape grads = Images.batch(in, 0);
        Shape size = Images.size(in, 1, "size");
        if (size.isComplete() && (size.dim(0) <= 0 || size.dim(1) <= 0)) {
            throw in.error("size must be positive, but is %s", size.toBrackets());
        }
        return List.of(in.input(0).withShape(Images.resized(grads, size)));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape grads = signature.input(0).shape();
        Shape image = signature.output(0).shape();
        if (signature.input(0).dtype() == DType.FLOAT16) {
            throw new UnimplementedException(signature.op(), "has no kernel for float16: cast to float32");
        }
        return new Adding(
                signature.workers(),
                axis(image.dim(1), grads.dim(1)).nearest(),
                axis(image.dim(2), grads.dim(2)).nearest(),
                image);
    }

    /** A piece of the work is a picture. */
    private static final class Adding implements Kernel {
        private final Workers workers;
        private final int[] rows;
        private final int[] columns;
        private final int images;
        private final int height;
        private final int width;
        private final int channels;
        private final Workers.Piece piece = this::add;
        private Object grads = new Object();
        private Object result = new Object();

        Adding(Workers workers, int[] rows, int[] columns, Shape image) {
            this.workers = workers;
            this.rows = rows;
            this.columns = columns;
            this.images = (int) image.dim(0);
            this.height = (int) image.dim(1);
            this.width = (int) image.dim(2);
            this.channels = (int) image.dim(3);
        }

        @Override
        public void run(KernelContext context) {
            grads = context.input(0).array();
            result = context.output(0).array();
            Elements.clear(context.output(0));
            workers.run(images, piece);
        }

        private void add(int image, int worker) {
            int from = image * rows.length * columns.length * channels;
            for (int row : rows) {
                for (int column : columns) {
                    int to = ((image * height + row) * width + column) * channels;
                    Elements.add(grads, from, result, to, channels);
                    from += channels;
                }
            }
        }
    }
}
