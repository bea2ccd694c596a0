package org.headrace.autodiff.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.headrace.core.Tensor;
import org.headrace.ops.state.Const;

/** Prints a scenario nearly as the Java that makes it, to be understood and made a test of. */
final class Listing {
    private final Scenario scenario;

    private Listing(Scenario scenario) {
        this.scenario = scenario;
    }

    static String of(Scenario scenario) {
        return new Listing(scenario).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < scenario.nodes().size(); i++) {
            text.append(node(i)).append('\n');
        }
        for (Scenario.Run run : scenario.runs()) {
            StringBuilder line = new StringBuilder("session");
            run.feeds().forEach((ref, value) -> line.append(".feed(" + output(ref) + ", " + tensor(value) + ")"));
            line.append(run.fetches().stream()
                    .map(ref -> ref.isOp() ? name(ref.node()) : output(ref))
                    .collect(Collectors.joining(", ", ".run(", ")")));
            text.append(line).append(";\n");
        }
        return text.toString();
    }

    private String node(int i) {
        Scenario.Node node = scenario.nodes().get(i);
        String type = node.type() instanceof Const constant
                ? "new Const(" + tensor(constant.value()) + ")"
                : "new "
                        + node.type()
                                .toString()
                                .replaceAll("[a-zA-Z]+=", "")
                                .replace('[', '(')
                                .replace(']', ')');
        List<String> arguments = new ArrayList<>(List.of(type));
        node.inputs().forEach(ref -> arguments.add(output(ref)));
        String controls = node.controls().isEmpty()
                ? ""
                : node.controls().stream()
                        .map(this::name)
                        .collect(Collectors.joining(", ", ".withControlDependencies(", ")"));
        return "Op " + name(i) + " = tf" + controls + ".addOp(" + String.join(", ", arguments) + ");";
    }

    private String name(int i) {
        return scenario.nodes().get(i).type().name().toLowerCase(Locale.ROOT) + i;
    }

    private String output(Scenario.Ref ref) {
        return name(ref.node()) + ".output(" + ref.output() + ")";
    }

    private static String tensor(Tensor tensor) {
        StringJoiner elements = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < Math.min(tensor.size(), 40); i++) {
            elements.add(Bits.text(tensor, i));
        }
        return tensor.spec() + " " + elements + (tensor.size() > 40 ? "..." : "");
    }
}
