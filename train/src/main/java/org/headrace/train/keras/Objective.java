package org.headrace.train.keras;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Fetch;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Ops;

/**
 * What compiling adds to a model's graph: the target, the losses and metrics, and the step of training.
 *
 * <p>Where layers differ while training, there are two ways through the layers, over the same variables: that of the model's
 * output, for evaluation and prediction, and a second one below {@code training/}, from the first such layer on. No
 * placeholder tells which: each is a program of its own, without the other's ops.
 */
final class Objective {
    final Output target;
    final Measured test;
    final List<Fetch> step;
    /** Where the loss is among {@code step}'s fetches; the metrics follow. */
    final int lossAt;

    final Compiled.Made optimizer;

    /** A loss and metrics of one way through the layers. */
    record Measured(Output loss, List<Output> metrics) {
        List<Output> all() {
            List<Output> all = new ArrayList<>(List.of(loss));
            all.addAll(metrics);
            return all;
        }
    }

    Objective(Ops tf, List<Layer<?>> layers, Output output, Compiled compiled) {
        String last = layers.get(layers.size() - 1).name();
        TensorSpec spec = compiled.loss().target(output);
        this.target = tf.placeholder(spec.dtype(), spec.shape(), last + "_target");
        List<Output> penalties =
                layers.stream().flatMap(layer -> layer.penalties().stream()).toList();
        this.test = measure(tf, last, output, penalties, compiled);
        List<Output> weights = layers.stream()
                .flatMap(layer -> layer.trainableWeights().stream())
                .toList();
        if (weights.isEmpty()) {
            throw new InvalidArgumentException("The model has no weights to train: its layers are " + layers
                    + ". Add one with weights, such as Dense");
        }
        Ops training = tf.scope("training");
        Output trained = forTraining(training, layers, output);
        Measured train = trained.equals(output) ? test : measure(training, last, trained, penalties, compiled);
        this.optimizer = compiled.optimizer().make(training);
        Op minimize = optimizer.optimizer().minimize(train.loss(), weights);
        List<Fetch> fetches = new ArrayList<>(List.of(minimize));
        layers.forEach(layer -> layer.updates().forEach(update -> fetches.add(update.op())));
        this.lossAt = fetches.size();
        fetches.addAll(train.all());
        this.step = List.copyOf(fetches);
    }

    /** The way through the layers while training: from the first layer that then differs on. */
    private static Output forTraining(Ops training, List<Layer<?>> layers, Output output) {
        int first = 0;
        while (first < layers.size() && !layers.get(first).trainsDifferently()) {
            first++;
        }
        if (first == layers.size()) {
            return output;
        }
        Output x = layers.get(first).input();
        for (Layer<?> layer : layers.subList(first, layers.size())) {
            x = layer.apply(training, x, true);
        }
        return x;
    }

    private Measured measure(Ops tf, String last, Output output, List<Output> penalties, Compiled compiled) {
        Ops s = tf.scope("loss");
        Output loss = s.reduceMean(compiled.loss().of(s.scope(last + "_loss"), target, output));
        for (Output penalty : penalties) {
            loss = s.add(loss, penalty);
        }
        List<Output> metrics = new ArrayList<>();
        Ops scope = compiled.metrics().isEmpty() ? tf : tf.scope("metrics");
        for (Metric metric : compiled.metrics()) {
            Ops m = scope.scope(metric.name());
            metrics.add(m.reduceMean(metric.function().of(m, target, output)));
        }
        return new Measured(loss, metrics);
    }
}
