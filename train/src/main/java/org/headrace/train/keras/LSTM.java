package org.headrace.train.keras;

import java.util.List;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.state.Initializer;

/**
 * Long short-term memory (Hochreiter and Schmidhuber, 1997). From {@code x kernel + h recurrent_kernel + bias}, in four
 * parts of {@code units} columns each, come the gates {@code i}, {@code f} and {@code o} by the recurrent activation and
 * {@code g} by the activation, in the order i, f, g, o; then {@code c = f c + i g} and {@code h = o activation(c)}. Inputs are
 * {@code [batch, time, inputs]} with a known number of steps, which are unrolled.
 *
 * <p>The defaults are those of {@code tf.keras.layers.LSTM} in TensorFlow 1.14: tanh, and hard_sigmoid for the gates.
 */
public final class LSTM extends Gated<LSTM> {
    private boolean unitForgetBias = true;

    /** A layer of this many units. */
    public LSTM(int units) {
        super("lstm", units, 4);
    }

    /** Whether the bias of the gate f begins with ones, by default yes: nothing is forgotten at first. */
    public LSTM unitForgetBias(boolean yes) {
        requireNotPlaced("unitForgetBias");
        this.unitForgetBias = yes;
        return this;
    }

    @Override
    Initializer firstBias(Initializer asked) {
        if (!unitForgetBias) {
            return asked;
        }
        return (tf, dtype, shape) -> tf.concat(
                List.of(
                        asked.initialValue(tf, dtype, Shape.of(units())),
                        tf.ones(Shape.of(units()), dtype),
                        asked.initialValue(tf, dtype, Shape.of(2L * units()))),
                0);
    }

    @Override
    int states() {
        return 2;
    }

    @Override
    List<Output> recurrentKernels(Ops tf, Output recurrentKernel) {
        return List.of(recurrentKernel);
    }

    @Override
    List<Output> step(Ops tf, Output inputs, List<Output> states, List<Output> kernels) {
        Output sums = tf.add(inputs, tf.matmul(states.get(0), kernels.get(0)));
        List<Output> parts = tf.split(sums, 4, 1);
        Output input = gate(tf, parts.get(0));
        Output forget = gate(tf, parts.get(1));
        Output added = tf.mul(input, activated(tf, parts.get(2)));
        Output carry = tf.add(tf.mul(forget, states.get(1)), added);
        Output output = tf.mul(gate(tf, parts.get(3)), activated(tf, carry));
        return List.of(output, carry);
    }
}
