package org.headrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.headrace.autodiff.Gradients;
import org.headrace.autodiff.cases.OpCase;
import org.headrace.autodiff.cases.OpCases;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds our gradients to those of TensorFlow's C++ side, which has rules for the ops that {@code compared-gradients.txt} lists:
 * of each row of the table of op cases, the gradients of the first output with respect to all inputs, for the same gradient of
 * that output, from the row's samples and from draws.
 *
 * <p>An element may differ by units in the last place of the greatest number among the gradient and the given one: by those of
 * the row, at least 4, and by twice the number of the output's elements, of each of which it may hold a product, rounded, in a
 * sum, rounded again.
 */
class GradientsOracleTest {
    private static final Set<String> VARIANTS = Set.of("float32", "float64", "complex64", "complex128", "given");
    private static final int DRAWS = 3;

    /** Rows, with their dtypes, and why TensorFlow's C++ side says otherwise. Its Python has the rules as ours are. */
    private static final Map<String, String> DIFFERENCES = Map.ofEntries(
            Map.entry("(Sqrt|Rsqrt)/special float32", "vector code loses the sign of -0"),
            Map.entry("Angle/edges float32", "of the parts of 1 / 0, others are NaN"),
            Map.entry("Softmax/(rank 3|vector) .*", "its rule is for matrices alone"),
            Map.entry("[Ss]oftmaxCrossEntropy.* float64", "its rule multiplies by a float32 number"),
            Map.entry(
                    "SoftmaxCrossEntropyWithLogits/broadcast .*",
                    "its gradient of the labels has the shape of the logits"),
            Map.entry("Conv2D/(explicit|dilated) .*", "its rule forgets paddings and dilations"),
            Map.entry("LRN(/beta.*)? float32", "its rule forgets all attributes"),
            Map.entry(
                    "((Complex|Real|Imag|Conj|Angle)\\b|(MatMul|BatchMatMul|Svd)/complex).* float64",
                    "its rules take complex64 where complex128 is needed"),
            Map.entry(
                    "(SquaredDifference|moments)\\b.* complex.*", "its rule is that of (a - b)^2, the op is |a - b|^2"),
            Map.entry("Prod/.* complex.*", "its rule forgets to conjugate"),
            Map.entry(
                    "perImageStandardization/even float32",
                    "one colour has a variance of 0, but for rounding, whose root has no gradient"));

    private static boolean differs(OpCase c, String variant) {
        return DIFFERENCES.keySet().stream().anyMatch(rows -> Pattern.matches(rows, c + " " + variant));
    }

    /** A row's graph, with the gradient of its first output fed. */
    private static final class Row implements AutoCloseable {
        final Graph graph = new Graph();
        final Ops tf = Ops.on(graph);
        final List<Output> inputs = new ArrayList<>();
        final List<Output> xs;
        final Output y;
        final Output dy;
        final GradientGraph theirs;

        Row(OpCase c, List<Tensor> values) {
            for (Tensor value : values) {
                inputs.add(tf.placeholder(value.dtype(), value.shape()));
            }
            xs = inputs.stream().filter(input -> isContinuous(input.dtype())).toList();
            y = c.build().build(tf, inputs).get(0);
            dy = tf.placeholder(y.dtype(), y.shape());
            theirs = new GradientGraph(graph);
        }

        Map<Output, Tensor> feeds(List<Tensor> values) {
            Map<Output, Tensor> feeds = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                feeds.put(inputs.get(i), values.get(i));
            }
            return feeds;
        }

        /** A gradient of one sign, so that sums don't cancel. */
        Tensor drawDy(int seed, Shape shape) {
            boolean complex = dy.dtype().isComplex();
            double sign = seed % 2 == 0 ? 1 : -1;
            double[] drawn = new SplittableRandom(seed)
                    .doubles((complex ? 2L : 1L) * shape.size(), 0.5, 1.5)
                    .map(value -> sign * value)
                    .toArray();
            if (!complex) {
                return Tensor.of(dy.dtype(), drawn).reshape(shape);
            }
            DType parts = dy.dtype() == DType.COMPLEX64 ? DType.FLOAT32 : DType.FLOAT64;
            return Tensor.wrap(dy.dtype(), shape, Tensor.of(parts, drawn).array());
        }

        /** The ops that depend on {@code x} and that {@code y} depends on. */
        Set<String> opsBetween(Output x) {
            Set<Op> after = new HashSet<>(Set.of(x.op()));
            for (Op op : graph.ops()) {
                if (op.inputs().stream().anyMatch(input -> isContinuous(input.dtype()) && after.contains(input.op()))) {
                    after.add(op);
                }
            }
            Set<Op> before = new HashSet<>(Set.of(y.op()));
            for (int i = graph.ops().size() - 1; i >= 0; i--) {
                Op op = graph.ops().get(i);
                if (before.contains(op)) {
                    op.inputs().forEach(input -> before.add(input.op()));
                }
            }
            after.retainAll(before);
            after.remove(x.op());
            return after.stream()
                    .filter(op -> op.outputs().stream().anyMatch(output -> isContinuous(output.dtype())))
                    .map(op -> op.type().name())
                    .collect(Collectors.toSet());
        }

        @Override
        public void close() {
            theirs.close();
        }
    }

    private static boolean isContinuous(DType dtype) {
        return dtype.isFloating() || dtype.isComplex();
    }

    static Stream<Arguments> casesByDType() {
        return OpCases.all().stream().flatMap(c -> c.variants()
                .filter(variant -> VARIANTS.contains(variant) && !differs(c, variant))
                .filter(variant -> c.inputs(variant).stream().anyMatch(value -> isContinuous(value.dtype())))
                .map(variant -> Arguments.of(c, variant)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesByDType")
    void tensorFlowsRulesGiveTheSame(OpCase c, String variant) {
        List<Tensor> sample = c.inputs(variant);
        try (Row row = new Row(c, sample)) {
            if (!isContinuous(row.y.dtype())) {
                return;
            }
            Map<Output, String> names = new LinkedHashMap<>();
            Set<Output> without = new HashSet<>();
            for (Output x : row.xs) {
                try {
                    row.theirs.add(row.y, x, row.dy).ifPresentOrElse(name -> names.put(x, name), () -> without.add(x));
                } catch (UnsupportedOperationException noRule) {
                    // not compared
                }
            }
            if (names.isEmpty() && without.isEmpty()) {
                return;
            }
            Map<Output, Gradient> ours = ours(row, names.keySet(), without);
            compare(c, variant, row, names, ours);
        }
    }

    private static Map<Output, Gradient> ours(Row row, Set<Output> with, Set<Output> without) {
        Map<Output, Gradient> gradients = new LinkedHashMap<>();
        for (Output x : row.xs) {
            if (with.contains(x) || without.contains(x)) {
                gradients.put(
                        x,
                        Gradients.of(row.tf, row.y)
                                .gradYs(List.of(row.dy))
                                .withRespectTo(x)
                                .get(0));
            }
        }
        without.forEach(x -> assertThat(gradients.get(x)).isInstanceOf(Gradient.None.class));
        return gradients;
    }

    private static void compare(
            OpCase c, String variant, Row row, Map<Output, String> names, Map<Output, Gradient> gradients) {
        Map<Output, Output> dense = new LinkedHashMap<>();
        names.keySet().forEach(x -> dense.put(x, dense(row.tf, Objects.requireNonNull(gradients.get(x)))));
        try (var oracle = new TensorFlowOracle(row.theirs.toGraphDef());
                var session = new Session(row.graph)) {
            for (int seed = 0; seed <= DRAWS; seed++) {
                List<Tensor> values = seed == 0 ? c.inputs(variant) : c.inputs(variant, seed);
                Map<Output, Tensor> feeds = row.feeds(values);
                Shape known = row.y.shape();
                Tensor dy = row.drawDy(
                        seed,
                        known.isComplete() ? known : session.run(row.y, feeds).shape());
                double units = Math.max(4, c.ulps()) + 2.0 * dy.size();
                feeds.put(row.dy, dy);
                Map<String, TensorValue> fed = feeds.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().name(), entry -> GraphOracle.toTensorFlow(entry.getValue())));
                for (Output x : names.keySet()) {
                    Tensor theirs = GraphOracle.fromTensorFlow(
                            oracle.run(fed, List.of(names.get(x)), List.of()).get(0));
                    Tensor ours = session.run(Objects.requireNonNull(dense.get(x)), feeds);
                    assertThat(difference(ours, theirs, dy, units))
                            .as("%s %s, seed %s, gradient of %s, inputs %s", c, variant, seed, x.name(), values)
                            .isNull();
                }
            }
        }
    }

    /** Where the gradients are further apart than that many units, or null if nowhere. Complex ones are taken by parts. */
    private static @Nullable String difference(Tensor ours, Tensor theirs, Tensor dy, double units) {
        if (!ours.spec().equals(theirs.spec())) {
            return "ours is " + ours.spec() + ", theirs " + theirs.spec();
        }
        double[] actual = parts(ours);
        double[] expected = parts(theirs);
        double greatest = DoubleStream.concat(Arrays.stream(expected), Arrays.stream(parts(dy)))
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        boolean single = dy.dtype() == DType.FLOAT32 || dy.dtype() == DType.COMPLEX64;
        double most = units * (single ? Math.ulp((float) greatest) : Math.ulp(greatest));
        for (int i = 0; i < actual.length; i++) {
            boolean same = actual[i] == expected[i] || Double.isNaN(actual[i]) && Double.isNaN(expected[i]);
            if (!same && !(Math.abs(actual[i] - expected[i]) <= most)) {
                return "element " + i + " is " + actual[i] + ", theirs " + expected[i] + ", which may differ by "
                        + most;
            }
        }
        return null;
    }

    private static double[] parts(Tensor value) {
        if (!value.dtype().isComplex()) {
            return value.toDoubleArray();
        }
        double[] parts = new double[2 * value.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = value.dtype() == DType.COMPLEX64 ? value.floats()[i] : value.doubles()[i];
        }
        return parts;
    }

    private static Output dense(Ops tf, Gradient gradient) {
        return gradient instanceof Gradient.IndexedSlices slices
                ? slices.toDense(tf)
                : ((Gradient.Dense) gradient).value();
    }

    /** Were a row lost, or one of these no longer compared, this would tell. */
    @Test
    @DisabledIfSystemProperty(named = "op.cases", matches = ".*")
    void theseOpsAreCompared() throws IOException {
        Set<String> compared = new TreeSet<>();
        for (OpCase c : OpCases.all()) {
            c.variants()
                    .filter(variant -> VARIANTS.contains(variant) && !differs(c, variant))
                    .findFirst()
                    .ifPresent(variant -> compared.addAll(compared(c, variant)));
        }
        try (InputStream list = GradientsOracleTest.class.getResourceAsStream("compared-gradients.txt")) {
            String listed = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(compared).isEqualTo(new TreeSet<>(listed.lines().toList()));
        }
    }

    private static Set<String> compared(OpCase c, String variant) {
        Set<String> ops = new HashSet<>();
        try (Row row = new Row(c, c.inputs(variant))) {
            for (Output x : row.xs) {
                try {
                    if (isContinuous(row.y.dtype())
                            && row.theirs.add(row.y, x, row.dy).isPresent()) {
                        ops.addAll(row.opsBetween(x));
                    }
                } catch (UnsupportedOperationException noRule) {
                    // not compared
                }
            }
        }
        return ops;
    }
}
