package org.headrace.core.internal;

import java.util.function.IntFunction;

/** NumPy's brackets, line breaks and dots around the formatted elements of an array. */
final class NumpyLayout {

    private static final String DOTS = "...";

    private final long[] shape;
    private final IntFunction<String> element;
    private final String separator;
    private final int edgeItems;

    /** @param edgeItems an axis longer than twice this shows so many elements at either end, and dots between them */
    NumpyLayout(long[] shape, IntFunction<String> element, String separator, int edgeItems) {
        this.shape = shape;
        this.element = element;
        this.separator = separator;
        this.edgeItems = edgeItems;
    }

    String text(String indent, int lineWidth) {
        return block(0, 0, indent, lineWidth);
    }

    private String block(int axis, int base, String indent, int lineWidth) {
        if (axis == shape.length) {
            return element.apply(base);
        }
        int dim = (int) shape[axis];
        String text = axis == shape.length - 1
                ? row(base * dim, dim, indent, lineWidth)
                : stack(axis, base * dim, dim, indent, lineWidth);
        return "[" + text.substring(indent.length()) + "]";
    }

    /** The blocks of an outer axis one below the other, an empty line more between them for each further axis. */
    private String stack(int axis, int base, int dim, String indent, int lineWidth) {
        String end = separator.stripTrailing() + "\n".repeat(shape.length - axis - 1);
        var text = new StringBuilder();
        for (int i = 0; i < dim; i++) {
            if (isLeftOut(i, dim)) {
                text.append(indent).append(DOTS).append(end);
                i = dim - edgeItems;
            }
            text.append(indent).append(block(axis + 1, base + i, indent + " ", lineWidth - 1));
            if (i < dim - 1) {
                text.append(end);
            }
        }
        return text.toString();
    }

    /** The elements of the last axis, broken into lines. */
    private String row(int base, int dim, String indent, int lineWidth) {
        int elementWidth = lineWidth - Math.max(separator.stripTrailing().length(), 1);
        var text = new StringBuilder();
        var line = new StringBuilder(indent);
        for (int i = 0; i < dim; i++) {
            if (isLeftOut(i, dim)) {
                line = extend(text, line, DOTS, elementWidth, indent).append(separator);
                i = dim - edgeItems;
            }
            line = extend(text, line, element.apply(base + i), elementWidth, indent);
            if (i < dim - 1) {
                line.append(separator);
            }
        }
        return text.append(line).toString();
    }

    private static StringBuilder extend(StringBuilder text, StringBuilder line, String word, int width, String indent) {
        // A word that would not fit on a line by itself either stays where it is.
        if (line.length() + word.length() > width && line.length() > indent.length()) {
            text.append(line.toString().stripTrailing()).append('\n');
            return new StringBuilder(indent).append(word);
        }
        return line.append(word);
    }

    private boolean isLeftOut(int i, int dim) {
        return i == edgeItems && i < dim - edgeItems;
    }
}
