package org.headrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** The ops that the optimizers add, in the order and under the names of TensorFlow 1.14's Python source. */
class OptimizerNamesTest {
    private final Ops tf = Ops.on(new Graph());
    private final TrainOps train = new TrainOps(tf);

    /** The names of what an optimizer adds for {@code w}, of shape [2, 1], besides its gradients. */
    private List<String> names(Function<TrainOps, Optimizer> optimizer, boolean sparse) {
        Output w = tf.variable(new float[][] {{1}, {2}}, "w");
        train.createGlobalStep();
        Output loss = sparse ? tf.gather(w, tf.constant(new int[] {1})) : w;
        int before = tf.graph().size();
        optimizer.apply(train).minimize(tf.mul(loss, loss));
        return tf.graph().ops().stream()
                .skip(before)
                .map(Op::name)
                .filter(name -> !name.contains("gradients") && !name.startsWith("Mul"))
                .filter(name -> !name.contains("/Unique") && !name.contains("update_w/Shape"))
                .filter(name -> !name.startsWith("w/") || name.endsWith("read"))
                .toList();
    }

    @Test
    void adagrads() {
        assertThat(names(train -> train.adagrad(1), false))
                .containsExactly("w/Adagrad/read", "Adagrad/learning_rate", "Adagrad/update_w/ApplyAdagrad", "Adagrad");
        assertThat(tf.graph().op("w/Adagrad/Initializer/Const").type().name()).isEqualTo("Const");
    }

    @Test
    void adagradDas() {
        assertThat(names(train -> train.adagradDa(1, train.getOrCreateGlobalStep()), false))
                .containsExactly(
                        "Const",
                        "Const_1",
                        "w/AdagradDA/read",
                        "w/AdagradDA_1/read",
                        "AdagradDA/learning_rate",
                        "AdagradDA/Identity",
                        "AdagradDA/add/y",
                        "AdagradDA/add",
                        "AdagradDA/update_w/Identity",
                        "AdagradDA/update_w/Cast/x",
                        "AdagradDA/update_w/Cast_1/x",
                        "AdagradDA/update_w/ApplyAdagradDA",
                        "AdagradDA");
    }

    @Test
    void adadeltas() {
        assertThat(names(train -> train.adadelta(), false))
                .containsExactly(
                        "w/Adadelta/read",
                        "w/Adadelta_1/read",
                        "Adadelta/lr",
                        "Adadelta/rho",
                        "Adadelta/epsilon",
                        "Adadelta/update_w/ApplyAdadelta",
                        "Adadelta");
    }

    @Test
    void rmsProps() {
        assertThat(names(train -> train.rmsProp(1, .9, 0, 1e-10, true), false))
                .containsExactly(
                        "w/RMSProp/read",
                        "w/RMSProp_1/read",
                        "w/RMSProp_2/read",
                        "RMSProp/learning_rate",
                        "RMSProp/decay",
                        "RMSProp/momentum",
                        "RMSProp/epsilon",
                        "RMSProp/update_w/ApplyCenteredRMSProp",
                        "RMSProp");
        assertThat(tf.graph().op("w/RMSProp/Initializer/ones").type().name()).isEqualTo("Const");
    }

    @Test
    void rmsPropsSlots() {
        Output w = tf.variable(new float[] {1, 2}, "w");
        RmsPropOptimizer optimizer = train.rmsProp(.1);
        optimizer.minimize(tf.mul(w, w));
        assertThat(optimizer.slotNames()).containsExactly("momentum", "rms");
        assertThat(optimizer.slot(w, "rms")).isEqualTo(tf.graph().output("w/RMSProp:0"));
        assertThat(optimizer.slot(w, "momentum")).isEqualTo(tf.graph().output("w/RMSProp_1:0"));
    }

    @Test
    void ftrls() {
        assertThat(names(train -> train.ftrl(1), false))
                .containsExactly(
                        "Const",
                        "w/Ftrl/read",
                        "w/Ftrl_1/read",
                        "Ftrl/learning_rate",
                        "Ftrl/l1_regularization_strength",
                        "Ftrl/l2_regularization_strength",
                        "Ftrl/l2_shrinkage_regularization_strength",
                        "Ftrl/learning_rate_power",
                        "Ftrl/update_w/ApplyFtrl",
                        "Ftrl");
    }

    @Test
    void adaMaxsForRows() {
        assertThat(names(train -> train.adaMax(1), true))
                .containsExactly(
                        "beta1_power/initial_value",
                        "beta1_power",
                        "beta1_power/Assign",
                        "beta1_power/read",
                        "beta2_power/initial_value",
                        "beta2_power",
                        "beta2_power/Assign",
                        "beta2_power/read",
                        "w/AdaMax/read",
                        "w/AdaMax_1/read",
                        "AdaMax/learning_rate",
                        "AdaMax/beta1",
                        "AdaMax/beta2",
                        "AdaMax/epsilon",
                        "AdaMax/update_w/strided_slice/stack",
                        "AdaMax/update_w/strided_slice/stack_1",
                        "AdaMax/update_w/strided_slice/stack_2",
                        "AdaMax/update_w/strided_slice",
                        "AdaMax/update_w/UnsortedSegmentSum",
                        "AdaMax/update_w/GatherV2/axis",
                        "AdaMax/update_w/GatherV2",
                        "AdaMax/update_w/mul",
                        "AdaMax/update_w/sub/x",
                        "AdaMax/update_w/sub",
                        "AdaMax/update_w/mul_1",
                        "AdaMax/update_w/add",
                        "AdaMax/update_w/ScatterUpdate",
                        "AdaMax/update_w/GatherV2_1/axis",
                        "AdaMax/update_w/GatherV2_1",
                        "AdaMax/update_w/mul_2",
                        "AdaMax/update_w/Abs",
                        "AdaMax/update_w/Maximum",
                        "AdaMax/update_w/ScatterUpdate_1",
                        "AdaMax/update_w/Neg",
                        "AdaMax/update_w/sub_1/x",
                        "AdaMax/update_w/sub_1",
                        "AdaMax/update_w/truediv",
                        "AdaMax/update_w/add_1",
                        "AdaMax/update_w/truediv_1",
                        "AdaMax/update_w/mul_3",
                        "AdaMax/update_w/ScatterAdd",
                        "AdaMax/update_w/group_deps",
                        "AdaMax/mul",
                        "AdaMax/Assign",
                        "AdaMax/mul_1",
                        "AdaMax/Assign_1",
                        "AdaMax");
    }

    @Test
    void powerSignsForRows() {
        assertThat(names(train -> train.powerSign(1), true))
                .filteredOn(name -> !name.contains("strided_slice"))
                .containsExactly(
                        "w/PowerSignOptimizer/read",
                        "PowerSignOptimizer/learning_rate",
                        "PowerSignOptimizer/beta",
                        "PowerSignOptimizer/logbase",
                        "PowerSignOptimizer/sign_decay",
                        "PowerSignOptimizer/update_w/UnsortedSegmentSum",
                        "PowerSignOptimizer/update_w/Cast/x",
                        "PowerSignOptimizer/update_w/mul",
                        "PowerSignOptimizer/update_w/sub/x",
                        "PowerSignOptimizer/update_w/sub",
                        "PowerSignOptimizer/update_w/mul_1/x",
                        "PowerSignOptimizer/update_w/mul_1",
                        "PowerSignOptimizer/update_w/add",
                        "PowerSignOptimizer/update_w/Assign",
                        "PowerSignOptimizer/update_w/Sign",
                        "PowerSignOptimizer/update_w/Sign_1",
                        "PowerSignOptimizer/update_w/GatherV2/axis",
                        "PowerSignOptimizer/update_w/GatherV2",
                        "PowerSignOptimizer/update_w/mul_2",
                        "PowerSignOptimizer/update_w/mul_3",
                        "PowerSignOptimizer/update_w/mul_4",
                        "PowerSignOptimizer/update_w/Pow",
                        "PowerSignOptimizer/update_w/mul_5",
                        "PowerSignOptimizer/update_w/mul_6",
                        "PowerSignOptimizer/update_w/ScatterSub",
                        "PowerSignOptimizer/update_w/group_deps",
                        "PowerSignOptimizer");
    }

    @Test
    void proximalOptimizers() {
        assertThat(names(train -> train.proximalAdagrad(1, .1, 0, 0), true))
                .filteredOn(name -> !name.contains("strided_slice"))
                .containsExactly(
                        "Const_1",
                        "w/ProximalAdagrad/read",
                        "ProximalAdagrad/learning_rate",
                        "ProximalAdagrad/l1_regularization_strength",
                        "ProximalAdagrad/l2_regularization_strength",
                        "ProximalAdagrad/update_w/UnsortedSegmentSum",
                        "ProximalAdagrad/update_w/SparseApplyProximalAdagrad",
                        "ProximalAdagrad");
    }

    @Test
    void refusesAccumulatorsThatAreNotPositive() {
        assertThatThrownBy(() -> train.adagrad(.1, 0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("initial_accumulator_value must be positive: 0.0");
        assertThatThrownBy(() -> train.proximalAdagrad(.1, -1, 0, 0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("initial_accumulator_value must be positive: -1.0");
        Output step = train.createGlobalStep();
        assertThatThrownBy(() -> train.adagradDa(.1, step, Double.NaN, 0, 0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("initial_gradient_squared_accumulator_value must be positive: NaN");
    }

    @Test
    void refusesWhatFtrlCannotTake() {
        assertThatThrownBy(() -> train.ftrl(.1, .5, .1, 0, 0, 0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("learning_rate_power 0.5 needs to be negative or zero");
        assertThatThrownBy(() -> train.ftrl(.1, -.5, -.1, 0, 0, 0))
                .hasMessage("initial_accumulator_value -0.1 needs to be positive or zero");
        assertThatThrownBy(() -> train.ftrl(.1, -.5, .1, -1, 0, 0))
                .hasMessage("l1_regularization_strength -1.0 needs to be positive or zero");
        assertThatThrownBy(() -> train.ftrl(.1, -.5, .1, 0, -1, 0))
                .hasMessage("l2_regularization_strength -1.0 needs to be positive or zero");
        assertThatThrownBy(() -> train.ftrl(.1, -.5, .1, 0, 0, -1))
                .hasMessage("l2_shrinkage_regularization_strength -1.0 needs to be positive or zero");
    }

    @Test
    void ftrlRefusesANegativeRateWhenItRuns() {
        Output w = tf.variable(new float[] {1, 2}, "w");
        Op step = train.ftrl(-.1).minimize(tf.mul(w, w));
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            assertThatThrownBy(() -> session.run(step))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("lr is not a positive scalar: -0.1");
            assertThat(session.run(w).toFloatArray()).containsExactly(1, 2);
        }
    }

    @Test
    void refusesASignThatDecaysByNothing() {
        Output w = tf.variable(new float[] {1, 2}, "w");
        AddSignOptimizer optimizer = train.addSign(.1, 1, .9, step -> step);
        assertThatThrownBy(() -> optimizer.minimize(tf.mul(w, w)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("there is none: minimize(loss, globalStep)");
    }

    @Test
    void refusesALearningRateThatIsNoScalar() {
        Output w = tf.variable(new float[] {1, 2}, "w");
        RmsPropOptimizer optimizer = train.rmsProp(tf.constant(new float[2]), .9, 0, 1e-10, false);
        assertThatThrownBy(() -> optimizer.minimize(tf.mul(w, w)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Shape must be rank 0 but is rank 1: 'lr' is [2]");
    }
}
