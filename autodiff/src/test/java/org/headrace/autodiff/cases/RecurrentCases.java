package org.headrace.autodiff.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.ops.rnn.BlockLSTM;
import org.headrace.ops.rnn.BlockLSTMGrad;
import org.headrace.ops.rnn.GRUBlockCell;
import org.headrace.ops.rnn.GRUBlockCellGrad;
import org.headrace.ops.rnn.LSTMBlockCell;
import org.headrace.ops.rnn.LSTMBlockCellGrad;

/** Rows of the recurrent cells in one op, which TensorFlow has in float32; their gradients' ops have rows, too. */
final class RecurrentCases {
    private static final int TIME = 4;
    private static final int BATCH = 3;
    private static final int INPUTS = 2;
    private static final int CELLS = 5;

    private final List<OpCase> rows = new ArrayList<>();
    private final Random random = new Random(1);

    private RecurrentCases() {}

    static List<OpCase> rows() {
        RecurrentCases cases = new RecurrentCases();
        cases.lstm();
        cases.gru();
        return cases.rows;
    }

    private Tensor normal(long... dims) {
        Shape shape = Shape.of(dims);
        float[] values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.wrap(shape, values);
    }

    private Object[] lstmInputs(boolean sequence) {
        return new Object[] {
            sequence ? normal(TIME, BATCH, INPUTS) : normal(BATCH, INPUTS),
            normal(BATCH, CELLS),
            normal(BATCH, CELLS),
            normal(INPUTS + CELLS, 4 * CELLS),
            normal(CELLS),
            normal(CELLS),
            normal(CELLS),
            normal(4 * CELLS)
        };
    }

    /** TensorFlow's float sigmoid is good to 1e-7, which is many units of a small one: all are held to the greatest. */
    private void row(String name, OpCase.Build build, Object... inputs) {
        rows.add(OpCase.many(name, build, inputs)
                .in(DType.FLOAT32)
                .withinOfGreatest(name.contains("Grad") ? 64 : 32)
                .notDifferentiable());
    }

    private static List<Output> block(Ops tf, BlockLSTM type, long length, List<Output> in) {
        List<Output> inputs = new ArrayList<>();
        inputs.add(tf.constant(length));
        inputs.addAll(in.subList(0, 8));
        return tf.addOp(type, inputs.toArray(new Output[0])).outputs();
    }

    private static List<Output> back(Ops tf, BlockLSTM type, long length, List<Output> in) {
        List<Output> inputs = new ArrayList<>();
        inputs.add(tf.constant(length));
        inputs.addAll(in.subList(0, 8));
        inputs.addAll(block(tf, type, length, in));
        inputs.addAll(in.subList(8, 10));
        return tf.addOp(new BlockLSTMGrad(type.usePeephole()), inputs.toArray(new Output[0]))
                .outputs();
    }

    private void lstm() {
        BlockLSTM plain = new BlockLSTM(1, 3, false);
        BlockLSTM peephole = new BlockLSTM(0.5f, 0.4f, true);
        row("BlockLSTM", (tf, in) -> block(tf, plain, TIME, in), lstmInputs(true));
        row("BlockLSTM/peephole", (tf, in) -> block(tf, peephole, TIME, in), lstmInputs(true));
        row(
                "BlockLSTM/shorter",
                (tf, in) -> {
                    List<Output> outputs = block(tf, new BlockLSTM(1, -1, false), 2, in);
                    return List.of(outputs.get(1), outputs.get(6)); // TensorFlow leaves the others as they are
                },
                lstmInputs(true));
        for (BlockLSTM type : List.of(plain, peephole)) {
            List<Object> inputs = new ArrayList<>(List.of(lstmInputs(true)));
            inputs.add(normal(TIME, BATCH, CELLS));
            inputs.add(normal(TIME, BATCH, CELLS));
            String kind = type.equals(plain) ? "" : "/peephole";
            row("BlockLSTMGrad" + kind, (tf, in) -> back(tf, type, TIME, in), inputs.toArray());
            row("BlockLSTMGrad/shorter" + kind, (tf, in) -> back(tf, type, 2, in), inputs.toArray());
        }
        for (boolean peeps : new boolean[] {false, true}) {
            String kind = peeps ? "/peephole" : "";
            LSTMBlockCell cell = new LSTMBlockCell(1, peeps ? 0.4f : 3, peeps);
            row(
                    "LSTMBlockCell" + kind,
                    (tf, in) -> tf.addOp(cell, in.toArray(new Output[0])).outputs(),
                    lstmInputs(false));
            List<Object> inputs = new ArrayList<>(List.of(lstmInputs(false)));
            inputs.add(normal(BATCH, CELLS));
            inputs.add(normal(BATCH, CELLS));
            row(
                    "LSTMBlockCellGrad" + kind,
                    (tf, in) -> {
                        List<Output> all = new ArrayList<>(in.subList(0, 8));
                        all.addAll(tf.addOp(cell, in.subList(0, 8).toArray(new Output[0]))
                                .outputs()
                                .subList(0, 6));
                        all.addAll(in.subList(8, 10));
                        List<Output> gradients = tf.addOp(new LSTMBlockCellGrad(peeps), all.toArray(new Output[0]))
                                .outputs();
                        return peeps ? gradients : gradients.subList(0, 2);
                    },
                    inputs.toArray());
        }
    }

    private void gru() {
        Object[] inputs = {
            normal(BATCH, INPUTS),
            normal(BATCH, CELLS),
            normal(INPUTS + CELLS, 2 * CELLS),
            normal(INPUTS + CELLS, CELLS),
            normal(2 * CELLS),
            normal(CELLS),
            normal(BATCH, CELLS)
        };
        row(
                "GRUBlockCell",
                (tf, in) -> tf.addOp(new GRUBlockCell(), in.subList(0, 6).toArray(new Output[0]))
                        .outputs(),
                inputs);
        row(
                "GRUBlockCellGrad",
                (tf, in) -> {
                    List<Output> all = new ArrayList<>(in.subList(0, 6));
                    all.addAll(tf.addOp(new GRUBlockCell(), in.subList(0, 6).toArray(new Output[0]))
                            .outputs()
                            .subList(0, 3));
                    all.add(in.get(6));
                    return tf.addOp(new GRUBlockCellGrad(), all.toArray(new Output[0]))
                            .outputs();
                },
                inputs);
    }
}
