package org.headrace.examples;

import static org.headrace.core.DType.FLOAT32;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.headrace.Tf;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Slice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The smallest thing that trains: one number w goes to where J(w) = w^2 - 10 w + 25 is smallest, which is 5. */
@Command(name = "quadratic", description = "Minimize w^2 - 10 w + 25 by gradient descent: the smallest training.")
final class Quadratic implements Callable<Integer> {
    private static final int MORE_STEPS = 1000;
    private static final float[][] COEFFICIENTS = {{1}, {-10}, {25}};

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("J(w) = w^2 - 10 w + 25, gradient descent at 0.01");
        minimize(out);
        out.println("The same, its coefficients fed: " + COEFFICIENTS[0][0] + ", " + COEFFICIENTS[1][0] + ", "
                + COEFFICIENTS[2][0]);
        minimizeFed(out);
        return 0;
    }

    private static void minimize(PrintWriter out) {
        var tf = Tf.create();
        Output w = tf.variable(0f, "w");
        Output cost = tf.add(tf.sub(tf.pow(w, 2), tf.mul(10, w)), 25);
        Op train = tf.train.gradientDescent(0.01).minimize(cost);

        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            out.println("before training:  w = " + session.run(w));
            session.run(train);
            out.println("after    1 step:  w = " + session.run(w));
            for (int i = 0; i < MORE_STEPS; i++) {
                session.run(train);
            }
            out.println("after 1001 steps: w = " + session.run(w));
        }
    }

    private static void minimizeFed(PrintWriter out) {
        var tf = Tf.create();
        Output w = tf.variable(0f, "w");
        Output x = tf.placeholder(FLOAT32, Shape.of(3, 1), "x");
        Output a = tf.stridedSlice(x, Slice.at(0), Slice.at(0)); // x[0][0]
        Output b = tf.stridedSlice(x, Slice.at(1), Slice.at(0));
        Output c = tf.stridedSlice(x, Slice.at(2), Slice.at(0));
        Output cost = tf.add(tf.add(tf.mul(a, tf.pow(w, 2)), tf.mul(b, w)), c);
        Op train = tf.train.gradientDescent(0.01).minimize(cost);

        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            out.println("before training:  w = " + session.run(w));
            session.feed(x, COEFFICIENTS).run(train);
            out.println("after    1 step:  w = " + session.run(w));
            for (int i = 0; i < MORE_STEPS; i++) {
                session.feed(x, COEFFICIENTS).run(train);
            }
            out.println("after 1001 steps: w = " + session.run(w));
        }
    }
}
