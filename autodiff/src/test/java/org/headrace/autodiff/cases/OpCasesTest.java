package org.headrace.autodiff.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.headrace.autodiff.GradientChecker;
import org.headrace.core.Feeds;
import org.headrace.core.Fetched;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
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

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesByDType")
    void givesTensorFlowsResult(OpCase c, String variant) {
        List<Tensor> results = run(c, c.inputs(variant), true);
        for (int i = 0; i < results.size(); i++) {
            Tensor expected = EXPECTED.get(Expectations.key(c.name(), variant, i));
            assertThat(Closeness.difference(results.get(i), expected, c.ulps())).isNull();
        }
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
        List<Output> outputs = c.build().build(tf, inputs);
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
