package org.headrace.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import org.headrace.ops.rnn.BasicLSTMCell;
import org.headrace.ops.rnn.BasicRNNCell;
import org.headrace.ops.rnn.BlockLSTM;
import org.headrace.ops.rnn.DropoutWrapper;
import org.headrace.ops.rnn.GRUBlockCell;
import org.headrace.ops.rnn.GRUCell;
import org.headrace.ops.rnn.LSTMBlockCell;
import org.headrace.ops.rnn.LSTMCell;
import org.headrace.ops.rnn.MultiRNNCell;
import org.headrace.ops.rnn.RnnCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recurrent cells made of ordinary ops, and the ops that do the same in one: values and gradients agree. */
class RecurrentTest {
    private static final int TIME = 4;
    private static final int BATCH = 3;
    private static final int INPUTS = 2;
    private static final int CELLS = 5;

    private final Ops tf = Ops.on(new Graph());
    private final Random random = new Random(3);

    private Output normal(long... dims) {
        Shape shape = Shape.of(dims);
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return tf.constant(Tensor.wrap(shape, values), "Const");
    }

    private List<String> variables() {
        return tf.graph().ops().stream()
                .filter(op -> op.type().name().equals("VariableV2"))
                .map(Op::name)
                .toList();
    }

    private List<Output> inputs() {
        List<Output> inputs = new ArrayList<>();
        for (int t = 0; t < TIME; t++) {
            inputs.add(normal(BATCH, INPUTS));
        }
        return inputs;
    }

    @Test
    void namesVariablesAsTensorFlowDoes() {
        List<Output> inputs = inputs();
        tf.nn.staticRnn(new BasicLSTMCell(CELLS), inputs);
        tf.nn.staticRnn(new MultiRNNCell(List.of(new GRUCell(3), new BasicRNNCell(4))), inputs);
        tf.nn.staticBidirectionalRnn(
                new LSTMCell(3, true, 0, null, 1), new DropoutWrapper(new GRUCell(2), 0.5, 1, 1, 1L), inputs);
        assertThat(variables())
                .containsExactly(
                        "rnn/basic_lstm_cell/kernel",
                        "rnn/basic_lstm_cell/bias",
                        "rnn/multi_rnn_cell/cell_0/gru_cell/gates/kernel",
                        "rnn/multi_rnn_cell/cell_0/gru_cell/gates/bias",
                        "rnn/multi_rnn_cell/cell_0/gru_cell/candidate/kernel",
                        "rnn/multi_rnn_cell/cell_0/gru_cell/candidate/bias",
                        "rnn/multi_rnn_cell/cell_1/basic_rnn_cell/kernel",
                        "rnn/multi_rnn_cell/cell_1/basic_rnn_cell/bias",
                        "bidirectional_rnn/fw/lstm_cell/kernel",
                        "bidirectional_rnn/fw/lstm_cell/bias",
                        "bidirectional_rnn/fw/lstm_cell/w_f_diag",
                        "bidirectional_rnn/fw/lstm_cell/w_i_diag",
                        "bidirectional_rnn/fw/lstm_cell/w_o_diag",
                        "bidirectional_rnn/bw/gru_cell/gates/kernel",
                        "bidirectional_rnn/bw/gru_cell/gates/bias",
                        "bidirectional_rnn/bw/gru_cell/candidate/kernel",
                        "bidirectional_rnn/bw/gru_cell/candidate/bias");
    }

    @Test
    void everyTimeEntersTheCellsScopeAgain() {
        tf.nn.staticRnn(new BasicLSTMCell(CELLS), inputs());
        List<String> products = tf.graph().ops().stream()
                .filter(op -> op.type().name().equals("MatMul"))
                .map(Op::name)
                .toList();
        assertThat(products)
                .containsExactly(
                        "rnn/basic_lstm_cell/MatMul",
                        "rnn/basic_lstm_cell/MatMul_1",
                        "rnn/basic_lstm_cell/MatMul_2",
                        "rnn/basic_lstm_cell/MatMul_3");
    }

    /** The gates i, ci, f, o of the op are i, j, f, o of the cell. Nothing is clipped: TensorFlow's gradient does not know of it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void blockLstmIsTheCellUnrolled(boolean peephole) {
        List<Output> inputs = inputs();
        LSTMCell cell = new LSTMCell(CELLS, peephole, 70.0, null, 1);
        var unrolled = tf.nn.staticRnn(cell, inputs);
        Output kernel = tf.graph().op("rnn/lstm_cell/kernel").output(0);
        Output bias = tf.graph().op("rnn/lstm_cell/bias").output(0);
        Output zeros = tf.zeros(Shape.of(BATCH, CELLS));
        Output none = tf.zeros(Shape.of(CELLS));
        Output x = tf.stack(inputs);
        Op block = tf.addOp(
                new BlockLSTM(1, 70, peephole),
                tf.constant((long) TIME),
                x,
                zeros,
                zeros,
                kernel,
                peephole ? tf.graph().op("rnn/lstm_cell/w_i_diag").output(0) : none,
                peephole ? tf.graph().op("rnn/lstm_cell/w_f_diag").output(0) : none,
                peephole ? tf.graph().op("rnn/lstm_cell/w_o_diag").output(0) : none,
                bias);
        Output weights = normal(TIME, BATCH, CELLS);
        List<Output> xs = new ArrayList<>(List.of(x, kernel, bias));
        if (peephole) {
            xs.add(tf.graph().op("rnn/lstm_cell/w_i_diag").output(0));
            xs.add(tf.graph().op("rnn/lstm_cell/w_f_diag").output(0));
            xs.add(tf.graph().op("rnn/lstm_cell/w_o_diag").output(0));
        }
        Output stacked = tf.stack(unrolled.outputs());
        compare(stacked, block.output(6), weights, xs, inputs);
    }

    /** One step from zeros: the cell's output times the matrix, then clipped. */
    @Test
    void projectionIsAMatrixAfterTheCell() {
        Output x = normal(BATCH, CELLS);
        var projected = tf.nn.staticRnn(new LSTMCell(CELLS, false, 0, tf.initializers.ones(), 2, 0.3, 1), List.of(x));
        Output matrix = tf.graph().op("rnn/lstm_cell/projection/kernel").output(0);
        Ops other = tf.variableScope("plain");
        var plain = other.nn.staticRnn(new LSTMCell(CELLS, false, 0, tf.initializers.ones(), 1), List.of(x));
        Output expected = tf.clipByValue(tf.matmul(plain.outputs().get(0), matrix), -0.3, 0.3);
        assertThat(matrix.shape()).isEqualTo(Shape.of(CELLS, 2));
        assertThat(tf.graph().op("rnn/lstm_cell/kernel").output(0).shape()).isEqualTo(Shape.of(CELLS + 2, 4 * CELLS));
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            close(session.run(expected), session.run(projected.outputs().get(0)));
        }
    }

    private List<Output> gradients(Output y, Output weights, List<Output> xs) {
        return Gradients.of(tf, tf.reduceSum(tf.mul(y, weights))).withRespectTo(xs).stream()
                .map(gradient -> ((Gradient.Dense) gradient).value())
                .toList();
    }

    /** Values, and gradients by everything but x, which the cell has in parts. */
    private void compare(Output cells, Output block, Output weights, List<Output> xs, List<Output> parts) {
        List<Output> byCells = new ArrayList<>();
        List<Output> fromParts = gradients(cells, weights, parts);
        byCells.add(tf.stack(fromParts));
        byCells.addAll(gradients(cells, weights, xs.subList(1, xs.size())));
        List<Output> byBlock = gradients(block, weights, xs);
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            close(session.run(cells), session.run(block));
            for (int i = 0; i < byBlock.size(); i++) {
                close(session.run(byCells.get(i)), session.run(byBlock.get(i)));
            }
        }
    }

    private static void close(Tensor expected, Tensor actual) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.doubleAt(i)).isCloseTo(expected.doubleAt(i), within(2e-5));
        }
    }

    @Test
    void gruBlockCellIsTheCell() {
        List<Output> inputs = inputs();
        var unrolled = tf.nn.staticRnn(new GRUCell(CELLS), inputs);
        String[] names = {"gates/kernel", "candidate/kernel", "gates/bias", "candidate/bias"};
        List<Output> variables = new ArrayList<>();
        for (String name : names) {
            variables.add(tf.graph().op("rnn/gru_cell/" + name).output(0));
        }
        Output state = tf.zeros(Shape.of(BATCH, CELLS));
        for (Output input : inputs) {
            state = tf.addOp(
                            new GRUBlockCell(),
                            input,
                            state,
                            variables.get(0),
                            variables.get(1),
                            variables.get(2),
                            variables.get(3))
                    .output(3);
        }
        compareLast(unrolled.state().get(0), state, variables, inputs);
    }

    @Test
    void lstmBlockCellIsTheCell() {
        List<Output> inputs = inputs();
        var unrolled = tf.nn.staticRnn(new LSTMCell(CELLS, true, 0, null, 0.5), inputs);
        String[] names = {"kernel", "w_i_diag", "w_f_diag", "w_o_diag", "bias"};
        List<Output> variables = new ArrayList<>();
        for (String name : names) {
            variables.add(tf.graph().op("rnn/lstm_cell/" + name).output(0));
        }
        Output c = tf.zeros(Shape.of(BATCH, CELLS));
        Output h = tf.zeros(Shape.of(BATCH, CELLS));
        for (Output input : inputs) {
            Op cell = tf.addOp(
                    new LSTMBlockCell(0.5f, 0, true),
                    input,
                    c,
                    h,
                    variables.get(0),
                    variables.get(1),
                    variables.get(2),
                    variables.get(3),
                    variables.get(4));
            c = cell.output(1);
            h = cell.output(6);
        }
        compareLast(unrolled.state().get(1), h, variables, inputs);
    }

    private void compareLast(Output cells, Output block, List<Output> variables, List<Output> inputs) {
        Output weights = normal(BATCH, CELLS);
        List<Output> xs = new ArrayList<>(variables);
        xs.addAll(inputs);
        List<Output> byCells = gradients(cells, weights, xs);
        List<Output> byBlock = gradients(block, weights, xs);
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            close(session.run(cells), session.run(block));
            for (int i = 0; i < xs.size(); i++) {
                close(session.run(byCells.get(i)), session.run(byBlock.get(i)));
            }
        }
    }

    @Test
    void batchesMayBeOfAnySize() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, INPUTS), "x");
        RnnCell cell = new MultiRNNCell(List.of(new BasicLSTMCell(4), new BasicRNNCell(3)));
        var unrolled = tf.nn.staticRnn(cell, List.of(x, x));
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            assertThat(session.feed(x, new float[7][INPUTS])
                            .run(unrolled.outputs().get(1))
                            .shape())
                    .isEqualTo(Shape.of(7, 3));
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> tf.nn.staticRnn(new GRUCell(2), List.of()))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("inputs must not be empty");
        Output x = normal(BATCH, INPUTS);
        assertThatThrownBy(() -> new BasicLSTMCell(2).call(tf, x, List.of(x)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("the state has 1 parts, but this cell's has 2");
        assertThatThrownBy(() -> tf.addOp(
                        new GRUBlockCell(), x, normal(BATCH, 4), normal(6, 8), normal(6, 5), normal(8), normal(4)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("w_c is [6,5], but must be [6,4]");
    }
}
