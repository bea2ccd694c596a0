package org.headrace.autodiff.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.state.Const;
import org.headrace.ops.state.Placeholder;

/** Makes a failing scenario as small as it can while it keeps failing. */
final class Shrinker {
    private final Predicate<Scenario> fails;
    private Scenario best;
    private int attemptsLeft;

    private Shrinker(Scenario failing, Predicate<Scenario> fails, int attempts) {
        this.best = failing;
        this.fails = fails;
        this.attemptsLeft = attempts;
    }

    /** The smallest scenario found in so many attempts that differs as this one does. */
    static Scenario shrink(Scenario failing, Judge.Difference difference, int attempts) {
        Predicate<Scenario> fails = changed -> {
            Judge.Difference now = new Judge().difference(changed);
            return now != null && now.kind() == difference.kind();
        };
        Shrinker shrinker = new Shrinker(failing.pruned(), fails, attempts);
        boolean smaller = true;
        while (smaller && shrinker.attemptsLeft > 0) {
            smaller = shrinker.dropRuns();
            smaller |= shrinker.dropFetchesAndFeeds();
            smaller |= shrinker.dropNodes();
            smaller |= shrinker.dropControls();
            smaller |= shrinker.shrinkDims();
        }
        return shrinker.best;
    }

    /** Takes the changed scenario if it fails too. */
    private boolean attempt(Scenario changed) {
        if (attemptsLeft-- <= 0) {
            return false;
        }
        Scenario candidate = changed.pruned();
        boolean failing;
        try {
            failing = fails.test(candidate);
        } catch (RuntimeException notValid) {
            failing = false;
        }
        if (failing) {
            best = candidate;
        }
        return failing;
    }

    private boolean dropRuns() {
        boolean smaller = false;
        for (int i = best.runs().size() - 1; i >= 0 && best.runs().size() > 1; i--) {
            List<Scenario.Run> runs = new ArrayList<>(best.runs());
            runs.remove(i);
            smaller |= attempt(best.withRuns(runs));
        }
        return smaller;
    }

    private boolean dropFetchesAndFeeds() {
        boolean smaller = false;
        for (int r = 0; r < best.runs().size(); r++) {
            for (int f = best.runs().get(r).fetches().size() - 1; f >= 0; f--) {
                Scenario.Run run = best.runs().get(r);
                List<Scenario.Ref> fetches = new ArrayList<>(run.fetches());
                fetches.remove(f);
                smaller |= !fetches.isEmpty() && attempt(withRun(r, new Scenario.Run(fetches, run.feeds())));
            }
            for (Scenario.Ref fed : List.copyOf(best.runs().get(r).feeds().keySet())) {
                Scenario.Run run = best.runs().get(r);
                if (run.feeds().containsKey(fed)) { // else another place since nodes went
                    Map<Scenario.Ref, Tensor> feeds = new LinkedHashMap<>(run.feeds());
                    feeds.remove(fed);
                    smaller |= attempt(withRun(r, new Scenario.Run(run.fetches(), feeds)));
                }
            }
        }
        return smaller;
    }

    private Scenario withRun(int number, Scenario.Run run) {
        List<Scenario.Run> runs = new ArrayList<>(best.runs());
        runs.set(number, run);
        return best.withRuns(runs);
    }

    /** Replaces outputs by inputs of the same spec, or by constants, so that their ops are needed no more. */
    private boolean dropNodes() {
        boolean smaller = false;
        for (int n = best.nodes().size() - 1; n >= 0; n--) {
            if (n >= best.nodes().size()) {
                continue;
            }
            smaller |= fetchInputsInstead(n) || replaceByInput(n) || replaceByConstant(n) || replaceByPlaceholder(n);
        }
        return smaller;
    }

    /** Where a node is fetched, its inputs are. */
    private boolean fetchInputsInstead(int n) {
        Scenario.Node node = best.nodes().get(n);
        List<Scenario.Run> runs = new ArrayList<>();
        boolean fetched = false;
        for (Scenario.Run run : best.runs()) {
            List<Scenario.Ref> fetches = new ArrayList<>();
            for (Scenario.Ref ref : run.fetches()) {
                if (ref.node() == n) {
                    fetched = true;
                    node.inputs().stream()
                            .filter(input -> !fetches.contains(input))
                            .forEach(fetches::add);
                } else if (!fetches.contains(ref)) {
                    fetches.add(ref);
                }
            }
            runs.add(new Scenario.Run(fetches, run.feeds()));
        }
        boolean nothingLeft = runs.stream().allMatch(run -> run.fetches().isEmpty());
        return fetched && !nothingLeft && attempt(best.withRuns(runs));
    }

    private boolean replaceByInput(int n) {
        Scenario.Node node = best.nodes().get(n);
        Op op = best.build().ops().get(n);
        for (int o = 0; o < op.outputCount(); o++) {
            for (Scenario.Ref input : node.inputs()) {
                Output from = op.output(o);
                Output to = op.input(node.inputs().indexOf(input));
                boolean fits = from.dtype() == to.dtype()
                        && from.shape().isCompatibleWith(to.shape())
                        && from.isReference() == to.isReference();
                if (fits && attempt(best.replaced(new Scenario.Ref(n, o), input))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean replaceByConstant(int n) {
        if (best.nodes().get(n).type() instanceof Const) {
            return false;
        }
        return replaceBySource(n, values -> new Const(values.get(0)), false);
    }

    /** By what is fed with the values that the runs have there. */
    private boolean replaceByPlaceholder(int n) {
        OpType type = best.nodes().get(n).type();
        if (type instanceof Const || type instanceof Placeholder) {
            return false;
        }
        return replaceBySource(
                n,
                values -> new Placeholder(values.get(0).dtype(), values.get(0).shape()),
                true);
    }

    private boolean replaceBySource(int n, Function<List<Tensor>, OpType> source, boolean feed) {
        List<Map<Scenario.Ref, Tensor>> values = values();
        int outputs = best.build().ops().get(n).outputCount();
        for (int o = 0; o < outputs; o++) {
            Scenario.Ref ref = new Scenario.Ref(n, o);
            List<Tensor> own = values.stream()
                    .filter(run -> run.containsKey(ref))
                    .map(run -> run.get(ref))
                    .toList();
            if (own.isEmpty() || !usedAsInput(ref) || own.stream().anyMatch(Interpreter::isDead)) {
                continue;
            }
            // in front of all others, so that it precedes whoever takes it
            Scenario shifted = shifted(best);
            List<Scenario.Node> nodes = new ArrayList<>(shifted.nodes());
            nodes.add(0, new Scenario.Node(source.apply(own), List.of(), List.of()));
            Scenario.Ref first = new Scenario.Ref(0, 0);
            Scenario replaced = new Scenario(nodes, shifted.runs()).replaced(new Scenario.Ref(n + 1, o), first);
            if (attempt(feed ? fed(replaced, first, ref, values) : replaced)) {
                return true;
            }
        }
        return false;
    }

    /** The same where {@code to} is fed with what {@code from} was in each run. */
    private static Scenario fed(
            Scenario scenario, Scenario.Ref to, Scenario.Ref from, List<Map<Scenario.Ref, Tensor>> values) {
        List<Scenario.Run> runs = new ArrayList<>();
        for (int r = 0; r < scenario.runs().size(); r++) {
            Map<Scenario.Ref, Tensor> feeds =
                    new LinkedHashMap<>(scenario.runs().get(r).feeds());
            Tensor value = r < values.size() ? values.get(r).get(from) : null;
            if (value != null) {
                feeds.put(to, value);
            }
            runs.add(new Scenario.Run(scenario.runs().get(r).fetches(), feeds));
        }
        return scenario.withRuns(runs);
    }

    private boolean usedAsInput(Scenario.Ref ref) {
        return best.nodes().stream().anyMatch(node -> node.inputs().contains(ref));
    }

    /** The same with every node one place further. */
    private static Scenario shifted(Scenario scenario) {
        Function<Scenario.Ref, Scenario.Ref> move = ref -> new Scenario.Ref(ref.node() + 1, ref.output());
        List<Scenario.Node> nodes = scenario.nodes().stream()
                .map(node -> new Scenario.Node(
                        node.type(),
                        node.inputs().stream().map(move).toList(),
                        node.controls().stream().map(c -> c + 1).toList()))
                .toList();
        List<Scenario.Run> runs = new ArrayList<>();
        for (Scenario.Run run : scenario.runs()) {
            Map<Scenario.Ref, Tensor> feeds = new LinkedHashMap<>();
            run.feeds().forEach((ref, value) -> feeds.put(move.apply(ref), value));
            runs.add(new Scenario.Run(run.fetches().stream().map(move).toList(), feeds));
        }
        return new Scenario(nodes, runs);
    }

    /** By run, the values that the interpreter has. */
    private List<Map<Scenario.Ref, Tensor>> values() {
        List<Map<Scenario.Ref, Tensor>> values = new ArrayList<>();
        Scenario.Built built = best.build();
        Interpreter interpreter = new Interpreter();
        for (Scenario.Run run : best.runs()) {
            try {
                interpreter.run(built.fetches(run), built.feeds(run));
            } catch (RuntimeException refused) {
                return values;
            }
            Map<Scenario.Ref, Tensor> own = new HashMap<>();
            interpreter.values().forEach((output, value) -> own.put(Scenario.ref(output), value));
            values.add(own);
        }
        return values;
    }

    private boolean dropControls() {
        boolean smaller = false;
        for (int n = 0; n < best.nodes().size(); n++) {
            if (!best.nodes().get(n).controls().isEmpty()) {
                List<Scenario.Node> nodes = new ArrayList<>(best.nodes());
                Scenario.Node node = nodes.get(n);
                nodes.set(n, new Scenario.Node(node.type(), node.inputs(), List.of()));
                smaller |= attempt(best.withNodes(nodes));
            }
        }
        return smaller;
    }

    /** Exchanges a dimension for a smaller one wherever it is found. */
    private boolean shrinkDims() {
        boolean smaller = false;
        for (long dim : Resizing.dims(best).descendingSet()) {
            for (long to : new long[] {1, 2, dim / 2, dim - 1}) {
                if (to < dim && to > 0 && attempt(Resizing.exchange(best, dim, to))) {
                    smaller = true;
                    break;
                }
            }
        }
        return smaller;
    }
}
