package org.headrace.ops.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.headrace.core.DType;
import org.headrace.core.Fetched;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** A run reads variables as they were when it started, unless the read depends, by data or control, on an assignment. */
class VariableReadsTest {
    private final Ops tf = Ops.on(new Graph());
    private final Session session = new Session(tf.graph());

    private Output initialized(Object value, String name) {
        Output variable = tf.variable(value, name);
        session.run(tf.initializer(variable));
        return variable;
    }

    @Test
    void readsWhatWasThereBeforeAnAssignmentOfTheSameRun() {
        Output w = initialized(1f, "w");
        Output update = tf.assign(w, 2f);
        Output late = tf.mul(w, tf.constant(10f));
        Fetched fetched = session.run(update, late);
        assertThat(fetched.get(late).toFloat()).isEqualTo(10);
        assertThat(fetched.get(update).toFloat()).isEqualTo(2);
        assertThat(session.run(late).toFloat()).isEqualTo(20);
    }

    @Test
    void fetchesTheVariableAsItWas() {
        Output w = initialized(1f, "w");
        Output update = tf.assignAdd(w, 1f);
        Fetched fetched = session.run(w, update);
        assertThat(fetched.get(w).toFloat()).isEqualTo(1);
        assertThat(fetched.get(update).toFloat()).isEqualTo(2);
        fetched = session.run(update, w);
        assertThat(fetched.get(w).toFloat()).isEqualTo(2);
        assertThat(fetched.get(update).toFloat()).isEqualTo(3);
    }

    @Test
    void readsAfterWhatTheReadWaitsFor() {
        Output w = initialized(new float[] {1, 2}, "w");
        Output update = tf.assignAdd(w, new float[] {10, 10});
        Ops after = tf.withControlDependencies(update);
        Output read = after.readValue(w);
        Output identity = after.identity(w);
        Fetched fetched = session.run(read, identity);
        assertThat(fetched.get(read).toFloatArray()).containsExactly(11, 12);
        assertThat(fetched.get(identity).toFloatArray()).containsExactly(11, 12);
    }

    @Test
    void readsTheResultOfAnAssignment() {
        Output w = initialized(3f, "w");
        Output update = tf.assignAdd(w, 1f);
        Output doubled = tf.mul(update, tf.constant(2f));
        assertThat(session.run(doubled).toFloat()).isEqualTo(8);
    }

    @Test
    void stepsDownByWhatItReads() {
        Output w = initialized(new float[] {1, 2, 3}, "w");
        Output rate = tf.constant(new float[] {.5f, .5f, .5f});
        Output step = tf.assign(w, tf.sub(w, tf.mul(w, rate)));
        assertThat(session.run(step).toFloatArray()).containsExactly(.5f, 1, 1.5f);
        assertThat(session.run(step).toFloatArray()).containsExactly(.25f, .5f, .75f);
    }

    @Test
    void swapsTwoVariables() {
        Output a = initialized(1, "a");
        Output b = initialized(2, "b");
        Output toA = tf.assign(a, b);
        Output toB = tf.assign(b, a);
        session.run(tf.group(toA, toB));
        assertThat(session.run(a).toInt()).isEqualTo(2);
        assertThat(session.run(b).toInt()).isEqualTo(1);
    }

    @Test
    void assignsOneAfterTheOther() {
        Output w = initialized(1f, "w");
        Output doubled = tf.assign(w, tf.mul(w, tf.constant(2f)));
        Ops after = tf.withControlDependencies(doubled);
        Output plusOne = after.assign(w, after.add(after.readValue(w), tf.constant(1f)));
        Fetched fetched = session.run(doubled, plusOne, w);
        assertThat(fetched.get(w).toFloat()).isEqualTo(1);
        assertThat(fetched.get(plusOne).toFloat()).isEqualTo(3);
        assertThat(session.run(w).toFloat()).isEqualTo(3);
    }

    @Test
    void chainsAssignmentsThroughTheirResult() {
        Output w = initialized(1f, "w");
        Output twice = tf.assignAdd(tf.assignAdd(w, 1f), 10f);
        assertThat(session.run(twice).toFloat()).isEqualTo(12);
        assertThat(session.run(w).toFloat()).isEqualTo(12);
    }

    @Test
    void feedingAVariableCountsForOneRun() {
        Output w = initialized(1f, "w");
        Output doubled = tf.mul(w, tf.constant(2f));
        assertThat(session.feed(w, 21f).run(doubled).toFloat()).isEqualTo(42);
        assertThat(session.run(doubled).toFloat()).isEqualTo(2);
    }

    @Test
    void readsManyTimesBetweenAssignments() {
        Output w = initialized(0, "w");
        Output sum = tf.constant(0);
        Ops at = tf;
        for (int i = 1; i <= 5; i++) {
            at = at.withControlDependencies(at.assignAdd(w, 1));
            sum = at.add(sum, at.readValue(w));
        }
        assertThat(session.run(sum).toInt()).isEqualTo(1 + 2 + 3 + 4 + 5);
    }

    @Test
    void initializesAndReadsInOneRunByControl() {
        Output w = tf.variable(new float[] {7}, "w");
        Output read = tf.withControlDependencies(tf.initializer(w)).readValue(w);
        assertThat(session.run(read).toFloatArray()).containsExactly(7);
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(1), "x");
        assertThat(session.feed(x, new float[] {3}).run(tf.mul(x, w)).toFloatArray())
                .containsExactly(21);
    }
}
