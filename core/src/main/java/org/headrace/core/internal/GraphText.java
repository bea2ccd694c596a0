package org.headrace.core.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Variable;

/** Graphs as text for people: as a program, as a table, as a picture for Graphviz. */
public final class GraphText {
    private GraphText() {}

    /** {@code z = Add(MatMul:0, b/read:0)  float32 [?,16]}, one op a line. */
    public static String program(Graph graph) {
        StringBuilder text = new StringBuilder();
        for (Op op : graph.ops()) {
            String inputs = op.inputs().stream().map(Output::name).collect(Collectors.joining(", "));
            String controls = op.controlInputs().stream()
                    .map(control -> "^" + control.name())
                    .collect(Collectors.joining(", "));
            String all = inputs.isEmpty() || controls.isEmpty() ? inputs + controls : inputs + ", " + controls;
            String outputs = op.outputs().stream()
                    .map(output -> output.spec().toString())
                    .collect(Collectors.joining(", "));
            String type = op.type().toString();
            text.append(op.name() + " = " + (type.endsWith("[]") ? type.substring(0, type.length() - 2) : type) + "("
                            + all + ")  " + outputs)
                    .append(System.lineSeparator());
        }
        return text.toString();
    }

    /** How many ops of each type, and the variables with their sizes. */
    public static String summary(Graph graph) {
        List<Op> ops = graph.ops();
        Map<String, Long> counts = ops.stream()
                .collect(Collectors.groupingBy(op -> op.type().name(), TreeMap::new, Collectors.counting()));
        StringBuilder text = new StringBuilder(ops.size() + " ops" + System.lineSeparator());
        counts.forEach((type, count) -> text.append(String.format(Locale.ROOT, "  %-32s %6d%n", type, count)));
        List<Variable> variables = graph.variables();
        text.append(variables.size() + " variables" + System.lineSeparator());
        long total = 0;
        for (Variable variable : variables) {
            Output ref = variable.ref();
            long elements = ref.shape().isComplete() ? ref.shape().elements() : 0;
            total += variable.trainable() ? elements : 0;
            text.append(String.format(Locale.ROOT, "  %-32s %-24s %12d%n", variable.name(), ref.spec(), elements));
        }
        return text.append(total + " trainable parameters" + System.lineSeparator())
                .toString();
    }

    /** Boxes for ops, arrows for values, dashed ones for control. */
    public static String dot(Graph graph) {
        StringBuilder text = new StringBuilder("digraph headrace {\n  rankdir=BT;\n  node [shape=box];\n");
        for (Op op : graph.ops()) {
            text.append("  " + quote(op.name()) + " [label="
                    + quote(op.name() + "\\n" + op.type().name()) + "];\n");
            for (Output input : op.inputs()) {
                text.append("  " + quote(input.op().name()) + " -> " + quote(op.name()) + " [label="
                        + quote(input.shape().toBrackets()) + "];\n");
            }
            for (Op control : op.controlInputs()) {
                text.append("  " + quote(control.name()) + " -> " + quote(op.name()) + " [style=dashed];\n");
            }
        }
        return text.append("}\n").toString();
    }

    private static String quote(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }
}
