package org.headrace.train.keras;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;
import org.headrace.ops.state.Initializer;
import org.headrace.ops.state.Orthogonal;

/**
 * A layer that goes through sequences {@code [batch, time, inputs]} step by step: what {@link SimpleRNN}, {@link LSTM} and
 * {@link GRU} share. Its weights are Keras': {@code kernel [inputs, gates * units]}, by default Glorot uniform,
 * {@code recurrent_kernel [units, gates * units]}, by default orthogonal, and {@code bias [gates * units]}, by default zeros.
 *
 * <p>The steps are laid out one after the other in the graph, Keras' {@code unroll=True}; so their number must be known.
 * The inputs of all steps are multiplied by the kernel at once. There are no masks, no dropout between steps, no state
 * from batch to batch.
 *
 * @param <L> the layer's own class
 */
abstract class Recurrent<L extends Recurrent<L>> extends KernelLayer<L> {
    private static final int TIME = 1;

    private final int units;
    private final int gates;
    private boolean returnSequences;
    private boolean goBackwards;
    private Initializer recurrentInitializer = new Orthogonal(1, null);

    Recurrent(String defaultName, int units, int gates) {
        super(defaultName, "tanh");
        if (units < 1) {
            throw new InvalidArgumentException(defaultName + " needs at least 1 unit, not " + units);
        }
        this.units = units;
        this.gates = gates;
    }

    /** Whether the outputs of all steps are given, {@code [batch, time, units]}, or only the last, {@code [batch, units]}. */
    public L returnSequences(boolean yes) {
        requireNotPlaced("returnSequences");
        this.returnSequences = yes;
        return self();
    }

    /** Whether the last step comes first; the outputs are in the order of the steps made. */
    public L goBackwards(boolean yes) {
        requireNotPlaced("goBackwards");
        this.goBackwards = yes;
        return self();
    }

    /** The recurrent kernel's first value. */
    public L recurrentInitializer(Initializer initializer) {
        requireNotPlaced("recurrentInitializer");
        this.recurrentInitializer = initializer;
        return self();
    }

    /** How many values go from step to step for each unit: the output, and what else. */
    abstract int states();

    /** What {@link #step} needs of the recurrent kernel, made once for all steps. */
    abstract List<Output> recurrentKernels(Ops tf, Output recurrentKernel);

    /** One step: the new states, the output first, from the inputs times the kernel plus bias and the states before. */
    abstract List<Output> step(Ops tf, Output inputs, List<Output> states, List<Output> recurrentKernels);

    final int units() {
        return units;
    }

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        requireRank(inputs, 3, 3);
        if (inputs.dim(TIME) == Shape.UNKNOWN) {
            throw new InvalidArgumentException("The inputs to " + name() + " are " + inputs
                    + ": the number of steps, dimension 1, must be known. Give the first layer an inputShape that says it,"
                    + " such as inputShape(10, 8) for 10 steps of 8 values, and pad shorter sequences");
        }
        if (inputs.dim(TIME) == 0) {
            throw new InvalidArgumentException("The inputs to " + name() + " are " + inputs + ": there is no step");
        }
        int width = Math.multiplyExact(gates, units);
        addKernel(tf, Shape.of(requireDim(inputs, 2), width), dtype);
        addWeight(tf, "recurrent_kernel", Shape.of(units, width), dtype, recurrentInitializer);
        addBias(tf, width, dtype);
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        List<Output> steps = steps(tf, inputs);
        List<Output> kernels = recurrentKernels(tf, weights().get(1));
        List<Output> states = zeroStates(tf, inputs);
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Output step = steps.get(goBackwards ? steps.size() - 1 - i : i);
            states = step(tf, step, states, kernels);
            outputs.add(states.get(0));
        }
        return returnSequences ? tf.stack(outputs, TIME) : states.get(0);
    }

    /** Each step's inputs times the kernel, plus bias: {@code [batch, gates * units]}. */
    private List<Output> steps(Ops tf, Output inputs) {
        Output kernel = weights().get(0);
        Output rows = tf.matmul(tf.reshape(inputs, -1, inputs.shape().dim(2)), kernel);
        Output sums = biased(tf, rows);
        return tf.unstack(
                tf.reshape(sums, -1, inputs.shape().dim(TIME), kernel.shape().dim(1)), TIME);
    }

    /** Zeros for as many examples as there are, which is known only when the graph runs. */
    private List<Output> zeroStates(Ops tf, Output inputs) {
        Output perExample = tf.expandDims(tf.reduceSum(tf.zerosLike(inputs), 1, 2), -1);
        Output zeros = tf.tile(perExample, 1, units);
        List<Output> states = new ArrayList<>();
        for (int i = 0; i < states(); i++) {
            states.add(zeros);
        }
        return states;
    }
}
