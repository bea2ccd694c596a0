package org.headrace.train.data;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/**
 * Elements padded to common shapes and stacked, so many a batch. TensorFlow op {@code PaddedBatchDatasetV2}, with zeros,
 * false or empty strings for padding.
 */
final class PaddedBatchDataset extends Dataset {
    private final Dataset input;
    private final int size;
    private final List<Shape> paddedShapes;
    private final boolean dropRemainder;

    PaddedBatchDataset(Dataset input, int size, List<Shape> paddedShapes, boolean dropRemainder) {
        BatchIterator.requireSize(size);
        this.input = input;
        this.size = size;
        this.paddedShapes = List.copyOf(paddedShapes);
        this.dropRemainder = dropRemainder;
        for (Shape shape : paddedShapes) {
            if (!shape.hasRank()) {
                throw new InvalidArgumentException("a padded shape must have a rank, -1 for a dimension that is padded"
                        + " to the longest of the batch");
            }
        }
    }

    @Override
    public DatasetIterator iterator() {
        return new BatchIterator(input.iterator(), size, dropRemainder) {
            @Override
            Element batch(List<Element> elements) {
                return padded(elements);
            }
        };
    }

    private Element padded(List<Element> elements) {
        Element first = elements.get(0);
        for (int i = 0; i < elements.size(); i++) {
            Stacked.requireSameDtypes(first, elements.get(i), i);
        }
        if (first.size() != paddedShapes.size()) {
            throw new InvalidArgumentException("there are " + paddedShapes.size()
                    + " padded shapes, but the elements have " + first.size() + " components");
        }
        List<Tensor> stacks = new ArrayList<>();
        for (int c = 0; c < first.size(); c++) {
            Shape shape = shapeOf(elements, c);
            Tensor stack =
                    Tensor.zeros(first.get(c).dtype(), Shape.of(elements.size()).concat(shape));
            for (int i = 0; i < elements.size(); i++) {
                write(elements.get(i).get(c), stack, i, shape);
            }
            stacks.add(stack);
        }
        return new Element(stacks);
    }

    /** The shape that component {@code c} is padded to: the longest, where the caller leaves it open. */
    private Shape shapeOf(List<Element> elements, int c) {
        Shape asked = paddedShapes.get(c);
        long[] dims = asked.dims();
        for (Element element : elements) {
            Shape shape = element.get(c).shape();
            if (shape.rank() != dims.length) {
                throw new InvalidArgumentException("All elements in a batch must have the same rank as the padded shape"
                        + " for component " + c + ": expected rank " + dims.length + " but got element with shape "
                        + shape.toBrackets());
            }
            for (int d = 0; d < dims.length; d++) {
                if (asked.dim(d) == Shape.UNKNOWN) {
                    dims[d] = Math.max(dims[d], shape.dim(d));
                } else if (shape.dim(d) > dims[d]) {
                    throw new InvalidArgumentException("Attempted to pad to a smaller size than the input element: "
                            + shape.toBrackets() + " in component " + c + " to " + asked.toBrackets());
                }
            }
        }
        return Shape.of(dims);
    }

    /** Copies row after row of the last dimension. */
    private static void write(Tensor from, Tensor stack, int index, Shape padded) {
        int rank = padded.rank();
        if (from.size() == 0) {
            return;
        }
        long row = rank == 0 ? 1 : from.shape().dim(-1);
        long rows = from.size() / row;
        for (long r = 0; r < rows; r++) {
            long rest = r;
            long offset = 0;
            long stride = rank == 0 ? 1 : padded.dim(-1);
            for (int d = rank - 2; d >= 0; d--) {
                offset += rest % from.shape().dim(d) * stride;
                rest /= from.shape().dim(d);
                stride *= padded.dim(d);
            }
            Slices.copy(from, r * row, stack, index * padded.elements() + offset, row);
        }
    }
}
