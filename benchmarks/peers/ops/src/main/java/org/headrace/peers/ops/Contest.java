package org.headrace.peers.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.headrace.Tf;
import org.headrace.core.Fetched;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.PreparedRun;
import org.headrace.core.SessionConfig;
import org.headrace.core.Tensor;

/** A cell in Headrace and in TensorFlow, in turns. Both must have the same result first. */
record Contest(int threads, int warmMs, int windowMs, int windows) {
    /** How far results may be apart, relative to the greatest of a tensor. */
    private static final double TOLERANCE = 1e-3;

    private static final Set<String> RENAMING = Set.of("Identity", "Reshape", "Squeeze", "ExpandDims");

    /**
     * Medians, in microseconds, and the median of what TensorFlow takes longer than Headrace, window beside window: a
     * disturbance from outside meets both.
     */
    record Result(double headrace, double tensorFlow, double ratio) {}

    /** What is timed. */
    @FunctionalInterface
    private interface Step {
        void run();
    }

    Result measure(Cell cell) {
        Tf tf = Tf.create();
        List<Output> outputs = cell.graph().build(tf, new Inputs(tf));
        List<Op> targets =
                outputs.stream().map(Contest::computing).distinct().toList();
        Op initializer = tf.globalVariablesInitializer();
        try (var session = tf.session(SessionConfig.defaults().withThreads(threads));
                TensorFlowRun tensorFlow = new TensorFlowRun(tf.graph(), threads, initializer)) {
            session.run(initializer);
            compare(cell, session.run(outputs), tensorFlow.values(outputs));
            PreparedRun ours = session.prepare(targets, List.of());
            var theirs = tensorFlow.prepare(targets);
            return measure(ours::run, theirs::run);
        }
    }

    /** The op that computes a value: behind ops that only give it another shape or name, which need not run. */
    private static Op computing(Output output) {
        Op op = output.op();
        return RENAMING.contains(op.type().name()) ? computing(op.input(0)) : op;
    }

    private static void compare(Cell cell, Fetched ours, List<double[]> theirs) {
        for (int i = 0; i < theirs.size(); i++) {
            double[] expected = theirs.get(i);
            Tensor found = ours.get(i);
            double greatest =
                    Math.max(1e-30, Arrays.stream(expected).map(Math::abs).max().orElse(1));
            for (int j = 0; j < expected.length; j++) {
                if (!(Math.abs(found.doubleAt(j) - expected[j]) <= TOLERANCE * greatest)) {
                    throw new IllegalStateException(cell.name() + ": element " + j + " of result " + i + " is "
                            + found.doubleAt(j) + ", TensorFlow has " + expected[j]);
                }
            }
        }
    }

    private Result measure(Step ours, Step theirs) {
        int ourSteps = warmUp(ours, warmMs);
        int theirSteps = warmUp(theirs, warmMs / 4);
        double[] headrace = new double[windows];
        double[] tensorFlow = new double[windows];
        double[] ratios = new double[windows];
        for (int i = 0; i < windows; i++) {
            headrace[i] = micros(ours, ourSteps);
            tensorFlow[i] = micros(theirs, theirSteps);
            ratios[i] = tensorFlow[i] / headrace[i];
        }
        return new Result(median(headrace), median(tensorFlow), median(ratios));
    }

    /** Runs for a while; how many runs make a window at the end. */
    private int warmUp(Step step, int ms) {
        long end = System.nanoTime() + ms * 1_000_000L;
        int steps = 1;
        double each = micros(step, 1);
        while (System.nanoTime() < end) {
            each = micros(step, steps);
            steps = (int) Math.max(1, Math.min(2L * steps, Math.round(10_000 / each)));
        }
        return (int) Math.max(1, Math.round(windowMs * 1e3 / each));
    }

    private static double micros(Step step, int times) {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            step.run();
        }
        return (System.nanoTime() - start) / 1e3 / times;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
