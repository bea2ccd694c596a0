package org.headrace.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.headrace.core.DType.FLOAT32;

import org.headrace.Tf;
import org.headrace.autodiff.GradientChecker;
import org.headrace.core.Expr;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;
import org.junit.jupiter.api.Test;

/** The code of "Add an op". */
class AddAnOpTest {
    // snippet: an op of one's own
    /** {@code x} within {@code [-limit, limit]}, the nearer end beyond. */
    public record HardTanh(double limit) implements Unary {
        /** Adds the op to a graph. */
        public static Output of(Ops tf, Output x, double limit) {
            return tf.add(new HardTanh(limit), x);
        }

        @Override
        public Expr formula(Expr x) {
            return x.min(limit).max(-limit);
        }

        @Override
        public Output gradient(Ops tf, Op op, Output dy) {
            Output unchanged = tf.equal(op.input(0), op.output(0));
            return tf.where(unchanged, dy, tf.zerosLike(dy));
        }
    }
    // end

    @Test
    void oneRunsItLikeAnyOther() {
        // snippet: using it
        var tf = Tf.create();
        var x = tf.placeholder(FLOAT32, Shape.of(-1), "x");
        var y = HardTanh.of(tf, tf.sub(x, tf.constant(1f)), 2);
        var dx = tf.gradients(y, x).get(0);
        try (var session = tf.session()) {
            var out = session.feed(x, new float[] {-5, 0, 2, 5}).run(y, dx);
            assertThat(out.get(y)).hasToString("[-2. -1.  1.  2.]");
            assertThat(out.get(dx)).hasToString("[0. 1. 1. 0.]");
        }
        // end
    }

    @Test
    void itsGradientIsChecked() {
        // snippet: checking it
        double error = GradientChecker.error(
                (tf, in) -> HardTanh.of(tf, in.get(0), 2), Tensor.of(new double[][] {{-3, -1.5, 0}, {0.5, 1.5, 3}}));
        assertThat(error).isLessThan(1e-7);
        // end
    }

    @Test
    void itsValueIsChecked() {
        // snippet: checking its value
        var tf = Tf.create();
        var x = tf.placeholder(FLOAT32, Shape.unknown(), "x");
        var y = HardTanh.of(tf, x, 2);
        try (var session = tf.session()) {
            assertThat(session.feed(x, new float[] {}).run(y).size()).isZero();
            assertThat(session.feed(x, Float.NaN).run(y).toFloat()).isNaN();
            assertThat(session.feed(x, Float.NEGATIVE_INFINITY).run(y).toFloat())
                    .isCloseTo(-2, within(0f));
        }
        // end
    }
}
