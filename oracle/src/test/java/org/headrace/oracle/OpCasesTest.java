package org.headrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headrace.autodiff.cases.Expectations;
import org.headrace.autodiff.cases.OpCase;
import org.headrace.autodiff.cases.OpCases;
import org.headrace.autodiff.cases.TakenDTypes;
import org.headrace.core.Fetched;
import org.headrace.core.Graph;
import org.headrace.core.GraphException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every row of the table of op cases in TensorFlow. */
class OpCasesTest {

    /** A row, in one of its dtypes, as a graph with placeholders. */
    private record Built(Graph graph, Map<Output, Tensor> feeds, List<Output> outputs) {
        static Built of(OpCase c, String variant) {
            return of(c, c.inputs(variant));
        }

        static Built of(OpCase c, List<Tensor> values) {
            Graph graph = new Graph();
            Ops tf = Ops.on(graph);
            Map<Output, Tensor> feeds = new LinkedHashMap<>();
            for (Tensor value : values) {
                feeds.put(tf.placeholder(value.dtype(), value.shape()), value);
            }
            return new Built(graph, feeds, c.build().build(tf, List.copyOf(feeds.keySet())));
        }

        List<Tensor> inTensorFlow() {
            try (var oracle = new GraphOracle(graph)) {
                return oracle.run(feeds, outputs);
            }
        }
    }

    /** A row that is run again and again, by both. */
    private static final class Both implements AutoCloseable {
        private final Built row;
        private final GraphOracle oracle;
        private final Session session;

        Both(Built row) {
            this.row = row;
            this.oracle = new GraphOracle(row.graph);
            this.session = new Session(row.graph);
        }

        /** How our results for these values differ from TensorFlow's, or null if they don't. */
        @Nullable
        String difference(List<Tensor> values, OpCase c) {
            Map<Output, Tensor> fed = new LinkedHashMap<>();
            int at = 0;
            for (Output placeholder : row.feeds.keySet()) {
                fed.put(placeholder, values.get(at++));
            }
            List<Tensor> expected = null;
            String refusal = "";
            try {
                expected = oracle.run(fed, row.outputs);
            } catch (RuntimeException e) {
                refusal = String.valueOf(e.getMessage());
            }
            try {
                List<Tensor> ours = list(session.run(row.outputs, fed), row.outputs.size());
                return expected == null ? "TensorFlow refuses: " + refusal : c.difference(values, ours, expected);
            } catch (GraphException e) {
                return expected == null ? null : "refused: " + e.getMessage();
            }
        }

        @Override
        public void close() {
            session.close();
            oracle.close();
        }
    }

    private static List<Tensor> list(Fetched fetched, int outputs) {
        return IntStream.range(0, outputs).mapToObj(fetched::get).toList();
    }

    static Stream<Arguments> casesByDType() {
        return OpCases.all().stream().flatMap(c -> c.variants().map(variant -> Arguments.of(c, variant)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesByDType")
    void tensorFlowComputesTheSame(OpCase c, String variant) {
        Built row = Built.of(c, variant);
        List<Tensor> expected = row.inTensorFlow();
        try (var session = new Session(row.graph)) {
            List<Tensor> ours = list(session.run(row.outputs, row.feeds), row.outputs.size());
            assertThat(c.difference(c.inputs(variant), ours, expected)).isNull();
        }
    }

    /** Draws of a row and a dtype, seeded 1, 2, ... */
    private static final int DRAWS = 20;

    /** What TensorFlow refuses (an index out of range, a matrix that is singular), we have to refuse too. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesByDType")
    void tensorFlowComputesTheSameFromOtherInputs(OpCase c, String variant) {
        Map<List<Shape>, Both> built = new HashMap<>();
        try {
            for (int seed = 1; seed <= DRAWS; seed++) {
                List<Tensor> values = c.inputs(variant, seed);
                Both row = built.computeIfAbsent(
                        values.stream().map(Tensor::shape).toList(), shapes -> new Both(Built.of(c, values)));
                String difference = row.difference(values, c);
                if (difference != null) {
                    fail(c + " " + variant + ", seed " + seed + ": " + difference + ", inputs " + values);
                }
            }
        } finally {
            built.values().forEach(Both::close);
        }
    }

    /** What TensorFlow refuses is left out of the file, and told at the end. */
    @Test
    @EnabledIfSystemProperty(named = "oracle.write", matches = "true")
    void writesWhatTheOrdinaryBuildExpects() {
        Path file = Path.of(System.getProperty("oracle.expectations"));
        TakenDTypes.write(file.resolveSibling(TakenDTypes.RESOURCE), TakenByTensorFlow.find(OpCases.all()));
        Map<String, Tensor> results = new LinkedHashMap<>();
        Map<String, String> refused = new TreeMap<>();
        for (OpCase c : OpCases.all()) {
            c.variants().forEach(variant -> {
                try {
                    List<Tensor> outputs = Built.of(c, variant).inTensorFlow();
                    for (int i = 0; i < outputs.size(); i++) {
                        results.put(Expectations.key(c.name(), variant, i), outputs.get(i));
                    }
                } catch (RuntimeException e) {
                    refused.put(c.name() + " " + variant, String.valueOf(e.getMessage()));
                }
            });
        }
        Expectations.write(file, results);
        assertThat(refused).isEmpty();
    }
}
