package org.headrace.train.data;

import org.jspecify.annotations.Nullable;

/** All but the first {@code count} elements, or for -1 none. TensorFlow op {@code SkipDataset}. */
final class SkipDataset extends Dataset {
    private final Dataset input;
    private final long count;

    SkipDataset(Dataset input, long count) {
        this.input = input;
        this.count = RepeatDataset.requireCount(count);
    }

    @Override
    public DatasetIterator iterator() {
        return new InputIterator(input.iterator()) {
            private long skipped;

            @Override
            protected @Nullable Element pull() {
                if (count == -1) {
                    return null;
                }
                Element element = fromInput();
                while (element != null && skipped < count) {
                    skipped++;
                    element = fromInput();
                }
                return element;
            }
        };
    }
}
