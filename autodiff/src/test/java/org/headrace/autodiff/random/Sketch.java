package org.headrace.autodiff.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.headrace.core.Assigning;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.GraphException;
import org.headrace.core.InternalException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.Variable;
import org.headrace.core.VariableType;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;

/**
 * A graph in the making. Each output has sample values, one for each of a few sizes that the placeholders' open dimension
 * may take, so that whoever adds an op sees shapes and values, and only what works for all sizes stays.
 */
final class Sketch {
    /** Results with more elements are not built upon. */
    private final int largest;

    final SplittableRandom random;
    final Graph graph = new Graph();
    final Ops tf = Ops.on(graph);
    final Tensors tensors;
    /** By variant: the size of the open dimension. */
    final int[] open;
    /** What there is to build upon. */
    final List<Output> outputs = new ArrayList<>();

    /** Ops that failed as no op should, to be fetched. */
    final Set<Op> broken = new LinkedHashSet<>();

    /** Those that differ from run to run: what is made of constants alone never runs. */
    private final Set<Output> live = new HashSet<>();

    private final List<Map<Output, Tensor>> samples = new ArrayList<>();
    private int seen;

    Sketch(long seed) {
        this.random = new SplittableRandom(seed);
        boolean large = random.nextInt(60) == 0;
        this.largest = large ? 60_000 : 600;
        this.tensors = new Tensors(random, random.nextInt(12) == 0, large);
        this.open = new int[1 + random.nextInt(3)];
        for (int k = 0; k < open.length; k++) {
            open[k] = tensors.dim();
            samples.add(new HashMap<>());
        }
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Whether it differs from run to run. */
    boolean isLive(Output output) {
        return live.contains(output);
    }

    /** How many sizes the open dimension takes. */
    int variants() {
        return open.length;
    }

    Tensor sample(Output output, int variant) {
        Tensor value = samples.get(variant).get(output);
        if (value == null) {
            throw new Unsuitable();
        }
        return value;
    }

    Shape shape(Output output, int variant) {
        return sample(output, variant).shape();
    }

    int rank(Output output) {
        return shape(output, 0).rank();
    }

    /** The dimension, if it is the same for all variants, else -1. */
    long dim(Output output, int axis) {
        long dim = shape(output, 0).dim(axis);
        for (int k = 1; k < variants(); k++) {
            dim = shape(output, k).dim(axis) == dim ? dim : Shape.UNKNOWN;
        }
        return dim;
    }

    /** The shape with -1 for dimensions that vary. */
    Shape shape(Output output) {
        long[] dims = new long[rank(output)];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dim(output, i);
        }
        return Shape.of(dims);
    }

    boolean same(Output a, Output b) {
        for (int k = 0; k < variants(); k++) {
            if (!shape(a, k).equals(shape(b, k))) {
                return false;
            }
        }
        return a.dtype() == b.dtype();
    }

    /** An output that fits; later ones are more likely, and those that are not constant. */
    Output pick(Predicate<Output> fits) {
        for (int tries = 0; tries < 16; tries++) {
            int n = outputs.size();
            int i = random.nextBoolean() ? random.nextInt(n) : n - 1 - random.nextInt(Math.min(n, 4));
            Output output = outputs.get(i);
            if ((live.contains(output) || chance(5)) && fits.test(output)) {
                return output;
            }
        }
        throw new Unsuitable();
    }

    Output pick(DType... dtypes) {
        List<DType> list = Arrays.asList(dtypes);
        return pick(output -> list.contains(output.dtype()));
    }

    Output floating() {
        return pick(DType.FLOAT32, DType.FLOAT64);
    }

    Output number() {
        return pick(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64);
    }

    Output constant(Tensor value) {
        return tf.constant(value, "Const");
    }

    Output constant(DType dtype, Shape shape) {
        return constant(tensors.values(dtype, shape));
    }

    /** A new input: fed in each run, its open dimensions with any of the sizes. */
    void placeholder() {
        DType dtype = tensors.dtype();
        long[] dims = tensors.shape().dims();
        long[] declared = dims.clone();
        boolean[] varies = new boolean[dims.length];
        for (int i = 0; i < dims.length; i++) {
            varies[i] = chance(4);
            declared[i] = varies[i] || chance(6) ? Shape.UNKNOWN : dims[i];
        }
        Output x = tf.placeholder(dtype, chance(12) ? Shape.unknown() : Shape.of(declared));
        for (int k = 0; k < variants(); k++) {
            long[] actual = dims.clone();
            for (int i = 0; i < dims.length; i++) {
                actual[i] = varies[i] ? open[k] : dims[i];
            }
            samples.get(k).put(x, tensors.values(dtype, Shape.of(actual)));
        }
        seen = graph.size();
        live.add(x);
        outputs.add(x);
    }

    /** Adds what a family made, if it turns out well. */
    void keep(List<Output> made) {
        evaluateNewOps();
        for (Output output : made) {
            if (suits(output) && !outputs.contains(output)) {
                outputs.add(output);
            }
        }
    }

    private boolean suits(Output output) {
        boolean wild = false;
        for (int k = 0; k < variants(); k++) {
            Tensor value = samples.get(k).get(output);
            if (value == null || Interpreter.isDead(value) || value.size() > largest) {
                return false;
            }
            if (output.dtype().isFloating()) {
                for (double x : value.toDoubleArray()) {
                    wild |= !(Math.abs(x) < 1e6);
                }
            }
        }
        return !wild || chance(10);
    }

    /** Finds samples for the outputs of ops added since the last time; those that fail for a variant have none. */
    private void evaluateNewOps() {
        List<Op> ops = graph.ops();
        for (; seen < ops.size(); seen++) {
            Op op = ops.get(seen);
            if (op.type() instanceof VariableType || op.inputs().stream().anyMatch(live::contains)) {
                live.addAll(op.outputs());
            }
            for (int k = 0; k < variants(); k++) {
                List<Tensor> results = evaluate(op, samples.get(k));
                for (int i = 0; results != null && i < results.size(); i++) {
                    samples.get(k).put(op.output(i), results.get(i));
                }
            }
        }
    }

    private @Nullable List<Tensor> evaluate(Op op, Map<Output, Tensor> known) {
        Variable variable = graph.variable(op);
        if (variable != null) { // its initializer stands before it
            Tensor initial = known.get(variable.initialValue());
            return initial == null ? null : List.of(initial);
        }
        List<Tensor> inputs = new ArrayList<>();
        for (Output input : op.inputs()) {
            Tensor value = known.get(input);
            if (value == null) {
                return null;
            }
            inputs.add(value);
        }
        if (op.type() instanceof Assigning) {
            return op.outputCount() == 0 ? List.of() : List.of(inputs.get(0));
        }
        if (op.type() instanceof VariableType) {
            return null;
        }
        try {
            return Interpreter.compute(op, inputs);
        } catch (InternalException bug) {
            broken.add(op);
            return null;
        } catch (GraphException notForTheseValues) {
            return null;
        } catch (RuntimeException bug) {
            broken.add(op);
            return null;
        }
    }

    /** New values for all that has to be fed. */
    Map<Scenario.Ref, Tensor> feeds(int variant) {
        Map<Scenario.Ref, Tensor> feeds = new LinkedHashMap<>();
        for (Op op : graph.ops()) {
            if (op.type() instanceof org.headrace.ops.state.Placeholder) {
                feeds.put(Scenario.ref(op.output(0)), another(op.output(0), variant));
            }
        }
        return feeds;
    }

    /** A new value of an output's dtype and shape. */
    Tensor another(Output output, int variant) {
        return tensors.values(output.dtype(), shape(output, variant));
    }

    /** What was tried does not go with what there is. */
    static final class Unsuitable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsuitable() {
            super("nothing fits", null, false, false);
        }
    }
}
