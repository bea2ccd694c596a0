package org.headrace.train.data;

import org.jspecify.annotations.Nullable;

/** The elements of one data set, then those of another. TensorFlow op {@code ConcatenateDataset}. */
final class ConcatenateDataset extends Dataset {
    private final Dataset first;
    private final Dataset second;

    ConcatenateDataset(Dataset first, Dataset second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public DatasetIterator iterator() {
        return new DatasetIterator() {
            private DatasetIterator elements = first.iterator();
            private boolean inSecond;

            @Override
            protected @Nullable Element pull() {
                if (!inSecond && !elements.hasNext()) {
                    inSecond = true;
                    elements = second.iterator();
                }
                return elements.hasNext() ? elements.next() : null;
            }

            @Override
            protected void release() {
                elements.close();
            }
        };
    }
}
