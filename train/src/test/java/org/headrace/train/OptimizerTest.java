package org.headrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.headrace.core.AlreadyExistsException;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** The optimizers: names are those of TensorFlow 1.14, numbers come from the formulas in double precision. */
class OptimizerTest {
    private final Ops tf = Ops.on(new Graph());
    private final TrainOps train = new TrainOps(tf);

    /** The names of the ops added after the first {@code from}, without those of the gradients. */
    private List<String> namesFrom(int from) {
        return tf.graph().ops().stream()
                .skip(from)
                .map(Op::name)
                .filter(name -> !name.contains("gradients"))
                .toList();
    }

    /** {@code w^2 - 10 w + 25}, least at 5. */
    private Output parabola(Output w) {
        return tf.add(tf.sub(tf.mul(w, w), tf.mul(w, tf.constant(10f))), tf.constant(25f));
    }

    @Test
    void findsTheMinimumOfTheCourse() {
        // TensorFlow prints 0.099999994 after 1 step and 4.9999886 after 1001.
        Output w = tf.variable(0f, "w");
        Op step = train.gradientDescent(0.01).minimize(parabola(w));
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            session.run(step);
            assertThat(session.run(w).toFloat()).isEqualTo(0.099999994f);
            for (int i = 0; i < 1000; i++) {
                session.run(step);
            }
            assertThat(session.run(w).toFloat()).isEqualTo(4.9999886f);
        }
    }

    @Test
    void descentHasTensorFlowsNames() {
        Output w = tf.variable(new float[] {1, 2}, "w");
        Output loss = tf.mul(w, tf.constant(new float[] {3, 4}));
        int before = tf.graph().size();
        Op step = train.gradientDescent(0.1).minimize(loss);
        assertThat(step).hasToString("<tf.Operation 'GradientDescent' type=NoOp>");
        assertThat(namesFrom(before))
                .containsExactly(
                        "GradientDescent/learning_rate",
                        "GradientDescent/update_w/ApplyGradientDescent",
                        "GradientDescent");
        assertThat(tf.graph().collection("train_op")).containsExactly(step);
        assertThat(tf.graph()
                        .op("GradientDescent/update_w/ApplyGradientDescent")
                        .colocatedWith())
                .isEqualTo(w.op());
    }

    @Test
    void adamHasTensorFlowsNames() {
        Output w = tf.variable(new float[] {1, 2}, "w");
        Output loss = tf.mul(w, tf.constant(new float[] {3, 4}));
        int before = tf.graph().size();
        Op step = train.adam(0.1).minimize(loss);
        assertThat(step).hasToString("<tf.Operation 'Adam' type=NoOp>");
        assertThat(namesFrom(before))
                .containsExactly(
                        "beta1_power/initial_value",
                        "beta1_power",
                        "beta1_power/Assign",
                        "beta1_power/read",
                        "beta2_power/initial_value",
                        "beta2_power",
                        "beta2_power/Assign",
                        "beta2_power/read",
                        "w/Adam/Initializer/zeros",
                        "w/Adam",
                        "w/Adam/Assign",
                        "w/Adam/read",
                        "w/Adam_1/Initializer/zeros",
                        "w/Adam_1",
                        "w/Adam_1/Assign",
                        "w/Adam_1/read",
                        "Adam/learning_rate",
                        "Adam/beta1",
                        "Adam/beta2",
                        "Adam/epsilon",
                        "Adam/update_w/ApplyAdam",
                        "Adam/mul",
                        "Adam/Assign",
                        "Adam/mul_1",
                        "Adam/Assign_1",
                        "Adam");
        assertThat(tf.graph().op("Adam").controlInputs())
                .extracting(Op::name)
                .containsExactly("Adam/update_w/ApplyAdam", "Adam/Assign", "Adam/Assign_1");
        assertThat(tf.graph().op("Adam/mul").controlInputs())
                .extracting(Op::name)
                .containsExactly("Adam/update_w/ApplyAdam");
        assertThat(tf.graph().op("w/Adam_1").colocatedWith()).isEqualTo(w.op());
        assertThat(tf.trainableVariables()).containsExactly(w);
    }

    @Test
    void momentumHasTensorFlowsNames() {
        Output w = tf.variable(new float[] {1, 2}, "w");
        Output loss = tf.mul(w, tf.constant(new float[] {3, 4}));
        int before = tf.graph().size();
        MomentumOptimizer optimizer = train.momentum(0.1, 0.9);
        optimizer.minimize(loss);
        assertThat(namesFrom(before))
                .containsExactly(
                        "w/Momentum/Initializer/zeros",
                        "w/Momentum",
                        "w/Momentum/Assign",
                        "w/Momentum/read",
                        "Momentum/learning_rate",
                        "Momentum/momentum",
                        "Momentum/update_w/ApplyMomentum",
                        "Momentum");
        assertThat(optimizer.slotNames()).containsExactly("momentum");
        assertThat(optimizer.slot(w, "momentum")).isEqualTo(tf.graph().output("w/Momentum:0"));
        assertThat(optimizer.slot(w, "other")).isNull();
    }

    @Test
    void namesFollowTheScope() {
        Output w = tf.scope("model").scope("fc1").variable(new float[] {1, 2}, "weights");
        Ops scope = tf.scope("train");
        Op step = new TrainOps(scope).adam(0.1).minimize(tf.mul(w, w));
        assertThat(step.name()).isEqualTo("train/Adam");
        assertThat(tf.graph().ops())
                .extracting(Op::name)
                .contains(
                        "train/beta1_power",
                        "model/fc1/weights/Adam",
                        "model/fc1/weights/Adam_1/read",
                        "train/Adam/update_model/fc1/weights/ApplyAdam",
                        "train/gradients/Shape");
    }

    @Test
    void gatesTheGradientsOfAnOp() {
        Output a = tf.variable(new float[] {1, 2}, "a");
        Output b = tf.variable(new float[] {3, 4}, "b");
        train.gradientDescent(0.1).minimize(tf.mul(a, b));
        assertThat(tf.graph().ops())
                .extracting(Op::name)
                .contains(
                        "gradients/Mul_grad/tuple/group_deps",
                        "gradients/Mul_grad/tuple/control_dependency",
                        "gradients/Mul_grad/tuple/control_dependency_1");
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            session.run("GradientDescent");
            assertThat(session.run(a).toFloatArray()).containsExactly(1 - .1f * 3, 2 - .1f * 4);
            assertThat(session.run(b).toFloatArray()).containsExactly(3 - .1f * 1, 4 - .1f * 2);
        }
    }

    @Test
    void countsSteps() {
        Output w = tf.variable(0f, "w");
        Output count = train.createGlobalStep();
        Op step = train.adam(0.1).minimize(parabola(w), count);
        assertThat(step.name()).isEqualTo("Adam");
        assertThat(step.type().name()).isEqualTo("AssignAdd");
        assertThat(namesFrom(0)).endsWith("Adam/update", "Adam/value", "Adam");
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            for (int i = 0; i < 3; i++) {
                session.run(step);
            }
            assertThat(session.run(count)).isEqualTo(Tensor.of((Object) 3L));
        }
    }

    @Test
    void fetchesTheLossFromBeforeTheStep() {
        Output w = tf.variable(0f, "w");
        Output loss = parabola(w);
        Op step = train.gradientDescent(0.01).minimize(loss);
        Output late = tf.mul(w, tf.constant(2f));
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            var fetched = session.run(step, loss, late);
            assertThat(fetched.get(loss).toFloat()).isEqualTo(25);
            assertThat(fetched.get(late).toFloat()).isEqualTo(0);
            assertThat(session.run(w).toFloat()).isEqualTo(.099999994f);
        }
    }

    @Test
    void adamFollowsItsFormula() {
        Output w = tf.variable(new double[] {1, -2, 30}, "w");
        Op step = train.adam(0.1, 0.8, 0.9, 1e-4).minimize(tf.mul(w, w));
        assertThat(tf.graph().op("Adam/update_w/Cast_5").type().name()).isEqualTo("Cast");
        double lr = (double) .1f;
        double beta1 = (double) .8f;
        double beta2 = (double) .9f;
        double[] x = {1, -2, 30};
        double[] m = new double[3];
        double[] v = new double[3];
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            for (int t = 1; t <= 10; t++) {
                session.run(step);
                for (int i = 0; i < 3; i++) {
                    double g = 2 * x[i];
                    m[i] = beta1 * m[i] + (1 - beta1) * g;
                    v[i] = beta2 * v[i] + (1 - beta2) * g * g;
                    double rate = lr * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t));
                    x[i] -= rate * m[i] / (Math.sqrt(v[i]) + (double) 1e-4f);
                }
                // the powers of beta are float32
                assertThat(session.run(w).toDoubleArray()).containsExactly(x, within(1e-5));
            }
        }
    }

    @Test
    void nesterovLooksAhead() {
        Output w = tf.variable(new double[] {1, -2}, "w");
        Op step = train.momentum(0.1, 0.9, true).minimize(tf.mul(w, w));
        double lr = (double) .1f;
        double momentum = (double) .9f;
        double[] x = {1, -2};
        double[] a = new double[2];
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            for (int t = 1; t <= 10; t++) {
                session.run(step);
                for (int i = 0; i < 2; i++) {
                    double g = 2 * x[i];
                    a[i] = momentum * a[i] + g;
                    x[i] -= lr * (g + momentum * a[i]);
                }
                assertThat(session.run(w).toDoubleArray()).containsExactly(x, within(1e-12));
            }
        }
    }

    @Test
    void learningRateCanBeFed() {
        Output w = tf.variable(0f, "w");
        Output rate = tf.placeholder(DType.FLOAT32, Shape.scalar(), "rate");
        Op step = train.gradientDescent(rate).minimize(parabola(w));
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            session.feed(rate, 0.5f).run(step);
            assertThat(session.run(w).toFloat()).isEqualTo(5);
        }
    }

    @Test
    void changesOnlyWhatItIsToldToChange() {
        Output a = tf.variable(1f, "a");
        Output b = tf.variable(2f, "b");
        Op step = train.gradientDescent(0.5).minimize(tf.mul(a, b), List.of(b));
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            session.run(step);
            assertThat(session.run(a).toFloat()).isEqualTo(1);
            assertThat(session.run(b).toFloat()).isEqualTo(1.5f);
        }
    }

    @Test
    void leavesVariablesWithoutGradientAlone() {
        Output a = tf.variable(1f, "a");
        tf.variable(2f, "b");
        Op step = train.adam(0.5).minimize(tf.mul(a, a));
        assertThat(step.controlInputs()).hasSize(3);
        assertThat(tf.graph().ops()).extracting(Op::name).doesNotContain("b/Adam");
    }

    @Test
    void clippedGradientsCanBeApplied() {
        Output w = tf.variable(0f, "w");
        GradientDescentOptimizer optimizer = train.gradientDescent(1);
        List<GradientAndVariable> pairs = optimizer.computeGradients(parabola(w));
        assertThat(pairs).hasSize(1);
        Output gradient = ((Gradient.Dense) pairs.get(0).gradient()).value();
        Output clipped = tf.maximum(gradient, tf.constant(-3f));
        Op step = optimizer.applyGradients(List.of(GradientAndVariable.of(clipped, w)));
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            session.run(step);
            assertThat(session.run(w).toFloat()).isEqualTo(3);
        }
    }

    @Test
    void twoOptimizersHaveSlotsOfTheirOwn() {
        Output w = tf.variable(0f, "w");
        train.adam(0.1).minimize(parabola(w));
        AdamOptimizer second = train.adam(0.1);
        assertThat(second.minimize(parabola(w)).name()).isEqualTo("Adam_1");
        assertThat(second.variables())
                .extracting(Output::name)
                .containsExactly("beta1_power_1:0", "beta2_power_1:0", "w/Adam_2:0", "w/Adam_3:0");
    }

    @Test
    void oneOptimizerKeepsItsSlots() {
        Output w = tf.variable(0f, "w");
        AdamOptimizer optimizer = train.adam(0.1);
        optimizer.minimize(parabola(w));
        List<Output> before = optimizer.variables();
        optimizer.minimize(parabola(w));
        assertThat(optimizer.variables()).isEqualTo(before).hasSize(4);
    }

    @Test
    void slotsLieInTheVariableScope() {
        Output w = tf.variable(0f, "w");
        Ops scope = tf.variableScope("train");
        Op step = new TrainOps(scope).momentum(0.1, 0.9).minimize(tf.mul(w, w));
        assertThat(step.name()).isEqualTo("train/Momentum");
        assertThat(tf.globalVariables()).extracting(Output::name).containsExactly("w:0", "train/w/Momentum:0");
    }

    @Test
    void refusesWhatCannotBeMinimized() {
        Output constant = tf.constant(1f);
        GradientDescentOptimizer optimizer = train.gradientDescent(0.1);
        assertThatThrownBy(() -> optimizer.minimize(constant))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("No variables to optimize.");
        tf.variable(1f, "w");
        assertThatThrownBy(() -> optimizer.minimize(constant))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage(
                        "No gradients provided for any variable, check your graph for ops that do not support gradients,"
                                + " between variables [<tf.Variable 'w:0' shape=() dtype=float32_ref>] and loss"
                                + " Tensor(\"Const:0\", shape=(), dtype=float32).");
        Output whole = tf.constant(1);
        assertThatThrownBy(() -> optimizer.minimize(whole))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(
                        "Invalid type int32 for Const_1:0, expected: [float32, float64, bfloat16, float16].");
        assertThatThrownBy(() -> optimizer.applyGradients(List.of()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("No variables provided.");
        Output w = tf.graph().output("w:0");
        assertThatThrownBy(() -> optimizer.applyGradients(List.of(new GradientAndVariable(Gradient.NONE, w))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage(
                        "No gradients provided for any variable: [<tf.Variable 'w:0' shape=() dtype=float32_ref>].");
    }

    @Test
    void globalStepIsMadeOnce() {
        assertThat(train.getGlobalStep()).isNull();
        Output step = train.getOrCreateGlobalStep();
        assertThat(step).hasToString("<tf.Variable 'global_step:0' shape=() dtype=int64_ref>");
        assertThat(train.getOrCreateGlobalStep()).isEqualTo(step);
        assertThat(tf.trainableVariables()).isEmpty();
        assertThatThrownBy(train::createGlobalStep)
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessage("\"global_step\" already exists.");
    }

    @Test
    void globalStepIsFoundByItsName() {
        Output step = tf.variable(0, "global_step", false);
        assertThat(train.getGlobalStep()).isEqualTo(step);
        var other = Ops.on(new Graph());
        other.variable(0f, "global_step", false);
        assertThatThrownBy(new TrainOps(other)::getGlobalStep)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("global_step must be an integer scalar, not float32 []");
    }
}
