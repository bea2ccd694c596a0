package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.headrace.core.Op;
import org.headrace.train.data.NumpyRandom;
import org.junit.jupiter.api.Test;

class GradientsNotebookTest {
    /** The lines of the notebook, by TensorFlow 1.14. */
    private static final String SYMBOLS = """
            <tf.Tensor 'input:0' shape=(?, 2) dtype=float32>
            <tf.Variable 'W:0' shape=(2, 16) dtype=float32_ref>
            <tf.Variable 'b:0' shape=(16,) dtype=float32_ref>
            <tf.Tensor 'z:0' shape=(?, 16) dtype=float32>
            <tf.Tensor 'a:0' shape=(?, 16) dtype=float32>
            <tf.Variable 'W2:0' shape=(16, 1) dtype=float32_ref>
            <tf.Variable 'b2:0' shape=(1,) dtype=float32_ref>
            <tf.Tensor 'Add:0' shape=(?, 1) dtype=float32>
            <tf.Tensor 'logistic_loss:0' shape=(?, 1) dtype=float32>
            [<tf.Tensor 'gradients/MatMul_grad/MatMul_1:0' shape=(2, 16) dtype=float32>,
             <tf.Tensor 'gradients/z_grad/Reshape_1:0' shape=(16,) dtype=float32>,
             <tf.Tensor 'gradients/MatMul_1_grad/MatMul_1:0' shape=(16, 1) dtype=float32>,
             <tf.Tensor 'gradients/Add_grad/Reshape_1:0' shape=(1,) dtype=float32>]
            """;

    /** NumPy's {@code repr} of what it draws after the weights, with seed 1. */
    private static final String EXAMPLES = """
            array([[-0.6871727 , -0.84520564],
                   [-0.67124613, -0.0126646 ],
                   [-1.11731035,  0.2344157 ],
                   [ 1.65980218,  0.74204416],
                   [-0.19183555, -0.88762896],
                   [-0.74715829,  1.6924546 ],
                   [ 0.05080775, -0.63699565],
                   [ 0.19091548,  2.10025514],
                   [ 0.12015895,  0.61720311],
                   [ 0.30017032, -0.35224985]])
            array([[0],
                   [1],
                   [1],
                   [1],
                   [0],
                   [1],
                   [0],
                   [0],
                   [0],
                   [0]])
            """;

    private static final String SEVEN = "Shape Shape_1 BroadcastGradientArgs Sum Reshape Sum_1 Reshape_1";

    /** All ops that TensorFlow has after the notebook's calls and {@code tf.global_variables_initializer()}. */
    private static final Set<String> OP_NAMES = Stream.of(
                    below("", "input Const W W/initial_value W/Assign W/read b b/Assign b/read MatMul z a"),
                    below("", "W2 W2/Assign W2/read b2 b2/Assign b2/read MatMul_1 Add Placeholder init"),
                    below("", "zeros zeros/shape_as_tensor zeros/Const zeros_1 zeros_1/shape_as_tensor zeros_1/Const"),
                    below("", "random_normal random_normal/shape random_normal/mean random_normal/stddev"),
                    below("", "random_normal/RandomStandardNormal random_normal/mul logistic_loss"),
                    below("logistic_loss/", "zeros_like GreaterEqual Select Neg Select_1 mul sub Exp Log1p"),
                    below("gradients/", "Shape grad_ys_0/Const grad_ys_0 AddN"),
                    below("gradients/logistic_loss_grad/", SEVEN),
                    below("gradients/logistic_loss/sub_grad/", SEVEN + " Neg"),
                    below("gradients/logistic_loss/Log1p_grad/", "add/x add Reciprocal mul"),
                    below("gradients/logistic_loss/Select_grad/", "zeros_like Select Select_1"),
                    below("gradients/logistic_loss/mul_grad/", SEVEN + " Mul Mul_1"),
                    below("gradients/logistic_loss/Exp_grad/", "mul"),
                    below("gradients/logistic_loss/Select_1_grad/", "zeros_like Select Select_1"),
                    below("gradients/logistic_loss/Neg_grad/", "Neg"),
                    below("gradients/Add_grad/", SEVEN),
                    below("gradients/MatMul_1_grad/", "MatMul MatMul_1"),
                    below("gradients/a_grad/", "ReluGrad"),
                    below("gradients/z_grad/", SEVEN),
                    below("gradients/MatMul_grad/", "MatMul MatMul_1"))
            .flatMap(names -> names)
            .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void printsSymbolsAndExamplesAsTheNotebookDoes() {
        Ran ran = Ran.example("gradients");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith((SYMBOLS + EXAMPLES).lines().toArray(String[]::new));
        assertThat(ran.status()).isZero();
    }

    @Test
    void agreesWithBackpropagationByHandForManySeeds() {
        for (int seed = 0; seed < 20; seed++) {
            Ran ran = Ran.example("gradients", "--seed", Integer.toString(seed));
            assertThat(ran.err()).isEmpty();
            assertThat(ran.out()).last().isEqualTo("Great! Nowhere is the difference above 1.0E-5.");
            assertThat(ran.status()).isZero();
        }
    }

    @Test
    void theGraphHasTheOpsOfTensorFlow() {
        GradientsNotebook.Network net = GradientsNotebook.build(new NumpyRandom(1), 1);
        net.tf().globalVariablesInitializer();

        List<String> made = net.tf().graph().ops().stream().map(Op::name).toList();
        assertThat(made).containsExactlyInAnyOrderElementsOf(OP_NAMES);
    }

    private static Stream<String> below(String scope, String names) {
        return Arrays.stream(names.split(" ")).map(name -> scope + name);
    }
}
