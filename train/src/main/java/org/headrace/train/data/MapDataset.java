package org.headrace.train.data;

import java.util.function.Function;
import org.headrace.core.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/** A function's results for the elements of the input. TensorFlow op {@code MapDataset}. */
final class MapDataset extends Dataset {
    private final Dataset input;
    private final Function<Element, Element> function;

    MapDataset(Dataset input, Function<Element, Element> function) {
        this.input = input;
        this.function = function;
    }

    @Override
    public DatasetIterator iterator() {
        return new InputIterator(input.iterator()) {
            private long index;

            @Override
            protected @Nullable Element pull() {
                Element element = fromInput();
                return element == null ? null : apply(function, element, index++);
            }
        };
    }

    /** The function's result; its failure tells which element it was. */
    static Element apply(Function<Element, Element> function, Element element, long index) {
        Element result;
        try {
            result = function.apply(element);
        } catch (RuntimeException e) {
            throw new InvalidArgumentException("the function of map failed at element " + index + ": " + e, e);
        }
        if (result == null) {
            throw new InvalidArgumentException(
                    "the function of map returned null for element " + index + ": elements are left out by filter");
        }
        return result;
    }
}
