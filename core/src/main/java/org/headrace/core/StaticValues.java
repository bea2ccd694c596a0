package org.headrace.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headrace.core.internal.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * Finds values while the graph is built, for shape functions: of constants, of what ops tell of themselves
 * ({@link StaticValue}), and of small pure ops of such values, by running them.
 */
final class StaticValues {
    /** Longer chains than any shape computation has; beyond it a value just counts as unknown. */
    private static final int MAX_DEPTH = 64;
    /** Larger values are no shapes, axes or sizes. */
    private static final int MAX_ELEMENTS = 4096;
    /** TensorFlow's limit on the rank of a tensor. */
    private static final int MAX_RANK = 254;

    private final Map<Output, Tensor> known = new HashMap<>();
    private Set<Output> unknown = new HashSet<>();

    InferContext context(Op op) {
        return new GraphInference(op, 0);
    }

    @Nullable
    Tensor value(Output output) {
        return value(output, 0);
    }

    /** A shape has become better known: what could not be told before perhaps can be now. */
    void forgetUnknown() {
        if (!unknown.isEmpty()) {
            unknown = new HashSet<>();
        }
    }

    private @Nullable Tensor value(Output output, int depth) {
        if (depth > MAX_DEPTH) {
            return null;
        }
        Tensor value = known.get(output);
        if (value == null && !unknown.contains(output)) {
            value = tryToCompute(output, depth);
            if (value == null) {
                unknown.add(output);
            } else {
                known.put(output, value);
            }
        }
        return value;
    }

    /** An op that fails is none of the asking op's business: it fails again, by its own name, when it runs. */
    private @Nullable Tensor tryToCompute(Output output, int depth) {
        try {
            return compute(output, depth);
        } catch (RuntimeException failsWhenItRuns) {
            return null;
        }
    }

    private @Nullable Tensor compute(Output output, int depth) {
        Op op = output.op();
        if (op.type() instanceof StaticValue type) {
            Tensor value = type.staticValue(new GraphInference(op, depth), output.index());
            if (value != null) {
                return value;
            }
        }
        boolean pure = !(op.type() instanceof Stateful || op.type() instanceof Routing);
        if (!pure || op.inputs().isEmpty() || op.outputCount() != 1) {
            return null;
        }
        TensorSpec spec = op.output(0).spec();
        if (!spec.shape().isComplete() || spec.shape().elements() > MAX_ELEMENTS) {
            return null;
        }
        List<Tensor> inputs = new ArrayList<>();
        for (Output input : op.inputs()) {
            Tensor value = value(input, depth + 1);
            if (value == null || value.size() > MAX_ELEMENTS) {
                return null;
            }
            inputs.add(value);
        }
        return Evaluation.of(op, inputs).get(0);
    }

    private Shape valueAsShape(Output output, int depth) {
        Tensor whole = value(output, depth);
        if (whole != null) {
            return Evaluation.asShape(whole);
        }
        if (output.op().type() instanceof StaticValue type && depth <= MAX_DEPTH) {
            return type.staticShape(new GraphInference(output.op(), depth), output.index());
        }
        Shape vector = output.shape();
        boolean length = vector.hasRank() && vector.rank() == 1 && vector.dim(0) != Shape.UNKNOWN;
        return length && vector.dim(0) <= MAX_RANK ? Shape.unknownDims((int) vector.dim(0)) : Shape.unknown();
    }

    /** What is known of an op's inputs while the graph is built. */
    private final class GraphInference implements InferContext {
        private final Op op;
        private final int depth;

        GraphInference(Op op, int depth) {
            this.op = op;
            this.depth = depth;
        }

        @Override
        public Op op() {
            return op;
        }

        @Override
        public int inputs() {
            return op.inputs().size();
        }

        @Override
        public TensorSpec input(int i) {
            return op.input(i).spec();
        }

        @Override
        public @Nullable Tensor constant(int i) {
            return value(op.input(i), depth + 1);
        }

        @Override
        public Shape constantAsShape(int i) {
            return valueAsShape(op.input(i), depth + 1);
        }
    }
}
