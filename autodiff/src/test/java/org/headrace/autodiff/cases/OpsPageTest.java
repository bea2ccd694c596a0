package org.headrace.autodiff.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Differentiable;
import org.headrace.ops.NotDifferentiable;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/ops.md} true to the table; {@code -Dops.write} writes it anew. */
class OpsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "ops.md");
    private static final Path DIFFERENCES = Path.of("..", "DIFFERENCES.md");
    private static final String BEGIN = "<!-- differences -->\n";
    private static final String END = "<!-- /differences -->";

    /** What the table says of one op. */
    private static final class Entry {
        final Set<String> rows = new TreeSet<>();
        final Set<String> dtypes = new TreeSet<>();
        String gradient = "";
    }

    @Test
    void theListOfOpsIsTheTable() throws IOException {
        String page = page();
        if (System.getProperty("ops.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE).replace("\r\n", "\n"))
                .as("docs/ops.md is out of date: mvn -pl autodiff -am test -Dtest=OpsPageTest "
                        + "-Dsurefire.failIfNoSpecifiedTests=false -Dops.write")
                .isEqualTo(page);
    }

    @Test
    void thePageOfDifferencesHasTheTablesOwn() throws IOException {
        String text = Files.readString(DIFFERENCES).replace("\r\n", "\n");
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        String table = Differences.all().stream()
                .map(entry -> "| `" + entry.rows().pattern().replace("|", "\\|") + "` | "
                        + entry.dtypes().stream().map(DType::toString).collect(Collectors.joining(", ")) + " | "
                        + entry.reason() + " |\n")
                .collect(Collectors.joining("", "| rows | dtypes | |\n| --- | --- | --- |\n", ""));
        if (System.getProperty("ops.write") != null) {
            Files.writeString(DIFFERENCES, text.substring(0, from) + table + text.substring(to));
        }
        assertThat(Files.readString(DIFFERENCES).replace("\r\n", "\n"))
                .as("DIFFERENCES.md is out of date: write it as docs/ops.md is written")
                .contains(BEGIN + table + END);
    }

    private static String page() {
        Map<String, Entry> entries = new TreeMap<>();
        for (OpCase row : OpCases.all()) {
            row.variants().forEach(variant -> add(row, variant, entries));
        }
        StringBuilder page = new StringBuilder("""
                # The ops and their tests

                Each op that computes a value, the number of rows of the op-case table whose graph it is in, the dtypes its first
                input (or, without inputs, its output) has there, and whether it has a gradient. A row is tried in every dtype that
                TensorFlow 1.15 was found to take, but for those in [DIFFERENCES.md](../DIFFERENCES.md), and held to its result;
                the `oracle` profile does so for twenty more seeded inputs of each row and dtype. Shapes are held to those
                computed, first and second derivatives to finite differences. Ops with
                effects (variables, assignments, random values, placeholders, assertions, printing) have no rows, for a row is a
                function of its inputs, and are tested in `ops/src/test`; the steps of optimizers also in `train/src/test`,
                where ten of them are held to ten of TensorFlow 1.15. Written by `OpsPageTest`.

                | op | rows | dtypes | gradient |
                | --- | --- | --- | --- |
                """);
        entries.forEach((name, entry) -> page.append("| " + name + " | " + entry.rows.size() + " | "
                + String.join(", ", entry.dtypes) + " | " + entry.gradient + " |\n"));
        return page.append("\n" + entries.size() + " ops, " + OpCases.all().size() + " rows.\n")
                .toString();
    }

    private static void add(OpCase row, String variant, Map<String, Entry> entries) {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        row.build()
                .build(
                        tf,
                        row.inputs(variant).stream()
                                .map(value -> input(tf, value))
                                .toList());
        graph.ops().stream().filter(op -> op.outputCount() > 0).forEach(op -> {
            OpType type = op.type();
            Entry entry = entries.computeIfAbsent(type.name(), name -> new Entry());
            entry.rows.add(row.name());
            entry.dtypes.add(
                    (op.inputs().isEmpty() ? op.output(0) : op.input(0)).dtype().toString());
            boolean gradient = type instanceof Differentiable && !(type instanceof NotDifferentiable);
            entry.gradient = gradient ? "yes" : type instanceof NotDifferentiable ? "none to have" : "no";
        });
    }

    private static Output input(Ops tf, Tensor value) {
        return tf.placeholder(value.dtype(), value.shape());
    }
}
