package org.headrace.train.data;

import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Tensor;

/**
 * One element of a data set: a tuple of tensors, such as an image and its label, or a batch of both.
 *
 * @param components at least one
 */
public record Element(List<Tensor> components) {
    public Element {
        components = List.copyOf(components);
        if (components.isEmpty()) {
            throw new InvalidArgumentException("an element must have at least one component");
        }
    }

    /** An element of these components. */
    public static Element of(Tensor... components) {
        return new Element(List.of(components));
    }

    /**
     * Component {@code i}, from 0.
     *
     * @throws InvalidArgumentException if there is none
     */
    public Tensor get(int i) {
        if (i < 0 || i >= components.size()) {
            throw new InvalidArgumentException(
                    "an element of " + components.size() + " components has no component " + i);
        }
        return components.get(i);
    }

    /** The number of components. */
    public int size() {
        return components.size();
    }
}
