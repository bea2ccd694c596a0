package org.headrace.train.keras;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.ops.Ops;

/** Says what a model is fed; it does nothing else. */
public final class InputLayer extends Layer<InputLayer> {
    private final DType dtype;

    /** float32 examples of this shape, without the batch. */
    public InputLayer(long... inputShape) {
        this(DType.FLOAT32, inputShape);
    }

    /** Examples of this dtype and shape, without the batch. */
    public InputLayer(DType dtype, long... inputShape) {
        super("input");
        this.dtype = dtype;
        inputShape(inputShape);
    }

    @Override
    protected DType inputDtype() {
        return dtype;
    }

    @Override
    protected Output call(Ops tf, Output inputs, boolean training) {
        return inputs;
    }
}
