package org.headrace.peers.headrace;

import static org.headrace.core.DType.FLOAT32;

import java.util.List;
import org.headrace.Tf;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.SessionConfig;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.peers.Data;
import org.headrace.peers.PeerWorkload;
import org.jspecify.annotations.Nullable;

/** What is not trained: the empty call, inference, and single kernels on resident operands. */
final class Kernels {
    private final long started = System.nanoTime();
    private final Tf tf = Tf.create();
    private final SessionConfig config;

    Kernels(SessionConfig config) {
        this.config = config;
    }

    @Nullable
    PeerWorkload create(String workload) {
        if (workload.startsWith("W5.")) {
            return new Networks(config).inference(Data.inferenceBatch(workload));
        }
        if (workload.startsWith("W7.")) {
            Data.Product p = Data.product(workload);
            return kernel(tf.matmul(variable(p.a(), p.m, p.k), variable(p.b(), p.k, p.n)));
        }
        return switch (workload) {
            case "W0" -> call();
            case "W6.chain" ->
                kernel(chain(tf.constant(Data.CHAIN_A), tf.constant(Data.CHAIN_B), tf.constant(Data.CHAIN_C)));
            case "W6.chainfull" -> kernel(chain(operand(0), operand(1), operand(2)));
            case "W6.softmax" ->
                kernel(tf.nn.softmax(variable(Data.softmaxX(), Data.SOFTMAX_ROWS, Data.SOFTMAX_COLUMNS)));
            case "W6.sum0" -> kernel(tf.reduceSum(variable(Data.sumX(), Data.SUM, Data.SUM), 0));
            case "W6.sum1" -> kernel(tf.reduceSum(variable(Data.sumX(), Data.SUM, Data.SUM), 1));
            default -> null;
        };
    }

    private Output variable(float[] values, long... dims) {
        return tf.variable(Tensor.wrap(Shape.of(dims), values));
    }

    private Output operand(int number) {
        return variable(Data.chainOperand(number), Data.CHAIN);
    }

    private Output chain(Output a, Output b, Output c) {
        Output x = variable(Data.chainX(), Data.CHAIN);
        Output tanh = tf.tanh(tf.add(tf.mul(x, a), b));
        return tf.reduceMean(tf.add(tf.mul(tanh, tf.sigmoid(x)), c));
    }

    /** W0: a scalar in, the same scalar out. */
    private PeerWorkload call() {
        Output x = tf.placeholder(FLOAT32, Shape.of());
        Tensor[][] one = {{Tensor.of(1f)}};
        return new Run(tf, config, started, List.of(tf.identity(x)), List.of(x), one, run -> run.get(0)
                .toFloat());
    }

    /** Runs an op for its work alone; its value is brought back for the check only. */
    private PeerWorkload kernel(Output output) {
        var run = new Run(
                tf, config, started, List.of(output.op()), List.of(), new Tensor[][] {{}}, prepared -> Double.NaN);
        Session session = run.session();
        return new PeerWorkload() {
            @Override
            public double step() {
                return run.step();
            }

            @Override
            public double check() {
                return session.run(output).doubleAt(0);
            }

            @Override
            public int nodes() {
                return run.nodes();
            }

            @Override
            public void close() {
                run.close();
            }
        };
    }
}
