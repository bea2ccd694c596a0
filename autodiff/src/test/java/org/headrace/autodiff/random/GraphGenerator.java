package org.headrace.autodiff.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.headrace.autodiff.Gradients;
import org.headrace.core.GraphException;
import org.headrace.core.InternalException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.OpDef;
import org.headrace.core.Output;
import org.headrace.core.Stateful;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;

/** Makes scenarios of random graphs: equal ones of equal seeds. */
final class GraphGenerator {
    private final Sketch sketch;
    private final ElementwiseFamily elementwise;
    private final ReductionFamily reductions;
    private final ArrayFamily arrays;
    private final StateFamily state;

    private GraphGenerator(long seed) {
        this.sketch = new Sketch(seed);
        this.elementwise = new ElementwiseFamily(sketch);
        this.reductions = new ReductionFamily(sketch);
        this.arrays = new ArrayFamily(sketch);
        this.state = new StateFamily(sketch);
    }

    static Scenario generate(long seed) {
        return new GraphGenerator(seed).generate();
    }

    private Scenario generate() {
        boolean stateful = sketch.random.nextBoolean();
        sources(stateful);
        int[] weights = weights(stateful);
        for (int i = 4 + sketch.random.nextInt(30); i > 0; i--) {
            step(() -> next(weights));
        }
        if (sketch.chance(3)) {
            step(this::gradients);
        }
        return Scenario.of(sketch.graph, runs(stateful)).pruned();
    }

    private void sources(boolean stateful) {
        for (int i = sketch.random.nextInt(1, 4); i > 0; i--) {
            sketch.placeholder();
        }
        for (int i = sketch.random.nextInt(3); i > 0; i--) {
            sketch.keep(List.of(sketch.constant(sketch.tensors.dtype(), sketch.tensors.shape())));
        }
        for (int i = stateful ? sketch.random.nextInt(1, 4) : 0; i > 0; i--) {
            sketch.keep(state.variable());
        }
    }

    /** How often ops of each family come: graphs differ in kind. */
    private int[] weights(boolean stateful) {
        int[] weights = {10, 4, 4, 2, 1, stateful ? 5 : 0};
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= sketch.random.nextInt(1, 4);
        }
        return weights;
    }

    private List<Output> next(int[] weights) {
        int left = sketch.random.nextInt(Arrays.stream(weights).sum());
        int family = 0;
        while (left >= weights[family]) {
            left -= weights[family++];
        }
        return switch (family) {
            case 0 -> elementwise.next();
            case 1 -> reductions.next();
            case 2 -> arrays.next();
            case 3 -> twin();
            case 4 -> gradients();
            default -> state.next();
        };
    }

    /** What does not fit, or is refused, stays behind unused. */
    private void step(Supplier<List<Output>> family) {
        List<Output> made = List.of();
        try {
            made = family.get();
        } catch (Sketch.Unsuitable nothingFits) {
            made = List.of();
        } catch (InternalException bug) {
            throw bug;
        } catch (GraphException refused) {
            made = List.of();
        }
        sketch.keep(made);
    }

    /** An op once more, on the same inputs: a common subexpression. */
    private List<Output> twin() {
        Op op = sketch.pick(output -> !(output.op().type() instanceof Stateful)).op();
        OpDef twin = new OpDef(op.type(), op.type().name(), op.inputs(), op.controlInputs(), "", null);
        return sketch.graph.add(twin).outputs();
    }

    /** Derivatives of a number by what it may depend on. */
    private List<Output> gradients() {
        Output y = sketch.floating();
        Output total = sketch.chance(3) ? y : sketch.tf.reduceSum(sketch.tf.square(y));
        List<Output> xs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Output x = sketch.floating();
            if (!x.isReference() && !x.equals(y)) {
                xs.add(x);
            }
        }
        state.variables().stream().filter(v -> v.dtype().isFloating()).forEach(xs::add);
        List<Output> made = new ArrayList<>();
        try {
            for (Gradient gradient : Gradients.of(sketch.tf, total).withRespectTo(xs)) {
                if (gradient instanceof Gradient.Dense dense) {
                    made.add(dense.value());
                } else if (gradient instanceof Gradient.IndexedSlices slices) {
                    made.add(slices.toDense(sketch.tf));
                }
            }
        } catch (NotFoundException someOpHasNone) {
            return List.of();
        }
        return made;
    }

    private List<Scenario.Run> runs(boolean stateful) {
        List<Scenario.Run> runs = new ArrayList<>();
        if (stateful) {
            List<Scenario.Ref> initializers = sketch.graph.variables().stream()
                    .map(variable -> Scenario.ref(variable.initializer()))
                    .toList();
            runs.add(new Scenario.Run(initializers, sketch.feeds(0)));
        }
        List<List<Scenario.Ref>> fetches = new ArrayList<>();
        List<Set<Output>> fed = new ArrayList<>();
        for (int i = sketch.random.nextInt(1, 3); i > 0; i--) {
            fetches.add(fetches());
            fed.add(intermediates());
        }
        for (int i = sketch.random.nextInt(1, 4); i > 0; i--) {
            int variant = sketch.random.nextInt(sketch.variants());
            int kind = sketch.random.nextInt(fetches.size());
            Map<Scenario.Ref, Tensor> feeds = new LinkedHashMap<>(sketch.feeds(variant));
            fed.get(kind).forEach(output -> feeds.put(Scenario.ref(output), sketch.another(output, variant)));
            runs.add(new Scenario.Run(fetches.get(kind), feeds));
        }
        sketch.broken.forEach(op -> runs.add(new Scenario.Run(List.of(Scenario.ref(op)), sketch.feeds(0))));
        return runs;
    }

    private List<Scenario.Ref> fetches() {
        Set<Scenario.Ref> fetches = new LinkedHashSet<>();
        // the last ones have much below them
        List<Output> late = sketch.outputs.subList(Math.max(0, sketch.outputs.size() - 6), sketch.outputs.size());
        for (int i = sketch.random.nextInt(1, 5); i > 0; i--) {
            Output output = sketch.any(late);
            fetches.add(Scenario.ref(sketch.isLive(output) ? output : sketch.any(sketch.outputs)));
        }
        for (int i = sketch.random.nextInt(3); i > 0 && !state.updates.isEmpty(); i--) {
            Output update = sketch.any(state.updates);
            fetches.add(Scenario.ref(sketch.random.nextBoolean() ? update : update.op()));
        }
        if (sketch.chance(4) && !state.variables().isEmpty()) {
            fetches.add(Scenario.ref(sketch.any(state.variables())));
        }
        return List.copyOf(fetches);
    }

    /** Outputs in the midst of the graph to be fed: floating ones, which are nobody's shape or index. */
    private Set<Output> intermediates() {
        Set<Output> fed = new LinkedHashSet<>();
        while (sketch.chance(4)) {
            Output output = sketch.outputs.get(sketch.random.nextInt(sketch.outputs.size()));
            if (output.dtype().isFloating() && !output.isReference()) {
                fed.add(output);
            }
        }
        return fed;
    }
}
