package org.headrace.train.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/**
 * Training data in memory: tensors whose first dimensions are equal, such as images and their labels. Index {@code i} of
 * all of them is example {@code i}.
 *
 * @param components at least one, none a scalar
 */
public record Examples(List<Tensor> components) {
    /** A part to train with and a part that is kept back. No example is in both. */
    public record Split(Examples first, Examples second) {}

    public Examples {
        components = SliceDataset.requireAligned(components);
    }

    /** Examples of these tensors. */
    public static Examples of(Tensor... components) {
        return new Examples(List.of(components));
    }

    /** How many examples there are. */
    public int count() {
        return (int) components.get(0).shape().dim(0);
    }

    /** Component {@code i} of all examples. */
    public Tensor get(int i) {
        return new Element(components).get(i);
    }

    /** The examples as a data set, not copied. */
    public Dataset dataset() {
        return new SliceDataset(components);
    }

    /**
     * The examples with these numbers, in this order, copied.
     *
     * @throws InvalidArgumentException if there is no such example
     */
    public Examples pick(int... examples) {
        List<Tensor> picked = new ArrayList<>();
        for (Tensor component : components) {
            int size = component.shape().slice(1, component.shape().rank()).size();
            Shape shape = component.shape().withDim(0, examples.length);
            Tensor rows = Tensor.zeros(component.dtype(), shape);
            for (int i = 0; i < examples.length; i++) {
                if (examples[i] < 0 || examples[i] >= count()) {
                    throw new InvalidArgumentException("there is no example " + examples[i] + ": there are " + count());
                }
                Slices.copy(component, (long) examples[i] * size, rows, (long) i * size, size);
            }
            picked.add(rows);
        }
        return new Examples(picked);
    }

    /**
     * Splits the examples at random, by NumPy's permutation for this seed.
     *
     * @param fraction of the examples that goes to the first part, 0 to 1, rounded to whole examples
     * @param seed 0 to 2^32 - 1
     */
    public Split split(double fraction, long seed) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new InvalidArgumentException("the fraction is " + fraction + ": it must be between 0 and 1");
        }
        int[] order = new NumpyRandom(seed).permutation(count());
        int first = (int) Math.round(fraction * count());
        return new Split(
                pick(Arrays.copyOfRange(order, 0, first)), pick(Arrays.copyOfRange(order, first, order.length)));
    }
}
