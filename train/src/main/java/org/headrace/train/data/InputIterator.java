package org.headrace.train.data;

import org.jspecify.annotations.Nullable;

/** An iterator over what another one gives. */
abstract class InputIterator extends DatasetIterator {
    private final DatasetIterator input;

    InputIterator(DatasetIterator input) {
        this.input = input;
    }

    /** The input's next element, or null after its last. */
    final @Nullable Element fromInput() {
        return input.hasNext() ? input.next() : null;
    }

    @Override
    protected final void release() {
        input.close();
    }
}
