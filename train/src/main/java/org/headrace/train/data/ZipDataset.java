package org.headrace.train.data;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/** The elements of several data sets side by side, as long as all of them last. TensorFlow op {@code ZipDataset}. */
final class ZipDataset extends Dataset {
    private final List<Dataset> inputs;

    ZipDataset(List<Dataset> inputs) {
        if (inputs.isEmpty()) {
            throw new InvalidArgumentException("zip needs at least one data set");
        }
        this.inputs = List.copyOf(inputs);
    }

    @Override
    public DatasetIterator iterator() {
        List<DatasetIterator> iterators = new ArrayList<>();
        for (Dataset input : inputs) {
            iterators.add(input.iterator());
        }
        return new DatasetIterator() {
            @Override
            protected @Nullable Element pull() {
                List<Tensor> components = new ArrayList<>();
                for (DatasetIterator iterator : iterators) {
                    if (!iterator.hasNext()) {
                        return null;
                    }
                    components.addAll(iterator.next().components());
                }
                return new Element(components);
            }

            @Override
            protected void release() {
                iterators.forEach(DatasetIterator::close);
            }
        };
    }
}
