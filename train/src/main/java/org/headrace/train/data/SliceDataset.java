package org.headrace.train.data;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/** The slices of tensors along their first dimension. TensorFlow op {@code TensorSliceDataset}. */
final class SliceDataset extends Dataset {
    private final List<Tensor> tensors;
    private final int count;

    SliceDataset(List<Tensor> tensors) {
        this.tensors = requireAligned(tensors);
        this.count = (int) tensors.get(0).shape().dim(0);
    }

    /** A copy of the list, of tensors that have the same first dimension. */
    static List<Tensor> requireAligned(List<Tensor> tensors) {
        for (Tensor tensor : new Element(tensors).components()) {
            if (tensor.shape().isScalar()) {
                throw new InvalidArgumentException(
                        "a scalar cannot be sliced: fromTensors makes one element of whole tensors");
            }
            if (tensor.shape().dim(0) != tensors.get(0).shape().dim(0)) {
                throw new InvalidArgumentException("the first dimensions must be equal, but the tensors are "
                        + tensors.stream().map(Tensor::spec).toList());
            }
        }
        return List.copyOf(tensors);
    }

    @Override
    public DatasetIterator iterator() {
        return new DatasetIterator() {
            private int at;

            @Override
            protected @Nullable Element pull() {
                return at < count ? slice(at++) : null;
            }

            @Override
            protected void release() {
                // The tensors are the data set's.
            }
        };
    }

    private Element slice(int i) {
        List<Tensor> slices = new ArrayList<>();
        for (Tensor tensor : tensors) {
            Shape shape = tensor.shape().slice(1, tensor.shape().rank());
            Tensor slice = Tensor.zeros(tensor.dtype(), shape);
            Slices.copy(tensor, (long) i * slice.size(), slice, 0, slice.size());
            slices.add(slice);
        }
        return new Element(slices);
    }
}
