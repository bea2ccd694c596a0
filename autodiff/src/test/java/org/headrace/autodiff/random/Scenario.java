package org.headrace.autodiff.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.headrace.core.Fetch;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.OpDef;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;

/**
 * A graph and runs of it, as plain data that can be changed and built again.
 *
 * @param nodes the ops, each after those it depends on
 * @param runs what one session runs, in this order
 */
record Scenario(List<Node> nodes, List<Run> runs) {
    /** An op: its type, and by their places in the list what it takes and which ops come before it. */
    record Node(OpType type, List<Ref> inputs, List<Integer> controls) {}

    /** Output {@code output} of node {@code node}; {@link #EFFECT} for the op itself. */
    record Ref(int node, int output) {
        static final int EFFECT = -1;

        boolean isOp() {
            return output == EFFECT;
        }
    }

    /** One run: what is fetched, and what is fed. */
    record Run(List<Ref> fetches, Map<Ref, Tensor> feeds) {}

    /** The graph of a scenario, whose op {@code i} is node {@code i}. */
    record Built(Graph graph, List<Op> ops) {
        Fetch fetch(Ref ref) {
            return ref.isOp() ? ops.get(ref.node()) : output(ref);
        }

        Output output(Ref ref) {
            return ops.get(ref.node()).output(ref.output());
        }

        List<Fetch> fetches(Run run) {
            return run.fetches().stream().map(this::fetch).toList();
        }

        Map<Output, Tensor> feeds(Run run) {
            Map<Output, Tensor> feeds = new LinkedHashMap<>();
            run.feeds().forEach((ref, value) -> feeds.put(output(ref), value));
            return feeds;
        }
    }

    Scenario {
        nodes = List.copyOf(nodes);
        runs = List.copyOf(runs);
    }

    /** This graph, and runs of it. */
    static Scenario of(Graph graph, List<Run> runs) {
        List<Node> nodes = new ArrayList<>();
        for (Op op : graph.ops()) {
            nodes.add(new Node(
                    op.type(),
                    op.inputs().stream().map(Scenario::ref).toList(),
                    op.controlInputs().stream().map(Op::id).toList()));
        }
        return new Scenario(nodes, runs);
    }

    static Ref ref(Fetch fetch) {
        return new Ref(fetch.op().id(), fetch instanceof Output output ? output.index() : Ref.EFFECT);
    }

    /** Adds the nodes to a new graph; throws what the shape functions throw. */
    Built build() {
        Graph graph = new Graph();
        List<Op> ops = new ArrayList<>();
        for (Node node : nodes) {
            List<Output> inputs = node.inputs().stream()
                    .map(ref -> ops.get(ref.node()).output(ref.output()))
                    .toList();
            List<Op> controls = node.controls().stream().map(ops::get).toList();
            ops.add(graph.add(new OpDef(node.type(), node.type().name(), inputs, controls, "", null)));
        }
        return new Built(graph, ops);
    }

    Scenario withNodes(List<Node> changed) {
        return new Scenario(changed, runs);
    }

    Scenario withRuns(List<Run> changed) {
        return new Scenario(nodes, changed);
    }

    /** The same with op types exchanged. */
    Scenario withTypes(UnaryOperator<OpType> exchange) {
        return withNodes(nodes.stream()
                .map(node -> new Node(exchange.apply(node.type()), node.inputs(), node.controls()))
                .toList());
    }

    /** The same without the nodes that no run needs, and what is fed for them. */
    Scenario pruned() {
        Set<Integer> needed = new TreeSet<>();
        runs.forEach(run -> run.fetches().forEach(ref -> needed.add(ref.node())));
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (needed.contains(i)) {
                nodes.get(i).inputs().forEach(ref -> needed.add(ref.node()));
                needed.addAll(nodes.get(i).controls());
            }
        }
        Map<Integer, Integer> places = new TreeMap<>();
        needed.forEach(old -> places.put(old, places.size()));
        List<Node> kept = new ArrayList<>();
        for (int old : needed) {
            Node node = nodes.get(old);
            kept.add(new Node(
                    node.type(),
                    node.inputs().stream().map(ref -> moved(ref, places)).toList(),
                    node.controls().stream().map(places::get).toList()));
        }
        return new Scenario(kept, runs.stream().map(run -> moved(run, places)).toList());
    }

    private static Run moved(Run run, Map<Integer, Integer> places) {
        Map<Ref, Tensor> feeds = new LinkedHashMap<>();
        run.feeds().forEach((ref, value) -> {
            if (places.containsKey(ref.node())) {
                feeds.put(moved(ref, places), value);
            }
        });
        return new Run(run.fetches().stream().map(ref -> moved(ref, places)).toList(), feeds);
    }

    private static Ref moved(Ref ref, Map<Integer, Integer> places) {
        return new Ref(places.getOrDefault(ref.node(), ref.node()), ref.output());
    }

    /** The same where whatever took {@code from} takes {@code to}, as an input, a fetch or a feed's place. */
    Scenario replaced(Ref from, Ref to) {
        List<Node> changed = new ArrayList<>();
        for (Node node : nodes) {
            changed.add(new Node(
                    node.type(),
                    node.inputs().stream()
                            .map(ref -> ref.equals(from) ? to : ref)
                            .toList(),
                    node.controls()));
        }
        List<Run> changedRuns = new ArrayList<>();
        for (Run run : runs) {
            Map<Ref, Tensor> feeds = new LinkedHashMap<>(run.feeds());
            feeds.remove(from);
            Set<Ref> fetches = new LinkedHashSet<>();
            run.fetches().forEach(ref -> fetches.add(ref.equals(from) ? to : ref));
            changedRuns.add(new Run(List.copyOf(fetches), feeds));
        }
        return new Scenario(changed, changedRuns);
    }

    /** How many ops of each type there are. */
    Map<String, Integer> census() {
        Map<String, Integer> counts = new HashMap<>();
        nodes.forEach(node -> counts.merge(node.type().name(), 1, Integer::sum));
        return counts;
    }
}
