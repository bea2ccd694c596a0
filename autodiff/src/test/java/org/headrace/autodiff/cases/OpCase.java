package org.headrace.autodiff.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headrace.core.DType;
import org.headrace.core.Fetched;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table: an op, by the facade's method, with sample inputs.
 *
 * @param name unique; by convention the op's TensorFlow name, then what is special about the row: {@code "Add/row vector"}
 * @param build adds the op for these inputs and returns its outputs, which are compared
 * @param inputs sample values; floating ones are also tried in the other dtypes
 * @param dtypes the dtypes that the floating (or, if there are none, the first input's) samples are tried in
 * @param excluded null if those are all; else the row is tried in all others too that TensorFlow takes, but for these
 * @param differentiable whether first derivatives are checked
 * @param twice whether second derivatives are checked
 * @param ulps how far floating results may be from TensorFlow's, in units in the last place; 0 for equal bits
 * @param draw further inputs like the samples, from a seeded generator; null for {@link Draws}' own
 * @param of of what the ulps are units
 */
public record OpCase(
        String name,
        Build build,
        List<Tensor> inputs,
        List<DType> dtypes,
        @Nullable List<DType> excluded,
        boolean differentiable,
        boolean twice,
        double ulps,
        @Nullable Draw draw,
        Of of) {
    private static final double MAX_FLOAT16 = 65504;

    /** How much further off complex results may be: C++ computes them from several real ones, each of which is rounded. */
    private static final double COMPLEX = 8;

    /** What the units in which results are compared are units of. */
    public enum Of {
        /** The element that is compared. */
        ELEMENT,
        /** The greatest element of the result, as for decompositions, whose errors spread. */
        GREATEST,
        /** What the row gives for the inputs' absolute values. */
        TERMS
    }

    /** Makes inputs for the row, of the samples' dtypes. */
    @FunctionalInterface
    public interface Draw {
        List<Tensor> from(RandomGenerator random);
    }

    /** Adds an op for inputs. */
    @FunctionalInterface
    public interface Build {
        List<Output> build(Ops tf, List<Output> inputs);
    }

    /** A row of one output, in every dtype that TensorFlow takes, differentiable twice, within 4 ulps. */
    public static OpCase of(String name, One build, Object... inputs) {
        return many(name, (tf, in) -> List.of(build.build(tf, in)), inputs);
    }

    /** Adds an op of one output for inputs. */
    @FunctionalInterface
    public interface One {
        Output build(Ops tf, List<Output> inputs);
    }

    /** A row of several outputs. */
    public static OpCase many(String name, Build build, Object... inputs) {
        List<Tensor> values = new ArrayList<>();
        for (Object input : inputs) {
            values.add(Tensor.of(input));
        }
        return new OpCase(
                name, build, values, List.of(DType.FLOAT32, DType.FLOAT64), List.of(), true, true, 4, null, Of.ELEMENT);
    }

    /** In these dtypes only. */
    public OpCase in(DType... others) {
        return new OpCase(name, build, inputs, Arrays.asList(others), null, differentiable, twice, ulps, draw, of);
    }

    /** Not in these dtypes, though TensorFlow takes them. */
    public OpCase except(DType... others) {
        return new OpCase(name, build, inputs, dtypes, Arrays.asList(others), differentiable, twice, ulps, draw, of);
    }

    /** Not with complex numbers: infinities and NaN in them differ. */
    public OpCase real() {
        return except(DType.COMPLEX64, DType.COMPLEX128);
    }

    /** Just with the inputs' own dtypes. */
    public OpCase asGiven() {
        return new OpCase(name, build, inputs, List.of(), null, differentiable, twice, ulps, draw, of);
    }

    /** Without gradients. */
    public OpCase notDifferentiable() {
        return new OpCase(name, build, inputs, dtypes, excluded, false, false, ulps, draw, of);
    }

    /** Without second derivatives: there are none in TensorFlow either, or the sample lies on a kink. */
    public OpCase onceDifferentiable() {
        return new OpCase(name, build, inputs, dtypes, excluded, differentiable, false, ulps, draw, of);
    }

    /** Results equal bit for bit. */
    public OpCase exact() {
        return within(0);
    }

    /** Results within this many units in the last place; sums whose terms cancel need more than others. */
    public OpCase within(double units) {
        return new OpCase(name, build, inputs, dtypes, excluded, differentiable, twice, units, draw, of);
    }

    /** Results within this many units in the last place of the greatest element of each. */
    public OpCase withinOfGreatest(double units) {
        return new OpCase(name, build, inputs, dtypes, excluded, differentiable, twice, units, draw, Of.GREATEST);
    }

    /**
     * Results within this many units in the last place of the sum of absolute terms: for sums and products, the number of
     * terms, for rounding errors of so many additions may amount to so many units, however much the terms cancel.
     */
    public OpCase sums(double terms) {
        return new OpCase(name, build, inputs, dtypes, excluded, differentiable, twice, terms, draw, Of.TERMS);
    }

    /** Says where results for these inputs are too far from those expected, or null if nowhere. */
    public @Nullable String difference(List<Tensor> values, List<Tensor> actual, List<Tensor> expected) {
        List<Tensor> magnitudes = of == Of.TERMS ? ofMagnitudes(values) : List.of();
        for (int i = 0; i < expected.size(); i++) {
            String difference =
                    switch (of) {
                        case ELEMENT ->
                            Closeness.difference(
                                    actual.get(i),
                                    expected.get(i),
                                    expected.get(i).dtype().isComplex() ? COMPLEX * ulps : ulps);
                        case GREATEST -> Closeness.differenceOfGreatest(actual.get(i), expected.get(i), ulps);
                        case TERMS -> Closeness.differenceOf(magnitudes.get(i), actual.get(i), expected.get(i), ulps);
                    };
            if (difference != null) {
                return "output " + i + ": " + difference;
            }
        }
        return null;
    }

    /** The row's results for the absolute values of these inputs, in float32, which more ops take than float64. */
    private List<Tensor> ofMagnitudes(List<Tensor> values) {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        Map<Output, Tensor> feeds = new LinkedHashMap<>();
        for (Tensor value : values) {
            Tensor fed = value.dtype().isFloating() || value.dtype().isComplex() ? magnitudes(value) : value;
            feeds.put(tf.placeholder(fed.dtype(), fed.shape()), fed);
        }
        List<Output> outputs = build.build(tf, List.copyOf(feeds.keySet()));
        try (Session session = new Session(graph)) {
            Fetched fetched = session.run(outputs, feeds);
            return IntStream.range(0, outputs.size()).mapToObj(fetched::get).toList();
        }
    }

    private static Tensor magnitudes(Tensor value) {
        double[] sizes = new double[value.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Closeness.size(value, i);
        }
        return Tensor.of(DType.FLOAT32, sizes).reshape(value.shape());
    }

    /** Also with inputs that {@code other} makes, where {@link Draws} would not make valid ones. */
    public OpCase seeded(Draw other) {
        return new OpCase(name, build, inputs, dtypes, excluded, differentiable, twice, ulps, other, of);
    }

    /** Also with inputs that have floating elements of all sizes between these, others as {@link Draws} makes them. */
    public OpCase between(double least, double greatest) {
        return seeded(random -> Draws.like(inputs, random).stream()
                .map(drawn -> drawn.dtype().isFloating() ? Draws.uniform(drawn, random, least, greatest) : drawn)
                .toList());
    }

    /** What the row is tried with: the names of its dtypes, or {@code "given"}. */
    public Stream<String> variants() {
        if (dtypes.isEmpty()) {
            return Stream.of("given");
        }
        Set<DType> all = new LinkedHashSet<>(dtypes);
        if (excluded != null) {
            all.addAll(TakenDTypes.of(name));
            excluded.forEach(all::remove);
            all.removeIf(dtype -> Differences.contain(name, dtype));
        }
        return all.stream().map(DType::toString);
    }

    /** The inputs for one of the {@link #variants}. */
    public List<Tensor> inputs(String variant) {
        return as(variant, inputs);
    }

    /** Other inputs than the samples for one of the {@link #variants}: the same for the same seed. */
    public List<Tensor> inputs(String variant, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        return as(variant, draw == null ? Draws.like(inputs, random) : draw.from(random));
    }

    private static List<Tensor> as(String variant, List<Tensor> values) {
        return variant.equals("given") ? values : as(DType.valueOf(variant.toUpperCase(Locale.ROOT)), values);
    }

    /** The values with floating ones (or all of the first one's dtype, if none is floating) as {@code dtype}. */
    private static List<Tensor> as(DType dtype, List<Tensor> values) {
        boolean anyFloating = values.stream().anyMatch(value -> value.dtype().isFloating());
        DType varied = values.isEmpty() ? dtype : values.get(0).dtype();
        return values.stream()
                .map(value -> (anyFloating ? value.dtype().isFloating() : value.dtype() == varied)
                        ? cast(value, dtype)
                        : value)
                .toList();
    }

    private static Tensor cast(Tensor value, DType dtype) {
        if (value.dtype() == dtype) {
            return value;
        }
        if (dtype.isComplex()) {
            return complex(value, dtype);
        }
        double[] rounded = value.toDoubleArray();
        for (int i = 0; i < rounded.length && !dtype.isFloating(); i++) {
            rounded[i] = Math.rint(rounded[i]);
        }
        for (int i = 0; i < rounded.length && dtype == DType.FLOAT16; i++) {
            rounded[i] = Math.abs(rounded[i]) > MAX_FLOAT16 ? rounded[i] * Double.POSITIVE_INFINITY : rounded[i];
        }
        return Tensor.of(dtype, rounded).reshape(value.shape());
    }

    /** Numbers with these real parts, and half the next one's as the imaginary part. */
    private static Tensor complex(Tensor real, DType dtype) {
        Tensor value = Tensor.zeros(dtype, real.shape());
        for (int i = 0; i < real.size(); i++) {
            double imaginary = real.doubleAt((i + 1) % real.size()) / 2;
            if (dtype == DType.COMPLEX64) {
                value.floats()[2 * i] = (float) real.doubleAt(i);
                value.floats()[2 * i + 1] = (float) imaginary;
            } else {
                value.doubles()[2 * i] = real.doubleAt(i);
                value.doubles()[2 * i + 1] = imaginary;
            }
        }
        return value;
    }

    @Override
    public String toString() {
        return name;
    }
}
