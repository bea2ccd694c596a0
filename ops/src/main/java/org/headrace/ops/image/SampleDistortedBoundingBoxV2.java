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
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;
import org.headrace.ops.random.PhiloxGenerator;

/**
 * A random part of a picture that shows enough of some object: {@code begin} and {@code size}, to be given to
 * {@code tf.slice}, and the part as a box [1, 1, 4] of [y1, x1, y2, x2] in [0, 1]. TensorFlow's
 * {@code SampleDistortedBoundingBoxV2(image_size, bounding_boxes, min_object_covered)}, with TensorFlow's draws. If no
 * attempt succeeds, the whole picture.
 *
 * @param aspectRatioRange the least and greatest width by height
 * @param areaRange the least and greatest part of the picture, in (0, 1]
 * @param maxAttempts how often it is tried
 * @param useImageIfNoBoundingBoxes whether the picture is the object if no box is given; else that is an error
 */
public record SampleDistortedBoundingBoxV2(
        long seed,
        long seed2,
        List<Float> aspectRatioRange,
        List<Float> areaRange,
        long maxAttempts,
        boolean useImageIfNoBoundingBoxes)
        implements NotDifferentiable, Stateful {
    private static final DTypes TAKEN = DTypes.of(DType.UINT8, DType.INT8, DType.INT16, DType.INT32, DType.INT64);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        TAKEN.require(in, 0, "image_size");
        Images.requireType(in, 1, "bounding_boxes", DType.FLOAT32);
        Images.requireType(in, 2, "min_object_covered", DType.FLOAT32);
        require(in, 0, in.requireRank(0, 1), 0, 3, "image_size must contain 3 elements");
        require(in, 1, in.requireRank(1, 3), 2, 4, "bounding boxes must have shape [batch, n, 4]");
        in.requireRank(2, 0);
        requireRange(in, "aspect_ratio_range", aspectRatioRange, Float.POSITIVE_INFINITY);
        requireRange(in, "area_range", areaRange, 1);
        if (maxAttempts <= 0) {
            throw in.error("Max attempts must be positive, not %d", maxAttempts);
        }
        TensorSpec three = in.input(0).withShape(Shape.of(3));
        return List.of(three, three, new TensorSpec(DType.FLOAT32, Shape.of(1, 1, 4)));
    }

    private static void require(InferContext in, int i, Shape shape, int axis, int dim, String rule) {
        if (shape.hasRank() && shape.dim(axis) != Shape.UNKNOWN && shape.dim(axis) != dim) {
            throw in.error("%s, but input %d has shape %s", rule, i, shape.toBrackets());
        }
    }

    private static void requireRange(InferContext in, String name, List<Float> range, float most) {
        boolean right = range.size() == 2;
        for (float limit : range) {
            right &= limit > 0 && limit <= most;
        }
        if (!right) {
            throw in.error("%s must be two positive numbers, at most %s, but is %s", name, most, range);
        }
    }

    @Override
    public Kernel kernel(Signature signature) {
        PhiloxGenerator generator = signature.state(() -> new PhiloxGenerator(seed, seed2));
        return context -> sample(context, generator);
    }

    private void sample(KernelContext context, PhiloxGenerator generator) {
        Tensor size = context.input(0);
        long height = size.longAt(0);
        long width = size.longAt(1);
        if (height < 0 || height >= Integer.MAX_VALUE || width < 0 || width >= Integer.MAX_VALUE) {
            throw context.error("image_size %s: height and width must be below 2^31 - 1 and not negative", size);
        }
        float covered = context.input(2).toFloat();
        if (!(covered >= 0)) {
            throw context.error("Min object covered must be non-negative: %s", covered);
        }
        Part whole = new Part(0, 0, (int) width, (int) height);
        Part part = whole;
        DistortedBox box = new DistortedBox(whole, areaRange, objects(context, whole), covered);
        // TensorFlow reserves four words an attempt, whether they are used or not.
        WordStream words = new WordStream(generator.reserve(maxAttempts));
        for (int i = 0; i < maxAttempts && part.equals(whole); i++) {
            float ratio =
                    words.nextFloat() * (aspectRatioRange.get(1) - aspectRatioRange.get(0)) + aspectRatioRange.get(0);
            Part drawn = box.draw(ratio, words);
            part = drawn == null || !box.showsEnough(drawn) ? whole : drawn;
        }
        write(context, part, whole);
    }

    private Part[] objects(KernelContext context, Part whole) {
        Tensor boxes = context.input(1);
        if (boxes.size() == 0) {
            if (!useImageIfNoBoundingBoxes) {
                throw context.error("No bounding boxes provided as input. One must enable "
                        + "use_image_if_no_bounding_boxes if you wish to not provide any bounding boxes.");
            }
            return new Part[] {whole};
        }
        Part[] objects = new Part[boxes.size() / 4];
        float[] values = boxes.floats();
        for (int i = 0; i < boxes.size(); i++) {
            if (!(values[i] >= 0 && values[i] <= 1)) {
                throw context.error("All bounding box coordinates must be in [0.0, 1.0]: %s", values[i]);
            }
        }
        for (int i = 0; i < objects.length; i++) {
            objects[i] = new Part(
                    (int) (values[4 * i + 1] * whole.right()),
                    (int) (values[4 * i] * whole.bottom()),
                    (int) (values[4 * i + 3] * whole.right()),
                    (int) (values[4 * i + 2] * whole.bottom()));
        }
        return objects;
    }

    private static void write(KernelContext context, Part part, Part whole) {
        set(context.output(0), part.top(), part.left(), 0);
        set(context.output(1), part.bottom() - part.top(), part.right() - part.left(), -1);
        float[] box = context.output(2).floats();
        box[0] = (float) part.top() / whole.bottom();
        box[1] = (float) part.left() / whole.right();
        box[2] = (float) part.bottom() / whole.bottom();
        box[3] = (float) part.right() / whole.right();
    }

    private static void set(Tensor out, int... values) {
        for (int i = 0; i < values.length; i++) {
            switch (out.dtype()) {
                case INT64 -> out.longs()[i] = values[i];
                case INT32 -> out.ints()[i] = values[i];
                case INT16 -> out.shorts()[i] = (short) values[i];
                default -> out.bytes()[i] = (byte) values[i];
            }
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("T", op.input(0).dtype());
        attributes.put("seed", seed);
        attributes.put("seed2", seed2);
        attributes.put("aspect_ratio_range", aspectRatioRange);
        attributes.put("area_range", areaRange);
        attributes.put("max_attempts", maxAttempts);
        attributes.put("use_image_if_no_bounding_boxes", useImageIfNoBoundingBoxes);
        return attributes;
    }
}
