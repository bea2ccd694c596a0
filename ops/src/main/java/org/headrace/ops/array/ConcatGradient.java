package org.headrace.ops.array;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.state.Const;

/** Cuts the gradient of a concatenation into its inputs' pieces, with the ops that TensorFlow adds for it. */
final class ConcatGradient {
    /** Beyond so many inputs TensorFlow splits the gradient instead of slicing it. */
    private static final int MANY = 16;

    private ConcatGradient() {}

    /** The gradients of the values, without the axis'. */
    static List<Gradient> of(Ops tf, List<Output> values, Output axis, Output dy) {
        if (values.size() == 1) {
            return Gradient.list(dy);
        }
        Output from0 = tf.withName("mod").mod(axis, tf.rank(values.get(0)));
        List<Output> sizes = shapes(tf, values);
        List<Output> pieces = values.size() > MANY ? split(tf, dy, from0, sizes) : slices(tf, dy, from0, sizes);
        return pieces.stream().map(Gradient::of).toList();
    }

    /** As TensorFlow: constants while the shapes are known, and all anew by one op once one is not. */
    private static List<Output> shapes(Ops tf, List<Output> values) {
        List<Output> shapes = new ArrayList<>();
        for (Output value : values) {
            Output shape = tf.shape(value);
            if (!(shape.op().type() instanceof Const)) {
                return tf.addOp(new ShapeN(DType.INT32), values.toArray(new Output[0]))
                        .outputs();
            }
            shapes.add(shape);
        }
        return shapes;
    }

    private static List<Output> slices(Ops tf, Output dy, Output axis, List<Output> sizes) {
        List<Output> inputs = new ArrayList<>(List.of(axis));
        inputs.addAll(sizes);
        Op offsets = tf.addOp(new ConcatOffset(), inputs.toArray(new Output[0]));
        List<Output> pieces = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            pieces.add(tf.slice(dy, offsets.output(i), sizes.get(i)));
        }
        return pieces;
    }

    private static List<Output> split(Ops tf, Output dy, Output axis, List<Output> sizes) {
        Output table = tf.stack(sizes, 1);
        Ops s = tf.scoped("Slice");
        Output begin = s.withName("begin").stack(axis, 0);
        Output row = s.finish(new Slice(), table, begin, s.constant(Tensor.of(1, -1), "size"));
        return tf.split(dy, tf.squeeze(row), axis, sizes.size());
    }
}
