package org.headrace.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.headrace.core.DType.FLOAT32;

import java.util.List;
import org.headrace.autodiff.GradientChecker;
import org.headrace.autodiff.Gradients;
import org.headrace.core.Expr;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Fetched;
import org.headrace.core.Graph;
import org.headrace.core.InferContext;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpDef;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.PreparedRun;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Unary;
import org.headrace.ops.math.Mul;
import org.headrace.ops.nn.Softplus;
import org.headrace.ops.state.Const;
import org.headrace.ops.state.Placeholder;
import org.junit.jupiter.api.Test;

/** The code of "How it works, from scratch". */
class HowItWorksTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    @Test
    void aGraphIsData() {
        // snippet: a graph is data
        var graph = new Graph();
        Op x = graph.add(OpDef.of(new Placeholder(FLOAT32, Shape.of(-1, 3)), "x"));
        Op w = graph.add(OpDef.of(new Const(Tensor.of(1f, 2f, 3f)), "w"));
        Op z = graph.add(OpDef.of(new Mul(), "z", x.output(0), w.output(0)));

        assertThat(z.output(0)).hasToString("Tensor(\"z:0\", shape=(?, 3), dtype=float32)");
        assertThat(graph.ops()).containsExactly(x, w, z);
        assertThat(z.definedAt().file()).isEqualTo("HowItWorksTest.java");
        // end
    }

    @Test
    void theFacadeNamesOps() {
        // snippet: the facade
        var tf = Ops.on(new Graph());
        Output x = tf.placeholder(FLOAT32, Shape.of(-1, 3), "x");
        Output w = tf.constant(new float[] {1, 2, 3}, "w");
        Output y = tf.mul(x, w);
        Output again = tf.mul(x, w);
        Output named = tf.scope("layer").withName("z").mul(x, w);

        assertThat(y.name()).isEqualTo("Mul:0");
        assertThat(again.name()).isEqualTo("Mul_1:0");
        assertThat(named.name()).isEqualTo("layer/z:0");
        // end
    }

    // snippet: an op type
    /** The outer product of two vectors: {@code y[i, j] = a[i] * b[j]}. */
    record Outer() implements OpType {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            if (in.dtype(0) != FLOAT32 || in.dtype(1) != FLOAT32) {
                throw in.error("a and b must be float32, but a is %s and b is %s", in.input(0), in.input(1));
            }
            Shape rows = in.requireRank(0, 1).merge(Shape.unknownDims(1));
            Shape columns = in.requireRank(1, 1).merge(Shape.unknownDims(1));
            return List.of(new TensorSpec(FLOAT32, rows.concat(columns)));
        }

        @Override
        public Kernel kernel(Signature signature) {
            int rows = signature.input(0).shape().size();
            int columns = signature.input(1).shape().size();
            return context -> {
                float[] a = context.input(0).floats();
                float[] b = context.input(1).floats();
                float[] y = context.output(0).floats();
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        y[i * columns + j] = a[i] * b[j];
                    }
                }
            };
        }
    }
    // end

    @Test
    void shapesAreInferredWhenTheGraphIsBuilt() {
        // snippet: shapes are inferred
        Output a = tf.placeholder(FLOAT32, Shape.of(-1), "a");
        Output b = tf.placeholder(FLOAT32, Shape.of(4), "b");
        Output y = tf.add(new Outer(), a, b);

        assertThat(y.shape()).hasToString("(?, 4)");
        assertThatThrownBy(() -> tf.add(new Outer(), a, y))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageMatching("\\[Outer \"Outer_1\" at HowItWorksTest.java:\\d+\\] "
                        + "Shape must be rank 1 but is rank 2: input 1 is float32 \\[\\?,4\\]");
        // end
    }

    @Test
    void aSessionRunsWhatIsAskedFor() {
        // snippet: a session
        Output a = tf.placeholder(FLOAT32, Shape.of(-1), "a");
        Output b = tf.placeholder(FLOAT32, Shape.of(-1), "b");
        Output y = tf.add(new Outer(), a, b);
        Output squared = tf.mul(y, y);

        try (var session = new Session(graph)) {
            Tensor product = session.feed(a, new float[] {1, 2})
                    .feed(b, new float[] {1, 10, 100, 7})
                    .run(y);
            assertThat(product).hasToString("""
                            [[  1.  10. 100.   7.]
                             [  2.  20. 200.  14.]]""");

            Tensor four = session.feed(y, new float[][] {{2}}).run(squared);
            assertThat(four).hasToString("[[4.]]");
        }
        // end
    }

    @Test
    void aPlanIsCutDownToTheFetches() {
        // snippet: a plan
        Output a = tf.placeholder(FLOAT32, Shape.of(-1), "a");
        Output b = tf.constant(new float[] {1, 10, 100});
        Output y = tf.add(new Outer(), a, b);
        Output rows = tf.shape(y);
        Output unused = tf.mul(y, y);

        try (var session = new Session(graph)) {
            String plan = session.feed(a, new float[] {1, 2}).explain(y, rows);
            assertThat(plan).contains("kernel", "Outer[]", "1 steps do the work of 1 ops; 2 more are folded");
            assertThat(plan).doesNotContain(unused.op().name());
        }
        // end
    }

    @Test
    void aPreparedRunLooksNothingUp() {
        Output a = tf.placeholder(FLOAT32, Shape.of(-1), "a");
        Output b = tf.placeholder(FLOAT32, Shape.of(-1), "b");
        Output y = tf.add(new Outer(), a, b);
        // snippet: a prepared run
        try (var session = new Session(graph)) {
            PreparedRun run = session.prepare(List.of(y), List.of(a, b));
            run.feed(0, new float[] {1, 2}).feed(1, new float[] {3}).run();
            Tensor value = run.get(0);
            assertThat(value.toFloatArray()).containsExactly(3, 6);

            run.feed(0, new float[] {5, 6}).run();
            assertThat(value.toFloatArray()).containsExactly(15, 18);
        }
        // end
    }

    @Test
    void aFormulaIsAValue() {
        // snippet: a formula is a value
        Expr x = Expr.input(0);
        Expr softplus = new Softplus().formula(x);

        assertThat(softplus).isEqualTo(x.max(0).plus(x.abs().neg().exp().log1p()));
        assertThat(x.max(0)).hasToString("BinaryExpr[op=MAX, a=Input[index=0], b=Constant[value=0.0]]");
        // end
    }

    // snippet: a formula op
    /** {@code x * sigmoid(x)}. */
    record Swish() implements Unary {
        @Override
        public Expr formula(Expr x) {
            return x.times(x.sigmoid());
        }

        @Override
        public Output gradient(Ops tf, Op op, Output dy) {
            Output s = tf.sigmoid(op.input(0));
            Output y = op.output(0);
            return tf.mul(dy, tf.add(s, tf.mul(y, tf.sub(tf.onesLike(s), s))));
        }
    }
    // end

    @Test
    void aFormulaOpRuns() {
        // snippet: a formula op runs
        Output x = tf.placeholder(FLOAT32, Shape.unknown(), "x");
        Output y = tf.add(new Swish(), x);
        try (var session = new Session(graph)) {
            assertThat(session.feed(x, 0f).run(y).toFloat()).isZero();
            assertThat(session.feed(x, new float[][] {{20, -20}}).run(y).toFloatArray())
                    .containsExactly(new float[] {20, 0}, within(1e-6f));
        }
        // end
    }

    @Test
    void gradientsAreOps() {
        // snippet: gradients are ops
        Output x = tf.placeholder(FLOAT32, Shape.of(3), "x");
        Output y = tf.withName("y").add(new Swish(), x);
        int before = graph.size();
        List<Gradient> gradients = Gradients.of(tf, y).withRespectTo(x);

        Output dx = ((Gradient.Dense) gradients.get(0)).value();
        assertThat(dx.shape()).isEqualTo(x.shape());
        assertThat(graph.ops().subList(before, graph.size()))
                .extracting(Op::name)
                .contains("gradients/grad_ys_0", "gradients/y_grad/Sigmoid", "gradients/y_grad/Mul_1")
                .allMatch(name -> name.startsWith("gradients/"));
        // end
        try (var session = new Session(graph)) {
            assertThat(session.feed(x, new float[] {0, 20, -20}).run(dx).toFloatArray())
                    .containsExactly(new float[] {0.5f, 1, 0}, within(1e-6f));
        }
    }

    @Test
    void gradientsHaveGradients() {
        // snippet: the second derivative
        Output x = tf.placeholder(FLOAT32, Shape.scalar(), "x");
        Output cube = tf.mul(tf.mul(x, x), x);
        Output first = dense(Gradients.of(tf, cube).withRespectTo(x));
        Output second = dense(Gradients.of(tf, first).withRespectTo(x));
        try (var session = new Session(graph)) {
            Fetched out = session.feed(x, 3f).run(cube, first, second);
            assertThat(out.get(cube).toFloat()).isEqualTo(27);
            assertThat(out.get(first).toFloat()).isEqualTo(27);
            assertThat(out.get(second).toFloat()).isEqualTo(18);
        }
        // end
    }

    private static Output dense(List<Gradient> gradients) {
        return ((Gradient.Dense) gradients.get(0)).value();
    }

    @Test
    void gradientsAreChecked() {
        // snippet: the checker
        double error = GradientChecker.error((tf, in) -> tf.add(new Swish(), in.get(0)), Tensor.of(-2.0, 0.5, 3.0));
        assertThat(error).isLessThan(1e-7);
        // end
    }

    @Test
    void aVariableIsFourOps() {
        // snippet: a variable
        Output w = tf.variable(2f, "w");
        assertThat(graph.ops()).extracting(Op::name).containsExactly("w/initial_value", "w", "w/Assign", "w/read");
        assertThat(w).hasToString("<tf.Variable 'w:0' shape=() dtype=float32_ref>");

        Output squared = tf.mul(w, w);
        assertThat(squared.op().input(0).name()).isEqualTo("w/read:0");
        try (var session = new Session(graph)) {
            assertThatThrownBy(() -> session.run(squared))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining("Attempting to use uninitialized value w");
            session.run(tf.globalVariablesInitializer());
            assertThat(session.run(squared).toFloat()).isEqualTo(4);
        }
        // end
    }

    @Test
    void aRunReadsVariablesAsTheyWere() {
        // snippet: the reading rule
        Output w = tf.variable(2f, "w");
        Output raised = tf.assignAdd(w, tf.constant(3f));
        Output before = tf.mul(w, w);
        Output after = tf.mul(raised, raised);
        try (var session = new Session(graph)) {
            session.run(tf.globalVariablesInitializer());
            Fetched out = session.run(raised, before, after);
            assertThat(out.get(before).toFloat()).isEqualTo(4);
            assertThat(out.get(after).toFloat()).isEqualTo(25);
        }
        // end
    }

    @Test
    void aTrainingStepIsAnAssignment() {
        // snippet: a training step
        Output w = tf.variable(0f, "w");
        Output loss = tf.square(tf.sub(w, tf.constant(5f)));
        Output dw = dense(Gradients.of(tf, loss).withRespectTo(w));
        Output step = tf.assignSub(w, tf.mul(tf.constant(0.1f), dw));
        try (var session = new Session(graph)) {
            session.run(tf.globalVariablesInitializer());
            for (int i = 0; i < 100; i++) {
                session.run(step);
            }
            assertThat(session.run(w).toFloat()).isCloseTo(5, within(1e-4f));
        }
        // end
    }
}
