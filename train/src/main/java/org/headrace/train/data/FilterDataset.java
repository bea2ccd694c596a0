package org.headrace.train.data;

import java.util.function.Predicate;
import org.headrace.core.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/** The elements of the input for which a predicate holds. TensorFlow op {@code FilterDataset}. */
final class FilterDataset extends Dataset {
    private final Dataset input;
    private final Predicate<Element> predicate;

    FilterDataset(Dataset input, Predicate<Element> predicate) {
        this.input = input;
        this.predicate = predicate;
    }

    @Override
    public DatasetIterator iterator() {
        return new InputIterator(input.iterator()) {
            private long index;

            @Override
            protected @Nullable Element pull() {
                Element element = fromInput();
                while (element != null && !holds(element)) {
                    element = fromInput();
                }
                return element;
            }

            private boolean holds(Element element) {
                long i = index++;
                try {
                    return predicate.test(element);
                } catch (RuntimeException e) {
                    throw new InvalidArgumentException("the predicate of filter failed at element " + i + ": " + e, e);
                }
            }
        };
    }
}
