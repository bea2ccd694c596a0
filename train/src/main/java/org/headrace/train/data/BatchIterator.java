package org.headrace.train.data;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/** Gathers elements, so many at a time. */
abstract class BatchIterator extends InputIterator {
    private final int size;
    private final boolean dropRemainder;

    BatchIterator(DatasetIterator input, int size, boolean dropRemainder) {
        super(input);
        this.size = size;
        this.dropRemainder = dropRemainder;
    }

    static void requireSize(int size) {
        if (size < 1) {
            throw new InvalidArgumentException("Batch size must be greater than zero, not " + size);
        }
    }

    /** One batch of these elements, which are at least one. */
    abstract Element batch(List<Element> elements);

    @Override
    protected final @Nullable Element pull() {
        List<Element> elements = new ArrayList<>();
        while (elements.size() < size) {
            Element element = fromInput();
            if (element == null) {
                break;
            }
            elements.add(element);
        }
        boolean rest = elements.size() < size;
        return elements.isEmpty() || (rest && dropRemainder) ? null : batch(elements);
    }
}
