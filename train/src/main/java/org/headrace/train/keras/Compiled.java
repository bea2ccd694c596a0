package org.headrace.train.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.headrace.core.Output;
import org.headrace.ops.Ops;
import org.headrace.train.AdaMaxOptimizer;
import org.headrace.train.AdadeltaOptimizer;
import org.headrace.train.AdamOptimizer;
import org.headrace.train.FtrlOptimizer;
import org.headrace.train.GradientDescentOptimizer;
import org.headrace.train.Optimizer;
import org.jspecify.annotations.Nullable;

/** What a model was compiled with. */
record Compiled(Maker optimizer, Loss loss, List<Metric> metrics) {
    /** Makes the optimizer in this place. */
    @FunctionalInterface
    interface Maker {
        Made make(Ops tf);
    }

    /**
     * An optimizer in the graph.
     *
     * @param learningRate the variable that its learning rate is, or null if it is not known
     */
    record Made(Optimizer optimizer, @Nullable Output learningRate) {
        List<Output> variables() {
            List<Output> all = new ArrayList<>(optimizer.variables());
            if (learningRate != null) {
                all.add(learningRate);
            }
            return all;
        }
    }

    /** Keras' optimizer of this name with its usual settings. */
    static Maker optimizer(String name) {
        Map<String, Maker> byName = new LinkedHashMap<>();
        byName.put("sgd", named(0.01, GradientDescentOptimizer::new));
        byName.put("rmsprop", named(0.001, (tf, rate) -> new RmsProp(tf, rate, 0.9, 1e-7)));
        byName.put("adagrad", named(0.001, (tf, rate) -> new Adagrad(tf, rate, 0.1, 1e-7)));
        byName.put("adadelta", named(0.001, (tf, rate) -> new AdadeltaOptimizer(tf, rate, 0.95, 1e-7)));
        byName.put("adamax", named(0.001, (tf, rate) -> new AdaMaxOptimizer(tf, rate, 0.9, 0.999, 1e-7)));
        byName.put("adam", named(0.001, (tf, rate) -> new AdamOptimizer(tf, rate, 0.9, 0.999, 1e-7)));
        byName.put("nadam", named(0.001, (tf, rate) -> new Nadam(tf, rate, 0.9, 0.999, 1e-7)));
        byName.put("ftrl", named(0.001, (tf, rate) -> new FtrlOptimizer(tf, rate, -0.5, 0.1, 0, 0, 0)));
        return Known.byName("optimizer", name, byName);
    }

    private static Maker named(double usualRate, BiFunction<Ops, Output, Optimizer> optimizer) {
        return tf -> {
            Output rate = tf.variable((float) usualRate, "learning_rate", false);
            return new Made(optimizer.apply(tf, rate), rate);
        };
    }
}
