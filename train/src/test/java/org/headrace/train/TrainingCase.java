package org.headrace.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;

/**
 * A way to train a small graph, which is run ten times by us and by TensorFlow 1.15: to add one, add a line to {@link #all}
 * and let the oracle profile write {@code ten-steps.tsv} anew.
 */
public record TrainingCase(String name, Training training) {
    /** How often the training op runs. */
    public static final int STEPS = 10;

    /** Adds the op that trains. */
    @FunctionalInterface
    public interface Training {
        Op add(Ops tf, Output loss, Output globalStep);
    }

    /** The graph of a case: run {@code init}, then {@code step} ten times, and look at the variables. */
    public record Built(Graph graph, Op init, Op step, List<Output> variables) {}

    /** In which dtypes, and by which gradients, each case is tried. */
    public enum Variant {
        DENSE_FLOAT32(DType.FLOAT32, false),
        DENSE_FLOAT64(DType.FLOAT64, false),
        SPARSE_FLOAT32(DType.FLOAT32, true),
        SPARSE_FLOAT64(DType.FLOAT64, true);

        private final DType dtype;
        private final boolean sparse;

        Variant(DType dtype, boolean sparse) {
            this.dtype = dtype;
            this.sparse = sparse;
        }

        public DType dtype() {
            return dtype;
        }
    }

    public static List<TrainingCase> all() {
        List<TrainingCase> all = new ArrayList<>();
        all.add(minimize("GradientDescent", train -> train.gradientDescent(.1)));
        all.add(minimize("Momentum", train -> train.momentum(.05, .9)));
        all.add(minimize("Momentum/Nesterov", train -> train.momentum(.05, .9, true)));
        all.add(minimize("Adagrad", train -> train.adagrad(.3)));
        all.add(minimize("Adagrad/initial", train -> train.adagrad(.3, .7)));
        all.add(minimize("AdagradDA", train -> train.adagradDa(.3, step(train))));
        all.add(minimize("AdagradDA/penalties", train -> train.adagradDa(.3, step(train), .2, .05, .1)));
        all.add(minimize("Adadelta", train -> train.adadelta(.9, .8, 1e-3)));
        all.add(minimize("RMSProp", train -> train.rmsProp(.05)));
        all.add(minimize("RMSProp/momentum", train -> train.rmsProp(.05, .8, .7, 1e-3, false)));
        all.add(minimize("RMSProp/centered", train -> train.rmsProp(.05, .8, .7, 1e-3, true)));
        all.add(minimize("Adam", train -> train.adam(.1)));
        all.add(minimize("AdaMax", train -> train.adaMax(.1)));
        all.add(minimize("Ftrl", train -> train.ftrl(.2)));
        all.add(minimize("Ftrl/penalties", train -> train.ftrl(.2, -.4, .3, .2, .1, 0)));
        all.add(minimize("Ftrl/shrinkage", train -> train.ftrl(.2, -.5, .3, .2, .1, .3)));
        all.add(minimize("Ftrl/power", train -> train.ftrl(.2, -.7, .3, .2, .1, .3)));
        all.add(minimize("ProximalGradientDescent", train -> train.proximalGradientDescent(.1, 0, 0)));
        all.add(minimize("ProximalGradientDescent/penalties", train -> train.proximalGradientDescent(.1, .4, .2)));
        all.add(minimize("ProximalAdagrad", train -> train.proximalAdagrad(.3, .1, 0, 0)));
        all.add(minimize("ProximalAdagrad/penalties", train -> train.proximalAdagrad(.3, .2, .4, .2)));
        all.add(minimize("AddSign", train -> train.addSign(.05)));
        all.add(minimize("AddSign/decay", train -> train.addSign(.05, .8, .7, step -> half(train, step))));
        all.add(minimize("PowerSign", train -> train.powerSign(.02)));
        all.add(minimize("PowerSign/decay", train -> train.powerSign(.02, 2, .7, step -> half(train, step))));
        all.add(decaying("ExponentialDecay", (train, n) -> train.exponentialDecay(.1, n, 4, .5)));
        all.add(decaying("ExponentialDecay/staircase", (train, n) -> train.exponentialDecay(.1, n, 4, .5, true)));
        all.add(decaying("NaturalExpDecay", (train, n) -> train.naturalExpDecay(.1, n, 4, .5)));
        all.add(decaying("NaturalExpDecay/staircase", (train, n) -> train.naturalExpDecay(.1, n, 4, .5, true)));
        all.add(decaying("InverseTimeDecay", (train, n) -> train.inverseTimeDecay(.1, n, 4, .5)));
        all.add(decaying("InverseTimeDecay/staircase", (train, n) -> train.inverseTimeDecay(.1, n, 4, .5, true)));
        all.add(decaying(
                "PiecewiseConstant", (train, n) -> train.piecewiseConstant(n, new long[] {2, 5}, .1, .05, .01)));
        all.add(decaying("PolynomialDecay", (train, n) -> train.polynomialDecay(.1, n, 7)));
        all.add(decaying("PolynomialDecay/power", (train, n) -> train.polynomialDecay(.1, n, 7, .02, .5, false)));
        all.add(decaying("PolynomialDecay/cycle", (train, n) -> train.polynomialDecay(.1, n, 4, .02, 2, true)));
        all.add(decaying("CosineDecay", (train, n) -> train.cosineDecay(.1, n, 7)));
        all.add(decaying("CosineDecay/alpha", (train, n) -> train.cosineDecay(.1, n, 7, .3)));
        all.add(decaying("CosineDecayRestarts", (train, n) -> train.cosineDecayRestarts(.1, n, 3)));
        all.add(decaying("CosineDecayRestarts/equal", (train, n) -> train.cosineDecayRestarts(.1, n, 3, 1, .5, .1)));
        all.add(decaying("LinearCosineDecay", (train, n) -> train.linearCosineDecay(.1, n, 7)));
        all.add(decaying("LinearCosineDecay/periods", (train, n) -> train.linearCosineDecay(.1, n, 7, 2, .1, .2)));
        all.add(decaying("NoisyLinearCosineDecay", (train, n) -> train.noisyLinearCosineDecay(.1, n, 7)));
        all.add(clipped("clipByGlobalNorm", (tf, gradient) -> tf.clipGradientsByGlobalNorm(List.of(gradient), .5)
                .gradients()
                .get(0)));
        all.add(clipped("clipByNorm", (tf, gradient) -> tf.clipByNorm(gradient, .5)));
        all.add(clipped("clipByValue", (tf, gradient) -> tf.clipByValue(gradient, -.5, .25)));
        all.add(new TrainingCase("ExponentialMovingAverage", (tf, loss, globalStep) -> {
            Op step = new TrainOps(tf).momentum(.05, .9).minimize(loss, globalStep);
            return new TrainOps(tf.withControlDependencies(step))
                    .exponentialMovingAverage(.6, null, true)
                    .apply(List.of(tf.trainableVariables().get(0), loss));
        }));
        return all;
    }

    /** Gradient descent by a gradient that was clipped. */
    private static TrainingCase clipped(String name, BiFunction<Ops, Gradient, Gradient> clip) {
        return new TrainingCase(name, (tf, loss, globalStep) -> {
            GradientDescentOptimizer optimizer = new TrainOps(tf).gradientDescent(.1);
            GradientAndVariable pair = optimizer.computeGradients(loss).get(0);
            Gradient gradient = clip.apply(tf, pair.gradient());
            return optimizer.applyGradients(List.of(new GradientAndVariable(gradient, pair.variable())), globalStep);
        });
    }

    /** Gradient descent with a learning rate that changes. */
    private static TrainingCase decaying(String name, BiFunction<TrainOps, Output, Output> schedule) {
        return new TrainingCase(name, (tf, loss, globalStep) -> {
            tf.setRandomSeed(7);
            TrainOps train = new TrainOps(tf);
            return train.gradientDescent(schedule.apply(train, globalStep)).minimize(loss, globalStep);
        });
    }

    /** Names and variants, for parameterized tests: schedules in one variant alone. */
    public static Stream<Object[]> variants() {
        return all().stream().flatMap(c -> Stream.of(Variant.values())
                .filter(variant -> variant == Variant.DENSE_FLOAT32 || !c.name.contains("Decay"))
                .map(variant -> new Object[] {c, variant}));
    }

    private static TrainingCase minimize(String name, Function<TrainOps, Optimizer> optimizer) {
        return new TrainingCase(
                name,
                (tf, loss, globalStep) -> optimizer.apply(new TrainOps(tf)).minimize(loss, globalStep));
    }

    private static Output step(TrainOps train) {
        return train.getOrCreateGlobalStep();
    }

    /** 1, 1/2, 1/3 and so on. */
    private static Output half(TrainOps train, Output step) {
        Ops tf = train.tf();
        return tf.math.reciprocal(tf.add(tf.cast(step, DType.FLOAT32), 1f));
    }

    /** {@code sum(scale * (w - target)^2)} over all of {@code w}, or over three rows of which two are the same. */
    public Built build(Variant variant) {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        Tensor first = Tensor.of(variant.dtype, new double[][] {{1, -2}, {.5, 3e-3}, {10, 0}, {-.25, 7}});
        Output w = tf.variable(first, "w");
        Output globalStep = new TrainOps(tf).createGlobalStep();
        Output rows = variant.sparse ? tf.gather(w, tf.constant(new int[] {2, 0, 2})) : w;
        int n = variant.sparse ? 3 : 4;
        double[][] targets = new double[n][];
        double[][] scales = new double[n][];
        for (int i = 0; i < n; i++) {
            targets[i] = new double[] {.3 * i, -.4};
            scales[i] = new double[] {.5 + i, .125};
        }
        Output distance = tf.sub(rows, tf.constant(variant.dtype, targets));
        Output loss = tf.reduceSum(tf.mul(tf.square(distance), tf.constant(variant.dtype, scales)));
        Op step = training.add(tf, loss, globalStep);
        Op init = tf.globalVariablesInitializer();
        return new Built(graph, init, step, tf.globalVariables());
    }

    @Override
    public String toString() {
        return name;
    }
}
