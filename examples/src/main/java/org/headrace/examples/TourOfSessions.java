package org.headrace.examples;

import java.io.PrintWriter;
import org.headrace.Tf;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.train.data.NumpyRandom;

/** Variables, what a session computes and what it keeps, and the names of things. */
final class TourOfSessions {
    private final PrintWriter out;

    TourOfSessions(PrintWriter out) {
        this.out = out;
    }

    void run() {
        symbols();
        laziness();
        valuesOutliveTheSession();
        namedOps();
        nameScopes();
        countingVariable();
    }

    private void symbols() {
        out.println("# Printing shows the symbol, not a value");
        var tf = Tf.create();
        Output a = tf.variable(3);
        Output b = tf.variable(4);
        Output c = tf.mul(a, b);
        out.println(c);
        out.println(a);
        out.println(b);
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer()); // this is important
            out.println(session.run(c));
        }
    }

    private void laziness() {
        out.println("# Only what is asked for is computed");
        var tf = Tf.create();
        Output a = tf.variable(3);
        Output b = tf.variable(4);
        Output c = tf.mul(a, b);
        Output d = tf.add(a, c);
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            Tensor cValue = session.run(c);
            Tensor dValue = session.run(d);
            out.println(cValue + " " + dValue);
        }
    }

    private void valuesOutliveTheSession() {
        out.println("# A value outlives its session");
        var tf = Tf.create();
        Output a = tf.variable(3);
        Output b = tf.variable(4);
        Output c = tf.mul(a, b);
        Tensor res;
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            res = session.run(c);
            out.println(res + " " + c);
        }
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            res = session.run(c);
        }
        out.println(res + " " + c);
    }

    private void namedOps() {
        out.println("# Ops with names");
        var tf = Tf.create();
        Output a = tf.variable(5, "a");
        Output b = tf.variable(10, "b");
        Output c = tf.withName("result").mul(a, b);
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            out.println(session.run(c));
        }
    }

    private void nameScopes() {
        out.println("# Names in scopes; the mean of integers is an integer");
        Scopes.Nested nested = Scopes.Nested.build();
        Tf tf = nested.tf();
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            out.println(session.run(nested.c()));
            out.println(session.run(nested.e()));
        }
        out.println(nested.c().name() + " " + nested.mean().name() + " "
                + nested.e().name() + " " + nested.sum().name());
    }

    private void countingVariable() {
        out.println("# A variable that begins with other variables' product, and counts");
        Summaries.Counting counting = Summaries.Counting.build();
        Tf tf = counting.tf();
        Output c = counting.c();
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            out.println(session.run(c));
            // add a number from 0 to 99 a thousand times
            var random = new NumpyRandom(1);
            for (int step = 0; step < 1000; step++) {
                int num = (int) (random.randomSample() * 100);
                session.feed(counting.number(), num).run(counting.update());
            }
            out.println(session.run(c));
        }
    }
}
