package org.headrace.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.headrace.core.DType;
import org.headrace.core.Feeds;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * Holds gradient rules to finite differences, for ops of one's own and of Headrace alike.
 *
 * <pre>{@code
 * double error = GradientChecker.error((tf, in) -> tf.add(new Softplus(), in.get(0)), Tensor.of(-1.0, 0.5, 2.0));
 * assertThat(error).isLessThan(1e-7);
 * }</pre>
 *
 * <p>The function is differentiated as {@code sum(c * y)} with random weights {@code c}, and compared in float64 with
 * central differences, {@code (f(x + h) - f(x - h)) / 2h}, in every element of every input. The error of a component is
 * {@code |a - n| / max(1, |a|, |n|)}; the answer is the largest.
 */
public final class GradientChecker {
    /** Near the cube root of float64's precision, where truncation and rounding errors of central differences balance. */
    private static final double STEP = 6e-6;

    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);
    private final Random random = new Random(7);
    private final List<Output> inputs = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();

    private GradientChecker() {}

    /** The largest error of the first derivatives. */
    public static double error(BiFunction<Ops, List<Output>, Output> function, Tensor... inputs) {
        return new GradientChecker().error(function, 1, List.of(inputs));
    }

    /** The largest error of the second derivatives: of the gradient's own gradient. */
    public static double secondOrderError(BiFunction<Ops, List<Output>, Output> function, Tensor... inputs) {
        return new GradientChecker().error(function, 2, List.of(inputs));
    }

    private double error(BiFunction<Ops, List<Output>, Output> function, int order, List<Tensor> given) {
        List<Output> xs = new ArrayList<>();
        for (Tensor value : given) {
            boolean floating = value.dtype().isFloating();
            Tensor exact =
                    floating ? Tensor.of(DType.FLOAT64, value.toDoubleArray()).reshape(value.shape()) : value;
            Output input = tf.placeholder(exact.dtype(), exact.shape());
            inputs.add(input);
            values.add(exact.copy());
            if (floating) {
                xs.add(input);
            }
        }
        Output y = function.apply(tf, inputs);
        for (int i = 1; i < order; i++) {
            y = sumOfGradients(y, xs);
        }
        Output weights = tf.constant(randomLike(y));
        List<Gradient> gradients = Gradients.of(tf, y)
                .gradYs(List.of(weights))
                .unconnected(Unconnected.ZERO)
                .withRespectTo(xs);
        try (Session session = new Session(graph)) {
            return compare(session, y, weights, gradients);
        }
    }

    /** A scalar that depends on every first derivative. */
    private Output sumOfGradients(Output y, List<Output> xs) {
        List<Gradient> gradients = Gradients.of(tf, y)
                .gradYs(List.of(tf.constant(randomLike(y))))
                .unconnected(Unconnected.ZERO)
                .withRespectTo(xs);
        List<Output> terms = new ArrayList<>();
        for (Gradient gradient : gradients) {
            Output dx = Aggregation.dense(tf, gradient);
            terms.add(tf.reduceSum(tf.mul(dx, tf.constant(randomLike(dx)))));
        }
        return tf.addN(terms);
    }

    private Tensor randomLike(Output output) {
        Shape shape = output.shape().isComplete() ? output.shape() : computedShape(output);
        double[] drawn = random.doubles(shape.size(), 0.5, 1.5).toArray();
        return Tensor.wrap(shape, drawn);
    }

    private Shape computedShape(Output output) {
        try (Session session = new Session(graph)) {
            return feed(session).run(output).shape();
        }
    }

    private double compare(Session session, Output y, Output weights, List<Gradient> gradients) {
        List<Output> dense = gradients.stream()
                .map(gradient -> Aggregation.dense(tf, gradient))
                .toList();
        Output weighted = tf.reduceSum(tf.mul(y, weights));
        double worst = 0;
        int g = 0;
        for (int i = 0; i < inputs.size(); i++) {
            if (!values.get(i).dtype().isFloating()) {
                continue;
            }
            double[] analytic = feed(session).run(dense.get(g++)).toDoubleArray();
            double[] x = values.get(i).doubles();
            for (int e = 0; e < x.length; e++) {
                double kept = x[e];
                double h = STEP * Math.max(1, Math.abs(kept));
                x[e] = kept + h;
                double above = feed(session).run(weighted).toDouble();
                x[e] = kept - h;
                double below = feed(session).run(weighted).toDouble();
                x[e] = kept;
                double difference = (above - below) / ((kept + h) - (kept - h));
                double scale = Math.max(1, Math.max(Math.abs(analytic[e]), Math.abs(difference)));
                double error = Math.abs(analytic[e] - difference) / scale;
                worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
            }
        }
        return worst;
    }

    private Feeds feed(Session session) {
        Feeds feeds = session.feed(inputs.get(0), values.get(0));
        for (int i = 1; i < inputs.size(); i++) {
            feeds = feeds.feed(inputs.get(i), values.get(i));
        }
        return feeds;
    }
}
