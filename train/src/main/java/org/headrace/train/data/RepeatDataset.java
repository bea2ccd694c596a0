package org.headrace.train.data;

import org.headrace.core.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/** The input again and again, {@code count} times or, for -1, forever. TensorFlow op {@code RepeatDataset}. */
final class RepeatDataset extends Dataset {
    private final Dataset input;
    private final long count;

    RepeatDataset(Dataset input, long count) {
        this.input = input;
        this.count = requireCount(count);
    }

    /** For -1 all there are. */
    static long requireCount(long count) {
        if (count < -1) {
            throw new InvalidArgumentException("count must be >= 0, or -1, not " + count);
        }
        return count;
    }

    @Override
    public DatasetIterator iterator() {
        return new DatasetIterator() {
            private @Nullable DatasetIterator pass;
            private long begun;

            @Override
            protected @Nullable Element pull() {
                if (pass != null && pass.hasNext()) {
                    return pass.next();
                }
                while (count == -1 || begun < count) {
                    begun++;
                    pass = input.iterator();
                    if (pass.hasNext()) {
                        return pass.next();
                    }
                    if (count == -1) {
                        // It was empty: it would be so forever.
                        return null;
                    }
                }
                return null;
            }

            @Override
            protected void release() {
                if (pass != null) {
                    pass.close();
                }
            }
        };
    }
}
