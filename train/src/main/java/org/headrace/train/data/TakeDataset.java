package org.headrace.train.data;

import org.jspecify.annotations.Nullable;

/** The first {@code count} elements, or for -1 all. TensorFlow op {@code TakeDataset}. */
final class TakeDataset extends Dataset {
    private final Dataset input;
    private final long count;

    TakeDataset(Dataset input, long count) {
        this.input = input;
        this.count = RepeatDataset.requireCount(count);
    }

    @Override
    public DatasetIterator iterator() {
        return new InputIterator(input.iterator()) {
            private long taken;

            @Override
            protected @Nullable Element pull() {
                return count == -1 || taken++ < count ? fromInput() : null;
            }
        };
    }
}
