package org.headrace.train.keras;

import java.util.List;
import org.headrace.core.Output;
import org.headrace.ops.Ops;

/**
 * Gated recurrent unit (Cho et al., 2014). The weights are in three parts of {@code units} columns each, z, r, g:
 * {@code z} and {@code r} are the recurrent activation of {@code x kernel + h recurrent_kernel + bias}, {@code g} is the
 * activation of {@code x kernel + (r h) recurrent_kernel + bias}, and {@code h} becomes {@code z h + (1 - z) g}. Inputs are
 * {@code [batch, time, inputs]} with a known number of steps, which are unrolled.
 *
 * <p>The defaults are those of {@code tf.keras.layers.GRU} in TensorFlow 1.14: tanh, hard_sigmoid for the gates, and
 * {@code reset_after=False}, the only kind here.
 */
public final class GRU extends Gated<GRU> {
    /** A layer of this many units. */
    public GRU(int units) {
        super("gru", units, 3);
    }

    @Override
    int states() {
        return 1;
    }

    @Override
    List<Output> recurrentKernels(Ops tf, Output recurrentKernel) {
        return tf.split(recurrentKernel, new int[] {2 * units(), units()}, 1);
    }

    @Override
    List<Output> step(Ops tf, Output inputs, List<Output> states, List<Output> kernels) {
        Output h = states.get(0);
        List<Output> parts = tf.split(inputs, new int[] {2 * units(), units()}, 1);
        Output gates = gate(tf, tf.add(parts.get(0), tf.matmul(h, kernels.get(0))));
        List<Output> updateAndReset = tf.split(gates, 2, 1);
        Output update = updateAndReset.get(0);
        Output fresh = activated(tf, tf.add(parts.get(1), tf.matmul(tf.mul(updateAndReset.get(1), h), kernels.get(1))));
        return List.of(tf.add(tf.mul(update, h), tf.mul(tf.sub(1, update), fresh)));
    }
}
