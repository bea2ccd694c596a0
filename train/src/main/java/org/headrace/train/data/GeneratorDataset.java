package org.headrace.train.data;

import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a Java stream gives, a new stream for each pass. TensorFlow op {@code GeneratorDataset}. */
final class GeneratorDataset extends Dataset {
    private final Supplier<? extends Stream<Element>> generator;

    GeneratorDataset(Supplier<? extends Stream<Element>> generator) {
        this.generator = generator;
    }

    @Override
    public DatasetIterator iterator() {
        return new Generated(generator);
    }

    private static final class Generated extends DatasetIterator {
        private final Supplier<? extends Stream<Element>> generator;
        private @Nullable Stream<Element> stream;
        private @Nullable Iterator<Element> elements;

        Generated(Supplier<? extends Stream<Element>> generator) {
            this.generator = generator;
        }

        @Override
        protected @Nullable Element pull() {
            if (elements == null) {
                stream = generator.get();
                elements = stream.iterator();
            }
            return elements.hasNext() ? elements.next() : null;
        }

        @Override
        protected void release() {
            if (stream != null) {
                stream.close();
            }
        }
    }
}
