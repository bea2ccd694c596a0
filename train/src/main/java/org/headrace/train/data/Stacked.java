package org.headrace.train.data;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** Elements stacked along a new first dimension. */
final class Stacked {
    private Stacked() {}

    /** Room for a batch of {@code count} elements like this one. */
    static Element roomFor(Element element, int count) {
        List<Tensor> stacks = new ArrayList<>();
        for (Tensor component : element.components()) {
            stacks.add(Tensor.zeros(component.dtype(), Shape.of(count).concat(component.shape())));
        }
        return new Element(stacks);
    }

    /** Writes the elements into the batch, which has room for just as many. */
    static void write(List<Element> elements, Element batch) {
        for (int i = 0; i < elements.size(); i++) {
            for (int c = 0; c < batch.size(); c++) {
                Tensor component = elements.get(i).get(c);
                Slices.copy(component, 0, batch.get(c), (long) i * component.size(), component.size());
            }
        }
    }

    /** Requires that the elements differ in nothing but their values. */
    static void requireAlike(List<Element> elements) {
        Element first = elements.get(0);
        for (int i = 1; i < elements.size(); i++) {
            Element other = elements.get(i);
            requireSameDtypes(first, other, i);
            for (int c = 0; c < first.size(); c++) {
                if (!first.get(c).shape().equals(other.get(c).shape())) {
                    throw new InvalidArgumentException("Cannot batch tensors with different shapes in component " + c
                            + ". First element had shape "
                            + first.get(c).shape().toBrackets() + " and element " + i
                            + " had shape " + other.get(c).shape().toBrackets() + ": paddedBatch pads them");
                }
            }
        }
    }

    static void requireSameDtypes(Element first, Element other, int i) {
        if (first.size() != other.size()) {
            throw new InvalidArgumentException("Cannot batch elements with " + first.size()
                    + " components and, element " + i + ", " + other.size());
        }
        for (int c = 0; c < first.size(); c++) {
            if (first.get(c).dtype() != other.get(c).dtype()) {
                throw new InvalidArgumentException("Cannot batch tensors with different dtypes in component " + c
                        + ". First element was " + first.get(c).dtype() + " and element " + i + " was "
                        + other.get(c).dtype());
            }
        }
    }
}
