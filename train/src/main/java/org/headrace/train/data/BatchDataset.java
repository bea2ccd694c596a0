package org.headrace.train.data;

import java.util.List;

/** Elements stacked along a new first dimension, so many a batch. TensorFlow op {@code BatchDatasetV2}. */
final class BatchDataset extends Dataset {
    private final Dataset input;
    private final int size;
    private final boolean dropRemainder;

    BatchDataset(Dataset input, int size, boolean dropRemainder) {
        BatchIterator.requireSize(size);
        this.input = input;
        this.size = size;
        this.dropRemainder = dropRemainder;
    }

    @Override
    public DatasetIterator iterator() {
        return new BatchIterator(input.iterator(), size, dropRemainder) {
            @Override
            Element batch(List<Element> elements) {
                Stacked.requireAlike(elements);
                Element batch = Stacked.roomFor(elements.get(0), elements.size());
                Stacked.write(elements, batch);
                return batch;
            }
        };
    }
}
