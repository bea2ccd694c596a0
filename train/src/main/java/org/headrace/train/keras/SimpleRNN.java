package org.headrace.train.keras;

import java.util.List;
import org.headrace.core.Output;
import org.headrace.ops.Ops;

/**
 * A fully connected layer over sequences that is fed its own output: {@code h = activation(x kernel + h recurrent_kernel +
 * bias)}, by default with tanh. Inputs are {@code [batch, time, inputs]} with a known number of steps, which are unrolled.
 */
public final class SimpleRNN extends Recurrent<SimpleRNN> {
    /** A layer of this many units. */
    public SimpleRNN(int units) {
        super("simple_rnn", units, 1);
    }

    @Override
    int states() {
        return 1;
    }

    @Override
    List<Output> recurrentKernels(Ops tf, Output recurrentKernel) {
        return List.of(recurrentKernel);
    }

    @Override
    List<Output> step(Ops tf, Output inputs, List<Output> states, List<Output> kernels) {
        return List.of(activated(tf, tf.add(inputs, tf.matmul(states.get(0), kernels.get(0)))));
    }
}
