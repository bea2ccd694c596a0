package org.headrace.train.keras;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.ops.Ops;

/**
 * A convolution of signals, images or volumes, channels last, then bias and activation. The kernel is by default Glorot
 * uniform; the bias {@code [filters]}, by default zeros.
 *
 * <p>Dilation is an attribute of the one op, where TensorFlow 1.14 moves elements to batches and back: the values are the same.
 *
 * @param <L> the layer's own class
 */
abstract class Convolution<L extends Convolution<L>> extends KernelLayer<L> {
    final int rank;
    final int filters;
    final int[] kernelSize;
    int[] strides;
    String padding = "VALID";
    int[] dilationRate;

    /** Along so many axes. */
    Convolution(String defaultName, int rank, int filters, int... kernelSize) {
        super(defaultName, "linear");
        if (filters < 1) {
            throw new InvalidArgumentException(getClass().getSimpleName() + " needs at least 1 filter, not " + filters);
        }
        this.rank = rank;
        this.filters = filters;
        this.kernelSize = Windows.sizes("kernel_size", rank, kernelSize);
        this.strides = Windows.sizes("strides", rank, 1);
        this.dilationRate = Windows.sizes("dilation_rate", rank, 1);
    }

    /** How far the window moves: one number, or one for each axis. */
    public L strides(int... steps) {
        requireNotPlaced("strides");
        this.strides = Windows.sizes("strides", rank, steps);
        return self();
    }

    /** {@code "valid"}, the default: the window stays inside. {@code "same"}: zeros around keep the size. */
    public L padding(String kind) {
        requireNotPlaced("padding");
        this.padding = Windows.padding(kind);
        return self();
    }

    /** The sums, without bias and activation. */
    abstract Output sums(Ops tf, Output inputs);

    /** The kernel's shape for so many channels. */
    Shape kernelShape(long channels) {
        return windowShape(channels, filters);
    }

    /** The window's sizes, then these two. */
    final Shape windowShape(long from, long to) {
        long[] dims = new long[rank + 2];
        for (int i = 0; i < rank; i++) {
            dims[i] = kernelSize[i];
        }
        dims[rank] = from;
        dims[rank + 1] = to;
        return Shape.of(dims);
    }

    @Override
    protected void build(Ops tf, DType dtype, Shape inputs) {
        requireRank(inputs, rank + 2, rank + 2);
        addKernel(tf, kernelShape(requireDim(inputs, rank + 1)), dtype);
        addBias(tf, filters, dtype);
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        return activated(tf, biased(tf, sums(tf, inputs)));
    }
}
