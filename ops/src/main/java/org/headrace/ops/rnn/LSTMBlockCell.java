package org.headrace.ops.rnn;

import java.util.Collections;
import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.nn.BiasAddGrad;

/**
 * One time of a long short-term memory, float32: TensorFlow's {@code LSTMBlockCell(x, cs_prev, h_prev, w, wci, wcf, wco, b)}
 * of {@code x [batch, inputs]}, states {@code [batch, cells]}, {@code w [inputs + cells, 4 cells]}, peepholes {@code [cells]}
 * and {@code b [4 cells]}. The gates' order is i, ci, f, o; the outputs are i, cs, f, o, ci, co, h, each
 * {@code [batch, cells]}. Gradients are those of {@code tf.contrib.rnn}; the inputs' number must be known.
 *
 * @param forgetBias is added to the forget gate's sum
 * @param cellClip the greatest magnitude of cs, if positive
 * @param usePeephole whether the gates see the state through wci, wcf and wco
 */
public record LSTMBlockCell(float forgetBias, float cellClip, boolean usePeephole) implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape state = LstmSizes.check(in, 0, 2);
        return Collections.nCopies(7, in.input(0).withShape(state));
    }

    @Override
    public Kernel kernel(Signature signature) {
        LstmSizes sizes = LstmSizes.of(signature, 0);
        LstmForward forward = new LstmForward(signature, sizes, 0, forgetBias, cellClip, usePeephole);
        return context -> {
            forward.bind(context);
            forward.step(0);
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dys) {
        Output[] inputs = new Output[16];
        for (int i = 0; i < 8; i++) {
            inputs[i] = op.input(i);
        }
        for (int i = 0; i < 6; i++) {
            inputs[8 + i] = op.output(i);
        }
        inputs[14] = dys.get(1);
        inputs[15] = dys.get(6);
        Op cell = tf.addOp(new LSTMBlockCellGrad(usePeephole), inputs);
        Output gates = cell.output(1);
        int width = Math.toIntExact(op.input(0).shape().dim(1));
        Output joined = tf.matmul(gates, op.input(3), false, true);
        Output dx = tf.slice(joined, new int[] {0, 0}, new int[] {-1, width});
        Output dh = tf.slice(joined, new int[] {0, width}, new int[] {-1, -1});
        Output dw = tf.matmul(tf.concat(List.of(op.input(0), op.input(2)), 1), gates, true, false);
        Output db = tf.add(new BiasAddGrad("NHWC"), gates);
        return Gradient.list(dx, cell.output(0), dh, dw, cell.output(2), cell.output(3), cell.output(4), db);
    }
}
