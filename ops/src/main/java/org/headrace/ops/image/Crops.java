package org.headrace.ops.image;

import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** What cropping and its gradients share: boxes, and where their samples lie. */
final class Crops {
    private Crops() {}

    static void requireMethod(OpContext context, String method, boolean nearestToo) {
        if (!method.equals("bilinear") && !(nearestToo && method.equals("nearest"))) {
            throw context.error(
                    "method must be %s, not '%s'", nearestToo ? "'bilinear' or 'nearest'" : "'bilinear'", method);
        }
    }

    /** The number of boxes: input {@code boxes} is [n, 4], input {@code index} [n]. */
    static long boxes(InferContext in, int boxes, int index, long grads) {
        Images.requireType(in, boxes, "boxes", DType.FLOAT32);
        Images.requireType(in, index, "box_ind", DType.INT32);
        Shape box = in.requireRank(boxes, 2);
        Shape image = in.requireRank(index, 1);
        if (box.hasRank() && box.dim(1) != Shape.UNKNOWN && box.dim(1) != 4) {
            throw in.error("boxes must have 4 columns, but has shape %s", box.toBrackets());
        }
        long n = grads;
        for (long other :
                new long[] {box.hasRank() ? box.dim(0) : Shape.UNKNOWN, image.hasRank() ? image.dim(0) : Shape.UNKNOWN
                }) {
            if (n != Shape.UNKNOWN && other != Shape.UNKNOWN && n != other) {
                throw in.error(
                        "boxes and box_ind must tell of as many boxes: boxes is %s, box_ind %s",
                        box.toBrackets(), image.toBrackets());
            }
            n = n == Shape.UNKNOWN ? other : n;
        }
        return n;
    }

    static void requirePositive(OpContext context, String what, Shape shape, int from) {
        for (int i = from; i < from + 2; i++) {
            if (shape.dim(i) != Shape.UNKNOWN && shape.dim(i) <= 0) {
                throw context.error("%s dimensions must be positive, but are %s", what, shape.toBrackets());
            }
        }
    }

    /** Refuses indices of pictures that are not there. */
    static void requireIndices(OpContext context, Tensor index, long batch) {
        for (int i = 0; i < index.size(); i++) {
            int image = index.ints()[i];
            if (image < 0 || image >= batch) {
                throw context.error(
                        "box_index has values outside [0, batch_size): box_ind[%d] is %d, batch_size %d",
                        i, image, batch);
            }
        }
    }

    /** Where the samples of a box lie along an axis of a picture: {@code NaN} outside of it. */
    static void places(float from, float to, int size, int crop, float[] places) {
        float step = crop > 1 ? (to - from) * (size - 1) / (crop - 1) : 0;
        for (int i = 0; i < crop; i++) {
            float place = crop > 1 ? from * (size - 1) + i * step : (float) (0.5 * (from + to) * (size - 1));
            places[i] = place < 0 || place > size - 1 ? Float.NaN : place;
        }
    }
}
