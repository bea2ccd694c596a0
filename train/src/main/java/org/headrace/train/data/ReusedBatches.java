package org.headrace.train.data;

import java.util.List;
import org.headrace.core.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Batches that are not allocated anew, though the elements are that they are stacked from: all full batches of one pass are
 * the same {@link Element}, over the same arrays, written again each time. It can be fed to a prepared run once, for the
 * whole pass. What is to be kept of a batch must be copied before the next is asked for; therefore this is no
 * {@link Dataset}, and nothing can be added to it.
 */
public final class ReusedBatches implements Iterable<Element> {
    private final Dataset input;
    private final int size;
    private final boolean dropRemainder;

    ReusedBatches(Dataset input, int size, boolean dropRemainder) {
        BatchIterator.requireSize(size);
        this.input = input;
        this.size = size;
        this.dropRemainder = dropRemainder;
    }

    @Override
    public DatasetIterator iterator() {
        return new BatchIterator(input.iterator(), size, dropRemainder) {
            private @Nullable Element full;

            @Override
            Element batch(List<Element> elements) {
                Stacked.requireAlike(elements);
                Element batch = full;
                if (batch == null || !fits(batch, elements)) {
                    batch = Stacked.roomFor(elements.get(0), elements.size());
                    full = batch;
                }
                Stacked.write(elements, batch);
                return batch;
            }
        };
    }

    /** Whether the elements stacked are of the batch's dtypes and shapes. */
    private static boolean fits(Element batch, List<Element> elements) {
        Element first = elements.get(0);
        boolean fits = first.size() == batch.size();
        for (int c = 0; fits && c < batch.size(); c++) {
            Shape stacked = Shape.of(elements.size()).concat(first.get(c).shape());
            fits = batch.get(c).dtype() == first.get(c).dtype()
                    && batch.get(c).shape().equals(stacked);
        }
        return fits;
    }
}
