package org.headrace.ops.math;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;

/**
 * What an {@link Einsum}'s equation says: a label for each axis, {@code '.'} for an ellipsis.
 *
 * @param inputs the labels of each input's axes
 * @param output those of the output's
 */
record EinsumLabels(List<String> inputs, String output) {
    private static final Pattern FORM = Pattern.compile("[a-zA-Z]*(\\.\\.\\.)?[a-zA-Z]*");

    /** Axes under an ellipsis are labelled by numbers from here on, the last one first: no letter is one. */
    private static final int ELLIPSIS = 0x10000;

    /** The size of a label that no input has shown yet. */
    private static final long UNSEEN = -2;

    /**
     * What is walked through: first the labels of the output, then those that are summed over.
     *
     * @param output the output's shape
     * @param dims how often each label's axis goes on; -1 if it is not known
     * @param kept how many labels the output has
     * @param strides by input and label, how far apart neighbours are
     * @param outputStrides the same of the output
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sizes(Shape output, long[] dims, int kept, int[][] strides, int[] outputStrides) {}

    static EinsumLabels of(OpContext in, String equation) {
        String[] sides = equation.replace(" ", "").split("->", -1);
        if (sides.length != 2) {
            throw in.error("Expecting exactly one '->' in einsum equation: %s", equation);
        }
        List<String> inputs = new ArrayList<>();
        for (String labels : sides[0].split(",", -1)) {
            inputs.add(labels(in, labels, equation));
        }
        String output = labels(in, sides[1], equation);
        String all = String.join("", inputs);
        for (int i = 0; i < output.length(); i++) {
            char label = output.charAt(i);
            if (all.indexOf(label) < 0) {
                throw in.error("the output has the label '%s', which no input has: %s", label, equation);
            }
        }
        if (all.indexOf('.') >= 0 && output.indexOf('.') < 0) {
            throw in.error("the inputs have an ellipsis, the output must have it, too: %s", equation);
        }
        return new EinsumLabels(inputs, output);
    }

    private static String labels(OpContext in, String labels, String equation) {
        if (!FORM.matcher(labels).matches()) {
            throw in.error(
                    "labels are letters and at most one ellipsis '...' a tensor, not '%s': %s", labels, equation);
        }
        return labels.replace("...", ".");
    }

    boolean elliptic() {
        return output.indexOf('.') >= 0;
    }

    int rank() {
        return output.length();
    }

    /** How the labels go through tensors of these shapes, of known rank. */
    Sizes sizes(OpContext in, List<Shape> shapes) {
        List<int[]> labels = new ArrayList<>();
        int widest = 0;
        Map<Integer, Long> dims = new LinkedHashMap<>();
        for (int i = 0; i < shapes.size(); i++) {
            int under = shapes.get(i).rank() - inputs.get(i).replace(".", "").length();
            if (under < 0 || under > 0 && inputs.get(i).indexOf('.') < 0) {
                throw in.error(
                        "input %d is %s, the equation has %d labels for it",
                        i,
                        shapes.get(i).toBrackets(),
                        inputs.get(i).replace(".", "").length());
            }
            widest = Math.max(widest, inputs.get(i).indexOf('.') < 0 ? 0 : under);
            labels.add(expand(inputs.get(i), under));
        }
        int[] out = expand(output, widest);
        for (int label : out) {
            dims.put(label, UNSEEN);
        }
        int kept = dims.size();
        for (int i = 0; i < shapes.size(); i++) {
            for (int axis = 0; axis < labels.get(i).length; axis++) {
                merge(in, dims, labels.get(i)[axis], shapes.get(i), axis, i);
            }
        }
        long[] output = new long[out.length];
        for (int axis = 0; axis < out.length; axis++) {
            output[axis] = dims.getOrDefault(out[axis], UNSEEN);
        }
        List<Integer> order = List.copyOf(dims.keySet());
        int[][] strides = new int[shapes.size()][];
        for (int i = 0; i < strides.length; i++) {
            strides[i] = strides(labels.get(i), shapes.get(i), order);
        }
        Shape shape = Shape.of(output);
        long[] lengths = dims.values().stream().mapToLong(Long::longValue).toArray();
        return new Sizes(shape, lengths, kept, strides, strides(out, shape, order));
    }

    private static int[] expand(String labels, int under) {
        int[] expanded = new int[labels.indexOf('.') < 0 ? labels.length() : labels.length() - 1 + under];
        int at = 0;
        for (int i = 0; i < labels.length(); i++) {
            char label = labels.charAt(i);
            if (label != '.') {
                expanded[at++] = label;
                continue;
            }
            for (int axis = under - 1; axis >= 0; axis--) {
                expanded[at++] = ELLIPSIS + axis;
            }
        }
        return expanded;
    }

    /** Axes of one label are equally long, but under an ellipsis some may be 1. */
    private static void merge(OpContext in, Map<Integer, Long> dims, int label, Shape shape, int axis, int input) {
        long dim = shape.dim(axis);
        boolean broadcasts = label >= ELLIPSIS;
        long before = dims.getOrDefault(label, UNSEEN);
        if (before == UNSEEN || before == 1 && broadcasts) {
            dims.put(label, dim);
        } else if (before == Shape.UNKNOWN || dim == Shape.UNKNOWN) {
            dims.put(label, Math.max(before, dim));
        } else if (before != dim && !(broadcasts && dim == 1)) {
            throw in.error(
                    "Expected dimension %d at axis %d of the input shaped %s but got dimension %d (input %d)",
                    before, axis, shape.toBrackets(), dim, input);
        }
    }

    /** By label of {@code order}: how far to go for the next element; 0 along an axis of 1 and for labels not here. */
    private static int[] strides(int[] labels, Shape shape, List<Integer> order) {
        int[] strides = new int[order.size()];
        if (!shape.isComplete()) {
            return strides;
        }
        long stride = 1;
        for (int axis = labels.length - 1; axis >= 0; axis--) {
            if (shape.dim(axis) != 1) {
                strides[order.indexOf(labels[axis])] += (int) stride;
            }
            stride *= shape.dim(axis);
        }
        return strides;
    }
}
