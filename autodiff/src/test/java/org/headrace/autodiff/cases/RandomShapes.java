package org.headrace.autodiff.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/**
 * Inputs like given samples but of other shapes: each dimension is exchanged for a random one, equal dimensions mostly for
 * equal ones. Floating elements are near elements of the sample, so that they keep away from kinks and poles as those do, and
 * no two are equal. Integers, bools and strings are elements of the sample: ordered if those are, and in rows no two of which
 * are equal if that is so in the sample. Whether an op takes such inputs is for the caller to try.
 */
final class RandomShapes {
    private static final int GREATEST = 5;

    /** Elements are at most this part of a sample's element away from it. */
    private static final double NEAR = 0.01;

    private final Random random;

    RandomShapes(long seed) {
        random = new Random(seed);
    }

    /**
     * Inputs of other shapes.
     *
     * @param keep how likely a dimension stays as it is
     * @param zero whether a dimension may become 0
     */
    List<Tensor> like(List<Tensor> samples, double keep, boolean zero) {
        Map<Long, Long> exchanged = new TreeMap<>();
        List<Shape> shapes = new ArrayList<>();
        for (Tensor sample : samples) {
            long[] dims = sample.shape().dims();
            for (int i = 0; i < dims.length; i++) {
                boolean alone = random.nextInt(8) == 0;
                dims[i] = alone
                        ? exchange(dims[i], keep, zero)
                        : exchanged.computeIfAbsent(dims[i], dim -> exchange(dim, keep, zero));
            }
            shapes.add(Shape.of(dims));
        }
        List<Tensor> drawn = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            drawn.add(like(samples.get(i), shapes.get(i), exchanged));
        }
        return drawn;
    }

    /** A dimension of 1, along which an input may be broadcast, mostly stays. */
    private long exchange(long dim, double keep, boolean zero) {
        if (random.nextDouble() < (dim == 1 ? Math.max(keep, 0.75) : keep)) {
            return dim;
        }
        return zero && random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(GREATEST);
    }

    private Tensor like(Tensor sample, Shape shape, Map<Long, Long> exchanged) {
        if (sample.dtype().isFloating()) {
            return floating(sample, shape);
        }
        if (shape.equals(sample.shape())) {
            boolean mayBeShape = sample.dtype() == DType.INT64 && shape.rank() == 1;
            return mayBeShape && random.nextBoolean() ? exchanged(sample, exchanged) : sample;
        }
        return sample.size() == 0 ? sample : others(sample, shape);
    }

    private Tensor floating(Tensor sample, Shape shape) {
        double[] elements = sample.size() == 0 ? new double[] {1} : sample.toDoubleArray();
        double least = Arrays.stream(elements).min().orElseThrow();
        double greatest = Arrays.stream(elements).max().orElseThrow();
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            double x = elements[random.nextInt(elements.length)];
            double scale = x != 0 ? Math.abs(x) : Math.max(greatest - least, 1);
            double step = NEAR * scale * random.nextDouble(-1, 1);
            boolean beyond = least < greatest && (x + step < least || x + step > greatest);
            values[i] = beyond ? x - step : x + step;
        }
        return Tensor.of(values).reshape(shape);
    }

    /** The elements, which are perhaps dimensions, exchanged as those are. */
    private static Tensor exchanged(Tensor sample, Map<Long, Long> exchanged) {
        return Tensor.of(Arrays.stream(sample.longs())
                .map(element -> exchanged.getOrDefault(element, element))
                .toArray());
    }

    private Tensor others(Tensor sample, Shape shape) {
        if (shape.rank() == 2
                && shape.dim(1) == sample.shape().dim(1)
                && sample.dtype().isInteger()) {
            List<List<Long>> rows = rows(sample);
            if (new HashSet<>(rows).size() == rows.size()) {
                return differentRows(sample, rows, shape);
            }
        }
        int[] from = random.ints(shape.size(), 0, sample.size()).toArray();
        boolean vector = sample.shape().rank() == 1 && sample.dtype().isInteger();
        if (vector && IntStream.range(1, sample.size()).allMatch(i -> sample.longAt(i - 1) <= sample.longAt(i))) {
            Arrays.sort(from);
        }
        Tensor drawn = Tensor.zeros(sample.dtype(), shape);
        int width = sample.dtype().width();
        for (int i = 0; i < from.length; i++) {
            System.arraycopy(sample.array(), from[i] * width, drawn.array(), i * width, width);
        }
        return drawn;
    }

    private static List<List<Long>> rows(Tensor matrix) {
        int columns = (int) matrix.shape().dim(1);
        List<List<Long>> rows = new ArrayList<>();
        for (int i = 0; i < matrix.size(); i += columns) {
            rows.add(IntStream.range(i, i + columns).mapToObj(matrix::longAt).toList());
        }
        return rows;
    }

    /** Rows whose elements are each from the same column of the sample; fewer than wanted if there are no more. */
    private Tensor differentRows(Tensor sample, List<List<Long>> rows, Shape shape) {
        Set<List<Long>> drawn = new LinkedHashSet<>();
        for (int i = 0; i < 100 && drawn.size() < shape.dim(0); i++) {
            drawn.add(IntStream.range(0, (int) shape.dim(1))
                    .mapToObj(column -> rows.get(random.nextInt(rows.size())).get(column))
                    .toList());
        }
        List<List<Long>> result = new ArrayList<>(drawn);
        if (rows.equals(rows.stream().sorted(RandomShapes::compare).toList())) {
            result.sort(RandomShapes::compare);
        }
        long[] elements =
                result.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray();
        return Tensor.of(sample.dtype(), elements).reshape(Shape.of(result.size(), shape.dim(1)));
    }

    private static int compare(List<Long> a, List<Long> b) {
        int i = 0;
        while (i < a.size() - 1 && a.get(i).equals(b.get(i))) {
            i++;
        }
        return Long.compare(a.get(i), b.get(i));
    }
}
