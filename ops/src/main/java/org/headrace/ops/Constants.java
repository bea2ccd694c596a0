package org.headrace.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Fill;
import org.headrace.ops.array.Pack;
import org.headrace.ops.kernels.Elements;
import org.headrace.ops.state.Const;

/** How the facades make values out of Java's, as TensorFlow's Python does. */
final class Constants {
    /** From so many elements on, TensorFlow keeps repeated values out of the graph. */
    private static final int LARGE = 1000;

    private Constants() {}

    /** The values in this shape, the last repeated as often as needed. */
    static Tensor spread(Tensor values, Shape shape) {
        int size = shape.size();
        if (values.size() > size) {
            throw new InvalidArgumentException("Too many elements provided. Needed at most " + size + ", but received "
                    + values.size() + ": the shape is " + shape);
        }
        if (values.size() == 0 && size > 0) {
            throw new InvalidArgumentException("no value given to fill shape " + shape);
        }
        if (values.size() == size) {
            return values.reshape(shape);
        }
        int width = values.dtype().width();
        Tensor spread = Tensor.zeros(values.dtype(), shape);
        Elements.copy(values.array(), 0, spread.array(), 0, values.size() * width);
        for (int i = values.size(); i < size; i++) {
            Elements.copy(values.array(), (values.size() - 1) * width, spread.array(), i * width, width);
        }
        return spread;
    }

    static Tensor zero(DType dtype) {
        return Tensor.zeros(dtype, Shape.scalar());
    }

    static Tensor one(DType dtype) {
        return dtype == DType.BOOL ? Tensor.of(true) : Tensor.of(dtype, 1);
    }

    /** One value all over a shape, as the op that {@code s} is named after: a constant if it is small, but not empty. */
    static Output repeat(Ops s, Shape shape, Tensor value) {
        long elements = shape.elements();
        return elements > 0 && elements < LARGE ? s.finish(new Const(spread(value, shape))) : fill(s, shape, value);
    }

    static Output fill(Ops s, Shape shape, Tensor value) {
        return fill(s, s.constant(dims(shape), "shape_as_tensor"), value);
    }

    static Output fill(Ops s, Output shape, Tensor value) {
        Shape known = shape.shape();
        Output vector = !known.hasRank() || known.isScalar() ? s.reshape(shape, -1) : shape;
        return s.finish(new Fill(), vector, s.constant(value, "Const"));
    }

    /** A complete shape as a vector: of int32, unless a dimension needs int64. */
    static Tensor dims(Shape shape) {
        return integers(shape.dims());
    }

    /** A vector of int32, unless a number needs int64. */
    static Tensor integers(long... values) {
        boolean fit = Arrays.stream(values).allMatch(value -> value == (int) value);
        return fit ? Tensor.of(DType.INT32, values) : Tensor.of(values);
    }

    /** An attribute that is a list of integers. */
    static List<Long> longs(int... values) {
        return Arrays.stream(values).asLongStream().boxed().toList();
    }

    /** The dtype that holds all these numbers, by TensorFlow's ladder: int32, int64, float32, float64. */
    static DType widest(Number... numbers) {
        List<DType> ladder = List.of(DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64);
        int widest = 0;
        for (Number number : numbers) {
            widest = Math.max(widest, ladder.indexOf(Tensor.of(number).dtype()));
        }
        return ladder.get(widest);
    }

    static Output[] first(Output first, List<Output> others) {
        List<Output> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all.toArray(new Output[0]);
    }

    static Output[] with(List<Output> values, Output last) {
        List<Output> all = new ArrayList<>(values);
        all.add(last);
        return all.toArray(new Output[0]);
    }

    /** Outputs and Java numbers side by side as one vector or, of vectors, one matrix: what Python's lists become. */
    static Output pack(Ops s, Object... values) {
        DType dtype = Arrays.stream(values)
                .filter(Output.class::isInstance)
                .map(value -> ((Output) value).dtype())
                .findFirst()
                .orElse(null);
        if (dtype == null) {
            return s.finish(new Const(Tensor.of(Arrays.asList(values))));
        }
        Output[] packed = new Output[values.length];
        for (int i = 0; i < values.length; i++) {
            packed[i] = values[i] instanceof Output output ? output : s.constant(dtype, values[i], Integer.toString(i));
        }
        return s.finish(new Pack(0), packed);
    }
}
