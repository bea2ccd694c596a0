package org.headrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.headrace.autodiff.cases.Closeness;
import org.headrace.autodiff.cases.Expectations;
import org.headrace.autodiff.cases.OpCase;
import org.headrace.autodiff.cases.OpCases;
import org.headrace.core.Fetched;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
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
            Graph graph = new Graph();
            Ops tf = Ops.on(graph);
            Map<Output, Tensor> feeds = new LinkedHashMap<>();
            for (Tensor value : c.inputs(variant)) {
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

    static Stream<Arguments> casesByDType() {
        return OpCases.all().stream().flatMap(c -> c.variants().map(variant -> Arguments.of(c, variant)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesByDType")
    void tensorFlowComputesTheSame(OpCase c, String variant) {
        Built row = Built.of(c, variant);
        List<Tensor> expected = row.inTensorFlow();
        try (var session = new Session(row.graph)) {
            Fetched ours = session.run(row.outputs, row.feeds);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(Closeness.difference(ours.get(i), expected.get(i), c.ulps()))
                        .as("%s %s, output %s", c, variant, i)
                        .isNull();
            }
        }
    }

    /** What TensorFlow refuses is left out of the file, and told at the end. */
    @Test
    @EnabledIfSystemProperty(named = "oracle.write", matches = "true")
    void writesWhatTheOrdinaryBuildExpects() {
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
        Expectations.write(Path.of(System.getProperty("oracle.expectations")), results);
        assertThat(refused).isEmpty();
    }
}
