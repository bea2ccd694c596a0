package org.headrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;

/** Steps by sparse gradients, those of rows that were gathered; names are those of TensorFlow 1.14. */
class SparseOptimizerTest {
    private static final double[][] START = {{1, 2}, {3, 4}, {5, 6}, {7, 8}};
    /** What each run gathers, rows 1 and 3, the one twice. */
    private static final int[][] GATHERED = {{1, 3, 1}, {0, 1, 1}, {3, 3, 3}};

    private final Ops tf = Ops.on(new Graph());
    private final Output table = tf.variable(START, "table");
    private final Output indices = tf.placeholder(DType.INT32, Shape.of(-1), "indices");

    /** The table after one step by the sum of the squares of the rows gathered, for each run. */
    private double[][] train(Function<TrainOps, Optimizer> optimizer) {
        Output rows = tf.gather(table, indices);
        Op step = optimizer.apply(new TrainOps(tf)).minimize(tf.mul(rows, rows));
        double[][] after = new double[GATHERED.length][];
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            for (int run = 0; run < GATHERED.length; run++) {
                session.feed(indices, GATHERED[run]).run(step);
                after[run] = session.run(table).toDoubleArray();
            }
        }
        return after;
    }

    /** How an element of the table steps: by its gradient, in a run, whether or not its row was gathered. */
    private interface Rule {
        double step(int element, double x, double gradient, int run, boolean gathered);
    }

    private static void compare(double[][] actual, Rule rule, double tolerance) {
        double[] x = {1, 2, 3, 4, 5, 6, 7, 8};
        for (int run = 0; run < GATHERED.length; run++) {
            double[] gradient = new double[8];
            boolean[] gathered = new boolean[4];
            for (int row : GATHERED[run]) {
                gathered[row] = true;
                for (int j = 0; j < 2; j++) {
                    gradient[2 * row + j] += 2 * x[2 * row + j];
                }
            }
            for (int i = 0; i < 8; i++) {
                x[i] = rule.step(i, x[i], gradient[i], run, gathered[i / 2]);
            }
            assertThat(actual[run]).as("run %d", run).containsExactly(x, within(tolerance));
        }
    }

    @Test
    void descentScatters() {
        double rate = (double) .1f;
        compare(train(train -> train.gradientDescent(.1)), (i, x, g, run, gathered) -> x - rate * g, 1e-12);
        assertThat(tf.graph().ops())
                .extracting(Op::name)
                .contains("GradientDescent/update_table/mul", "GradientDescent/update_table/ScatterSub");
    }

    @Test
    void momentumChangesOnlyTheRowsNamed() {
        double rate = (double) .1f;
        double momentum = (double) .9f;
        double[] accum = new double[8];
        compare(
                train(train -> train.momentum(.1, .9)),
                (i, x, g, run, gathered) -> {
                    if (!gathered) {
                        return x;
                    }
                    accum[i] = momentum * accum[i] + g;
                    return x - rate * accum[i];
                },
                1e-12);
        assertThat(tf.graph().ops())
                .extracting(Op::name)
                .contains(
                        "Momentum/update_table/Unique",
                        "Momentum/update_table/Shape",
                        "Momentum/update_table/strided_slice",
                        "Momentum/update_table/UnsortedSegmentSum",
                        "Momentum/update_table/SparseApplyMomentum");
    }

    @Test
    void adamMovesEveryRow() {
        double rate = (double) .1f;
        double beta1 = (double) .9f;
        double beta2 = (double) .999f;
        double[] m = new double[8];
        double[] v = new double[8];
        compare(
                train(train -> train.adam(.1)),
                (i, x, g, run, gathered) -> {
                    m[i] = beta1 * m[i] + (1 - beta1) * g;
                    v[i] = beta2 * v[i] + (1 - beta2) * g * g;
                    double alpha = rate * Math.sqrt(1 - Math.pow(beta2, run + 1)) / (1 - Math.pow(beta1, run + 1));
                    return x - alpha * m[i] / (Math.sqrt(v[i]) + (double) 1e-8f);
                },
                1e-5);
        assertThat(tf.graph().ops())
                .extracting(Op::name)
                .contains(
                        "Adam/update_table/UnsortedSegmentSum",
                        "Adam/update_table/sub/x",
                        "Adam/update_table/Sqrt",
                        "Adam/update_table/truediv",
                        "Adam/update_table/mul_6",
                        "Adam/update_table/Assign_1",
                        "Adam/update_table/ScatterAdd_1",
                        "Adam/update_table/Sqrt_1",
                        "Adam/update_table/add",
                        "Adam/update_table/truediv_1",
                        "Adam/update_table/AssignSub",
                        "Adam/update_table/group_deps");
    }
}
