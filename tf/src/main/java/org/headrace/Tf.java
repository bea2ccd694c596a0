package org.headrace;

import java.util.ArrayList;
import java.util.List;
import org.headrace.autodiff.Gradients;
import org.headrace.core.Fetch;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.SessionConfig;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Regularizer;
import org.headrace.ops.Reuse;
import org.headrace.ops.state.Initializer;
import org.headrace.train.TrainOps;
import org.headrace.train.keras.KerasOps;
import org.headrace.train.keras.LayerOps;
import org.headrace.train.summary.SummaryOps;
import org.jspecify.annotations.Nullable;

/**
 * The front door: TensorFlow 1's {@code tf}, for one graph.
 *
 * <pre>{@code
 * var tf = Tf.create();
 * var x = tf.placeholder(FLOAT32, Shape.of(-1, 3), "x");
 * var w = tf.variable(tf.zeros(Shape.of(3, 1)), "w");
 * var y = tf.sigmoid(tf.matmul(x, w));
 * try (var session = tf.session()) {
 *     session.run(tf.globalVariablesInitializer());
 *     System.out.println(session.feed(x, new float[][] {{1, 2, 3}}).run(y));
 * }
 * }</pre>
 *
 * <p>Immutable, like {@link Ops}: {@code withName}, {@code scope} and the like return another {@code Tf} for the same graph.
 */
public final class Tf extends Ops {
    /** Optimizers and what belongs to them: TensorFlow's {@code tf.train}. */
    public final TrainOps train;
    /** Layers as functions: TensorFlow's {@code tf.layers}. */
    public final LayerOps layers;
    /** Models of layers: TensorFlow's {@code tf.keras}. */
    public final KerasOps keras;
    /** Summaries of a run, for TensorBoard: TensorFlow's {@code tf.summary}. */
    public final SummaryOps summary;

    private Tf(Ops ops) {
        super(ops);
        this.train = new TrainOps(ops);
        this.layers = new LayerOps(ops);
        this.keras = new KerasOps(ops);
        this.summary = new SummaryOps(ops);
    }

    /** A new graph, and a {@code Tf} at its root. */
    public static Tf create() {
        return on(new Graph());
    }

    /** A {@code Tf} at the root of an existing graph. */
    public static Tf on(Graph graph) {
        return new Tf(Ops.on(graph));
    }

    /** A new session for this graph. */
    public Session session() {
        return new Session(graph());
    }

    /** A new session for this graph. */
    public Session session(SessionConfig config) {
        return new Session(graph(), config);
    }

    /**
     * Adds the ops that compute {@code d(sum of y) / dx} for each x: TensorFlow's {@code tf.gradients}. For weights, stops,
     * sparse or unconnected gradients see {@link Gradients}.
     *
     * @return one gradient for each x, of its shape
     * @throws InvalidArgumentException if y does not depend on an x, for which TensorFlow returns None
     */
    public List<Output> gradients(Output y, Output... xs) {
        return gradients(List.of(y), List.of(xs));
    }

    /** The same for the sum of several ys. */
    public List<Output> gradients(List<Output> ys, List<Output> xs) {
        List<Gradient> gradients = Gradients.of(this, ys).withRespectTo(xs);
        List<Output> dense = new ArrayList<>();
        for (int i = 0; i < xs.size(); i++) {
            Gradient gradient = gradients.get(i);
            if (gradient instanceof Gradient.Dense found) {
                dense.add(found.value());
            } else if (gradient instanceof Gradient.IndexedSlices slices) {
                dense.add(slices.toDense(this));
            } else {
                throw new InvalidArgumentException(
                        xs.get(i).op(),
                        "has no gradient: " + ys.get(0).name()
                                + " does not depend on it along differentiable ops. Gradients.of(tf, y).unconnected(ZERO) gives zeros");
            }
        }
        return dense;
    }

    @Override
    public Tf withName(String name) {
        return new Tf(super.withName(name));
    }

    @Override
    public Tf scope(String name) {
        return new Tf(super.scope(name));
    }

    @Override
    public Tf variableScope(String name) {
        return new Tf(super.variableScope(name));
    }

    @Override
    public Tf variableScope(String name, Reuse reuse) {
        return new Tf(super.variableScope(name, reuse));
    }

    @Override
    public Tf variableScope(String name, Reuse reuse, Initializer initializer) {
        return new Tf(super.variableScope(name, reuse, initializer));
    }

    @Override
    public Tf defaultVariableScope(String defaultName) {
        return new Tf(super.defaultVariableScope(defaultName));
    }

    @Override
    public Tf variableScope(
            String name, Reuse reuse, @Nullable Initializer initializer, @Nullable Regularizer regularizer) {
        return new Tf(super.variableScope(name, reuse, initializer, regularizer));
    }

    @Override
    public Tf withDevice(@Nullable String device) {
        return new Tf(super.withDevice(device));
    }

    @Override
    public Tf withControlDependencies(Fetch... before) {
        return new Tf(super.withControlDependencies(before));
    }

    @Override
    public Tf withControlDependencies(List<? extends Fetch> before) {
        return new Tf(super.withControlDependencies(before));
    }

    @Override
    public Tf colocatedWith(@Nullable Op op) {
        return new Tf(super.colocatedWith(op));
    }
}
