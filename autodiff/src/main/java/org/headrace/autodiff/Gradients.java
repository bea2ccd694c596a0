package org.headrace.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.core.Variable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.array.Fill;
import org.jspecify.annotations.Nullable;

/**
 * Reverse-mode differentiation: adds the ops that compute {@code d(sum of ys) / dx} for each {@code x}. TensorFlow's
 * {@code tf.gradients}, with its names: {@code gradients/MatMul_grad/MatMul_1:0}.
 *
 * <pre>{@code
 * List<Gradient> dw = Gradients.of(tf, loss).withRespectTo(w, b);
 * }</pre>
 *
 * <p>A {@code y} that is no scalar counts with the sum of its elements, unless {@link #gradYs} gives them weights. The
 * gradients are made of ordinary ops, so they can be differentiated again.
 */
public final class Gradients {
    private final Ops tf;
    private final List<Output> ys;
    private List<Output> gradYs = List.of();
    private List<Output> stopGradients = List.of();
    private Unconnected unconnected = Unconnected.NONE;
    private String name = "gradients";
    private boolean gated;

    private Gradients(Ops tf, List<Output> ys) {
        this.tf = tf;
        this.ys = List.copyOf(ys);
    }

    public static Gradients of(Ops tf, Output... ys) {
        return of(tf, List.of(ys));
    }

    public static Gradients of(Ops tf, List<Output> ys) {
        return new Gradients(tf, ys);
    }

    /** The gradients to start with, one for each y, of its dtype and shape; without them, ones. */
    public Gradients gradYs(List<Output> weights) {
        if (weights.size() != ys.size()) {
            throw new InvalidArgumentException(
                    "Length mismatch. Passed " + weights.size() + " gradYs for " + ys.size() + " ys");
        }
        for (int i = 0; i < weights.size(); i++) {
            Output y = ys.get(i);
            Output weight = weights.get(i);
            if (weight.dtype() != y.dtype() || !weight.shape().isCompatibleWith(y.shape())) {
                throw new InvalidArgumentException(
                        y.op(), "gradYs[" + i + "] is " + weight.spec() + ", but y is " + y.spec());
            }
        }
        gradYs = List.copyOf(weights);
        return this;
    }

    /** Outputs to be taken as constants: no gradient flows through them. */
    public Gradients stopGradients(Output... outputs) {
        stopGradients = List.of(outputs);
        return this;
    }

    /** What an unconnected x gets; {@link Unconnected#NONE} unless said otherwise. */
    public Gradients unconnected(Unconnected value) {
        unconnected = value;
        return this;
    }

    /** The name scope; {@code "gradients"} unless said otherwise. */
    public Gradients name(String value) {
        name = value;
        return this;
    }

    /**
     * Lets no gradient of an op be used before all gradients of that op are there, as TensorFlow's optimizers ask for
     * ({@code GATE_OP}): adds {@code .../tuple/group_deps} and {@code .../tuple/control_dependency}.
     */
    public Gradients gated(boolean value) {
        gated = value;
        return this;
    }

    /** Adds the ops; one gradient for each x. A variable stands for itself. */
    public List<Gradient> withRespectTo(Output... xs) {
        return withRespectTo(List.of(xs));
    }

    /** Adds the ops; one gradient for each x. A variable stands for itself. */
    public List<Gradient> withRespectTo(List<Output> xs) {
        return tf.graph().atOneLine(() -> add(xs));
    }

    private List<Gradient> add(List<Output> xs) {
        Graph graph = tf.graph();
        List<Output> values = new ArrayList<>();
        for (Output y : ys) {
            requireOwn(graph, y);
            values.add(value(graph, y));
        }
        xs.forEach(x -> requireOwn(graph, x));
        Ops inside = tf.scope(name);
        BackwardWalk walk = new BackwardWalk(inside, values, xs, stopGradients, gated);
        for (int i = 0; i < values.size(); i++) {
            walk.start(values.get(i), gradYs.isEmpty() ? ones(inside, values.get(i), i) : gradYs.get(i));
        }
        walk.run();
        List<Gradient> gradients = new ArrayList<>();
        for (Output x : xs) {
            Gradient gradient = walk.gradient(x);
            boolean zero = gradient instanceof Gradient.None && unconnected == Unconnected.ZERO;
            gradients.add(zero ? Gradient.of(inside.zerosLike(x)) : gradient);
        }
        return gradients;
    }

    private static void requireOwn(Graph graph, Output output) {
        if (output.graph() != graph) {
            throw new InvalidArgumentException(output + " must be from the same graph as " + graph.size()
                    + " other ops: it was made in another one at " + output.op().definedAt());
        }
    }

    private static Output value(Graph graph, Output output) {
        @Nullable Variable variable = graph.variable(output.op());
        return variable == null ? output : variable.read();
    }

    private static Output ones(Ops tf, Output y, int i) {
        if (y.dtype().isComplex()) {
            throw new InvalidArgumentException(
                    y.op(), "Gradients of complex tensors must set gradYs (y.dtype = " + y.dtype() + ")");
        }
        Output shape = tf.shape(y);
        Ops scope = tf.scoped("grad_ys_" + i);
        return scope.finish(new Fill(), shape, scope.constant(Tensor.of(y.dtype(), 1), "Const"));
    }
}
