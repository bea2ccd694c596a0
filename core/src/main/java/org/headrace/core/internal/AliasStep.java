package org.headrace.core.internal;

import org.headrace.core.InternalException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/** An op that hands on its input under another shape, when that input is not at one place for good: fed, or a variable. */
final class AliasStep extends Step {
    private final Shape shape;
    private @Nullable Tensor last;
    private @Nullable Tensor view;

    AliasStep(Lowered lowered, @Nullable Tensor[] slots, Shape shape) {
        super(lowered, slots);
        this.shape = shape;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
    void run() {
        Tensor source = input(0);
        if (source != last) {
            last = source;
            view = source.reshape(shape);
        }
        slots[out[0]] = view;
    }

    @Override
    void release() {
        last = null;
        view = null;
    }

    @Override
    Tensor newTensor(int i, Shape shape) {
        throw new InternalException(op(), "hands on its input and has no buffer");
    }

    @Override
    String describe() {
        return "alias";
    }
}
