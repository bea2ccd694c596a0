package org.headrace.train.data;

import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/** Numbers from {@code start} on, {@code stop} not included. TensorFlow op {@code RangeDataset}. */
final class RangeDataset extends Dataset {
    private final long start;
    private final long stop;
    private final long step;

    RangeDataset(long start, long stop, long step) {
        if (step == 0) {
            throw new InvalidArgumentException("step must be a non-zero integer.");
        }
        this.start = start;
        this.stop = stop;
        this.step = step;
    }

    @Override
    public DatasetIterator iterator() {
        return new DatasetIterator() {
            private long next = start;
            private boolean overflowed;

            @Override
            protected @Nullable Element pull() {
                if (overflowed || (step > 0 ? next >= stop : next <= stop)) {
                    return null;
                }
                Element element = Element.of(Tensor.of((Object) next));
                long following = next + step;
                overflowed = step > 0 ? following < next : following > next;
                next = following;
                return element;
            }

            @Override
            protected void release() {
                // Nothing is held.
            }
        };
    }
}
