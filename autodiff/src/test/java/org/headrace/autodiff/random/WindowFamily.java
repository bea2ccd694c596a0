package org.headrace.autodiff.random;

import java.util.List;
import org.headrace.core.Output;
import org.headrace.core.Shape;

/** What slides a window over images: convolutions and pooling. */
final class WindowFamily {
    private final Sketch sketch;

    WindowFamily(Sketch sketch) {
        this.sketch = sketch;
    }

    List<Output> next() {
        Output images = images();
        int height = sketch.random.nextInt(1, 4);
        int width = sketch.random.nextInt(1, 4);
        String padding = sketch.random.nextBoolean() && covers(images, height, width) ? "VALID" : "SAME";
        int[] strides = {1, sketch.random.nextInt(1, 3), 0, 1};
        strides[2] = sketch.chance(3) ? sketch.random.nextInt(1, 3) : strides[1];
        return List.of(
                switch (sketch.random.nextInt(5)) {
                    case 0, 1 ->
                        sketch.tf.nn.conv2d(
                                images, filter(images, height, width, sketch.tensors.dim()), strides, padding);
                    case 2 -> {
                        strides[2] = strides[1]; // TensorFlow's depthwise kernels take no others
                        yield sketch.tf.nn.depthwiseConv2dNative(
                                images, filter(images, height, width, sketch.random.nextInt(1, 3)), strides, padding);
                    }
                    case 3 -> sketch.tf.nn.maxPool(images, new int[] {1, height, width, 1}, strides, padding);
                    default -> sketch.tf.nn.avgPool(images, new int[] {1, height, width, 1}, strides, padding);
                });
    }

    /** Four axes, those that are missing of size 1. */
    private Output images() {
        Output x = sketch.pick(output -> output.dtype().isFloating() && sketch.rank(output) >= 2);
        for (int rank = sketch.rank(x); rank < 4; rank++) {
            x = sketch.tf.expandDims(x, sketch.random.nextBoolean() ? 0 : -1);
        }
        sketch.keep(List.of(x));
        return x;
    }

    private boolean covers(Output images, int height, int width) {
        for (int k = 0; k < sketch.variants(); k++) {
            Shape shape = sketch.shape(images, k);
            if (shape.dim(1) < height || shape.dim(2) < width) {
                return false;
            }
        }
        return true;
    }

    private Output filter(Output images, int height, int width, int out) {
        long channels = sketch.dim(images, 3);
        if (channels < 1 || out < 1) {
            throw new Sketch.Unsuitable();
        }
        return sketch.constant(images.dtype(), Shape.of(height, width, channels, out));
    }
}
