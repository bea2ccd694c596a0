package org.headrace.peers.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.headrace.Tf;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** Makes variables of random values, so that neither side computes at planning what it should compute in a run. */
final class Inputs {
    private static final String GENERATOR = "L64X128MixRandom";

    private final Tf tf;
    private final RandomGenerator random =
            RandomGeneratorFactory.of(GENERATOR).create(5);
    private final List<Output> floats = new ArrayList<>();

    Inputs(Tf tf) {
        this.tf = tf;
    }

    /** The variables of floats so far. */
    List<Output> floats() {
        return floats;
    }

    /** Of -1 to 1. */
    Output floats(long... dims) {
        return floats(Shape.of(dims));
    }

    /** Of -1 to 1. */
    Output floats(Shape shape) {
        return floats(shape, -1, 1);
    }

    /** Of 0.5 to 1.5. */
    Output positive(long... dims) {
        return floats(Shape.of(dims), 0.5f, 1.5f);
    }

    private Output floats(Shape shape, float least, float most) {
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat(least, most);
        }
        Output variable = tf.variable(Tensor.wrap(shape, values));
        floats.add(variable);
        return variable;
    }

    /** Whole numbers from 0 to before {@code bound}. */
    Output ids(int bound, long... dims) {
        return tf.variable(Tensor.wrap(Shape.of(dims), draw(bound, Shape.of(dims).size())));
    }

    /** The same, each at most once. */
    Output distinctIds(int bound, int count) {
        return tf.variable(Tensor.of(random.ints(0, bound).distinct().limit(count).toArray()));
    }

    /** The same in ascending order, each from 0 to the greatest at least once if there are enough. */
    Output sortedIds(int bound, int count) {
        int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = (int) ((long) i * bound / count);
        }
        return tf.variable(Tensor.of(ids));
    }

    /** Row-major places of {@code count} different entries of a matrix, evenly strewn: int64, {@code [count, 2]}. */
    Output places(int rows, int columns, int count) {
        long[] places = new long[2 * count];
        double step = (double) rows * columns / count;
        for (int i = 0; i < count; i++) {
            long at = (long) ((i + random.nextDouble(0.99)) * step);
            places[2 * i] = at / columns;
            places[2 * i + 1] = at % columns;
        }
        return tf.variable(Tensor.wrap(Shape.of(count, 2), places));
    }

    private int[] draw(int bound, int count) {
        int[] ids = new int[count];
        Arrays.setAll(ids, i -> random.nextInt(bound));
        return ids;
    }
}
