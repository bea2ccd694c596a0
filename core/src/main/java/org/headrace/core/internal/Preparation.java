package org.headrace.core.internal;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.headrace.core.Aliasing;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/** What an op's shape function and its kernel's construction are told: specs and the values known so far. */
final class Preparation implements InferContext, Signature {
    private final Op op;
    private final OpType type;
    private final TensorSpec[] inputs;
    private final @Nullable Tensor[] constants;
    private final SessionState state;
    private final Workers workers;
    private List<TensorSpec> outputs = List.of();

    Preparation(
            Op op,
            OpType type,
            TensorSpec[] inputs,
            @Nullable Tensor[] constants,
            SessionState state,
            Workers workers) {
        this.op = op;
        this.type = type;
        this.inputs = inputs;
        this.constants = constants;
        this.state = state;
        this.workers = workers;
    }

    /** The signature of one op that has the inputs of several, one op's after the other's. */
    static Preparation ofAll(List<Preparation> ops) {
        Preparation first = ops.get(0);
        TensorSpec[] inputs =
                ops.stream().flatMap(op -> Arrays.stream(op.inputs)).toArray(TensorSpec[]::new);
        @Nullable
        Tensor[] constants =
                ops.stream().flatMap(op -> Arrays.stream(op.constants)).toArray(Tensor[]::new);
        Preparation all = new Preparation(first.op, first.type, inputs, constants, first.state, first.workers);
        all.outputs = first.outputs;
        return all;
    }

    /** The signature of an op of type {@code other} whose only input is this one's input {@code i}. */
    Preparation ofInput(OpType other, int i) {
        return new Preparation(
                op, other, new TensorSpec[] {inputs[i]}, new @Nullable Tensor[] {constants[i]}, state, workers);
    }

    /** The signature of an op of another type that has something else for input {@code i}. */
    Preparation withInput(OpType other, int i, TensorSpec spec) {
        TensorSpec[] specs = inputs.clone();
        specs[i] = spec;
        @Nullable Tensor[] known = constants.clone();
        known[i] = null;
        return new Preparation(op, other, specs, known, state, workers);
    }

    /** Runs the shape function and remembers the answer for the kernel's signature. */
    List<TensorSpec> infer() {
        outputs = type.infer(this);
        return outputs;
    }

    boolean outputsComplete() {
        return outputs.stream().allMatch(spec -> spec.shape().isComplete());
    }

    /** How many elements the outputs have; those of a shape that only the values tell are few, and count as none. */
    long elements() {
        long elements = 0;
        for (TensorSpec output : outputs) {
            elements += output.shape().isComplete() ? output.shape().elements() : 0;
        }
        return elements;
    }

    /** Whether the op hands on its input instead of running. */
    boolean aliases() {
        return type instanceof Aliasing aliasing && aliasing.aliases(this);
    }

    @Override
    public Op op() {
        return op;
    }

    @Override
    public int inputs() {
        return inputs.length;
    }

    @Override
    public TensorSpec input(int i) {
        return inputs[i];
    }

    @Override
    public int outputs() {
        return outputs.size();
    }

    @Override
    public TensorSpec output(int i) {
        return outputs.get(i);
    }

    @Override
    public @Nullable Tensor constant(int i) {
        return constants[i];
    }

    @Override
    public Tensor value(int i) {
        Tensor value = constants[i];
        if (value == null) {
            throw new ValueNeeded();
        }
        return value;
    }

    @Override
    public Shape constantAsShape(int i) {
        Tensor value = constants[i];
        return value == null ? Shape.unknown() : Evaluation.asShape(value);
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public <T> T state(Supplier<T> initial) {
        return state.state(op, initial);
    }

    @Override
    public <T> T state(Op owner, Supplier<T> initial) {
        return state.state(owner, initial);
    }

    /** Tells the engine, and nobody else, that a kernel cannot be made before the values are there. */
    static final class ValueNeeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private ValueNeeded() {
            super("a kernel asked for a value that is not there yet", null, false, false);
        }
    }
}
