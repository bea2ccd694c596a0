package org.headrace.autodiff.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headrace.autodiff.GradientChecker;
import org.headrace.core.DType;
import org.headrace.core.Feeds;
import org.headrace.core.Fetched;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.FormulaKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every row of the table to TensorFlow's results and to itself. */
class OpCasesTest {
    private static final Expectations EXPECTED = Expectations.load();

    static Stream<Arguments> casesByDType() {
        return OpCases.all().stream().flatMap(c -> c.variants().map(variant -> Arguments.of(c, variant)));
    }

    static Stream<OpCase> differentiable() {
        return OpCases.all().stream().filter(OpCase::differentiable);
    }

    static Stream<OpCase> twiceDifferentiable() {
        return OpCases.all().stream().filter(OpCase::twice);
    }

    @Test
    void noTwoRowsShareNameAndDType() {
        assertThat(casesByDType().map(row -> row.get()[0] + " " + row.get()[1])).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesByDType")
    void givesTensorFlowsResult(OpCase c, String variant) {
        List<Tensor> inputs = c.inputs(variant);
        List<Tensor> results = run(c, inputs, true);
        List<Tensor> expected = IntStream.range(0, results.size())
                .mapToObj(i -> EXPECTED.get(Expectations.key(c.name(), variant, i)))
                .toList();
        assertThat(c.difference(inputs, results, expected)).isNull();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesByDType")
    void infersWhatItComputes(OpCase c, String variant) {
        Graph graph = new Graph();
        List<Tensor> values = c.inputs(variant);
        List<Output> outputs = c.build().build(Ops.on(graph), placeholders(Ops.on(graph), values, true));
        List<Tensor> results = run(c, values, true);
        for (int i = 0; i < results.size(); i++) {
            assertThat(outputs.get(i).dtype()).isEqualTo(results.get(i).dtype());
            assertThat(outputs.get(i).shape().isCompatibleWith(results.get(i).shape()))
                    .as(
                            "inferred %s, computed %s",
                            outputs.get(i).shape(), results.get(i).shape())
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesByDType")
    void computesTheSameWhenShapesAreUnknownUntilItRuns(OpCase c, String variant) {
        List<Tensor> values = c.inputs(variant);
        assertThat(run(c, values, false)).isEqualTo(run(c, values, true));
    }

    /** The op among formulas, which the engine may join with it, against the op alone; and so when a sum takes the result. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesByDType")
    void computesTheSameAmongFormulas(OpCase c, String variant) {
        List<Tensor> values = c.inputs(variant);
        List<Tensor> alone = run(c, values, true);
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        List<Output> inputs = placeholders(tf, values, true);
        List<Output> outputs =
                c.build().build(tf, inputs.stream().map(x -> unchanged(tf, x)).toList());
        List<Output> after = outputs.stream().map(y -> unchanged(tf, y)).toList();
        List<Tensor> joined = fetch(graph, inputs, values, after);
        for (int i = 0; i < alone.size(); i++) {
            assertThat(Closeness.difference(joined.get(i), alone.get(i), 0)).isNull();
            if (alone.get(i).dtype().isNumeric() && !alone.get(i).dtype().isComplex()) {
                Tensor sum = fetch(graph, inputs, values, List.of(tf.reduceSum(after.get(i))))
                        .get(0);
                assertThat(Closeness.difference(sum, sum(alone.get(i)), 0)).isNull();
            }
        }
    }

    @Test
    void theEngineJoinsWhatIsAmongFormulas() {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(3));
        Output y = tf.reduceSum(unchanged(tf, tf.nn.softplus(unchanged(tf, x))));
        try (Session session = new Session(graph)) {
            assertThat(session.feed(x, new float[3]).explain(y)).contains("Mul + Softplus + Mul + Sum");
        }
    }

    /** {@code x}, by a formula that changes no bit. */
    private static Output unchanged(Ops tf, Output x) {
        if (x.dtype() == DType.BOOL) {
            return tf.logicalNot(tf.logicalNot(x));
        }
        boolean multiplies =
                FormulaKernel.supports(x.dtype()) && x.dtype() != DType.UINT32 && x.dtype() != DType.UINT64;
        return multiplies ? tf.mul(x, 1) : x;
    }

    private static Tensor sum(Tensor value) {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        List<Output> inputs = placeholders(tf, List.of(value), true);
        return fetch(graph, inputs, List.of(value), List.of(tf.reduceSum(inputs.get(0))))
                .get(0);
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void firstDerivativesAreRight(OpCase c) {
        assertThat(GradientChecker.error(
                        (tf, in) -> c.build().build(tf, in).get(0), c.inputs().toArray(new Tensor[0])))
                .isLessThan(1e-6);
    }

    @ParameterizedTest
    @MethodSource("twiceDifferentiable")
    void secondDerivativesAreRight(OpCase c) {
        assertThat(GradientChecker.secondOrderError(
                        (tf, in) -> c.build().build(tf, in).get(0), c.inputs().toArray(new Tensor[0])))
                .isLessThan(1e-5);
    }

    private static List<Tensor> run(OpCase c, List<Tensor> values, boolean shapesKnown) {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        List<Output> inputs = placeholders(tf, values, shapesKnown);
        return fetch(graph, inputs, values, c.build().build(tf, inputs));
    }

    private static List<Tensor> fetch(Graph graph, List<Output> inputs, List<Tensor> values, List<Output> outputs) {
        try (Session session = new Session(graph)) {
            Fetched fetched;
            if (inputs.isEmpty()) {
                fetched = session.run(outputs);
            } else {
                Feeds feeds = session.feed(inputs.get(0), values.get(0));
                for (int i = 1; i < inputs.size(); i++) {
                    feeds = feeds.feed(inputs.get(i), values.get(i));
                }
                fetched = feeds.run(outputs);
            }
            List<Tensor> results = new ArrayList<>();
            for (int i = 0; i < outputs.size(); i++) {
                results.add(fetched.get(i));
            }
            return results;
        }
    }

    private static List<Output> placeholders(Ops tf, List<Tensor> values, boolean shapesKnown) {
        return values.stream()
                .map(value -> tf.placeholder(value.dtype(), shapesKnown ? value.shape() : Shape.unknown()))
                .toList();
    }
}
