package org.headrace.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a {@link Graph}: an {@link OpType} applied to outputs of other ops. TensorFlow 1 calls it an Operation. */
public final class Op implements Fetch {
    private final Graph graph;
    private final int id;
    private final String name;
    private final OpType type;
    private final List<Output> inputs;
    private final List<Op> controlInputs;
    private final String device;
    private final @Nullable Op colocatedWith;
    private final SourceLine.Mark madeAt;
    private List<TensorSpec> specs = List.of();

    Op(Graph graph, int id, String name, OpDef def) {
        this.graph = graph;
        this.id = id;
        this.name = name;
        this.type = def.type();
        this.inputs = def.inputs();
        this.controlInputs = def.controlInputs();
        this.device = def.device();
        this.colocatedWith = def.colocatedWith();
        this.madeAt = graph.mark();
    }

    public Graph graph() {
        return graph;
    }

    /** The op's place in the order of creation, from 0. */
    public int id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    public OpType type() {
        return type;
    }

    public List<Output> inputs() {
        return inputs;
    }

    public Output input(int i) {
        if (i < 0 || i >= inputs.size()) {
            throw new InvalidArgumentException(this, "has " + inputs.size() + " inputs, none of number " + i);
        }
        return inputs.get(i);
    }

    /** The ops that must have run before this one, though it takes no value from them. */
    public List<Op> controlInputs() {
        return controlInputs;
    }

    public int outputCount() {
        return specs.size();
    }

    public Output output(int i) {
        return new Output(this, i);
    }

    public List<Output> outputs() {
        List<Output> outputs = new ArrayList<>(specs.size());
        for (int i = 0; i < specs.size(); i++) {
            outputs.add(output(i));
        }
        return outputs;
    }

    /** The device the op was asked to run on, {@code "/device:CPU:0"}, or the empty string. */
    public String device() {
        return device;
    }

    /** The op beside which this one is placed (a variable's initializer: beside the variable), or null. */
    public @Nullable Op colocatedWith() {
        return colocatedWith;
    }

    /** The line of the user's program that made the op. */
    public SourceLine definedAt() {
        return SourceLine.of(madeAt);
    }

    /** {@code [MatMul "logits" at Train.java:41]}: how error messages name the op. */
    public String site() {
        return "[" + type.name() + " \"" + name + "\" at " + definedAt() + "]";
    }

    @Override
    public Op op() {
        return this;
    }

    /** The id: the JVM's own hash codes take it a call for each object, and differ from run to run. */
    @Override
    public int hashCode() {
        return id;
    }

    /** Ops are equal if they are the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    /** {@code <tf.Operation 'init' type=NoOp>}. */
    @Override
    public String toString() {
        return "<tf.Operation '" + name + "' type=" + type.name() + ">";
    }

    TensorSpec outputSpec(int i) {
        return specs.get(i);
    }

    /** Ends construction: the shape function has spoken. */
    void setSpecs(List<TensorSpec> inferred) {
        specs = List.copyOf(inferred);
    }

    void sharpen(int output, Shape shape) {
        TensorSpec spec = outputSpec(output);
        if (!spec.shape().isCompatibleWith(shape)) {
            throw new InvalidArgumentException(
                    this, "output " + output + " has shape " + spec.shape() + ", which cannot also be " + shape);
        }
        Shape merged = spec.shape().merge(shape);
        if (!merged.equals(spec.shape())) {
            List<TensorSpec> sharpened = new ArrayList<>(specs);
            sharpened.set(output, spec.withShape(merged));
            specs = List.copyOf(sharpened);
            graph.sharpened();
        }
    }
}
