package org.headrace.ops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.array.Reshape;
import org.headrace.ops.math.Sum;

/** {@code tf.einsum} as TensorFlow 1.14 composes it: input by input, each step a batch of matrix products. */
final class Contractions {
    private static final Pattern EQUATION = Pattern.compile("([a-zA-Z,.]+)(->[a-zA-Z.]*)?");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final Ops tf;
    private final String equation;

    private Contractions(Ops tf, String equation) {
        this.tf = tf;
        this.equation = equation;
    }

    /** A tensor and the labels of its axes. */
    private record Labelled(Output value, String labels) {}

    static Output einsum(Ops tf, String equation, List<Output> inputs) {
        return new Contractions(tf, equation).build(inputs);
    }

    private InvalidArgumentException error(String message) {
        return new InvalidArgumentException(message + ": the equation is " + equation);
    }

    private Output build(List<Output> inputs) {
        Matcher matcher = EQUATION.matcher(equation.replace(" ", ""));
        if (!matcher.matches()) {
            throw error("Indices have incorrect format");
        }
        String[] labels = matcher.group(1).split(",", -1);
        if (labels.length != inputs.size()) {
            throw error("Got " + inputs.size() + " arguments for an equation of " + labels.length);
        }
        String ellipsis = resolveEllipsis(labels, inputs);
        String output = matcher.group(2) == null
                ? ellipsis + once(labels, ellipsis)
                : withoutPeriods(matcher.group(2).substring(2).replace("...", ellipsis));
        List<Labelled> terms = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            terms.add(labelled(inputs.get(i), withoutPeriods(labels[i])));
        }
        boolean deep = terms.stream()
                .flatMap(term -> distinct(term.labels()).stream())
                .anyMatch(label -> output.indexOf(label) < 0
                        && terms.stream()
                                        .filter(t -> t.labels().indexOf(label) >= 0)
                                        .count()
                                > 2);
        return deep ? atOnce(terms, output) : oneByOne(terms, output);
    }

    private Labelled labelled(Output input, String labels) {
        Shape shape = input.shape();
        if (!shape.hasRank() || shape.rank() != labels.length()) {
            throw error(input + " of shape " + shape + " does not match the labels '" + labels + "'");
        }
        if (distinct(labels).size() < labels.length()) {
            throw error("Subscript not supported: an axis appears more than once in '" + labels + "'");
        }
        return new Labelled(input, labels);
    }

    private String withoutPeriods(String labels) {
        if (labels.indexOf('.') >= 0) {
            throw error("period '.' found outside of ellipsis");
        }
        return labels;
    }

    private static Set<Character> distinct(String labels) {
        return labels.chars().mapToObj(c -> (char) c).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Gives the axes under ellipses letters that are not in use, and returns the most that any has. */
    private String resolveEllipsis(String[] labels, List<Output> inputs) {
        String used = String.join("", labels);
        String unused = LETTERS.chars()
                .filter(c -> used.indexOf(c) < 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        String ellipsis = "";
        for (int i = 0; i < labels.length; i++) {
            int at = labels[i].indexOf("...");
            if (at < 0) {
                continue;
            }
            Shape shape = inputs.get(i).shape();
            if (!shape.hasRank()) {
                throw error("Unable to statically infer ellipsis axes of " + inputs.get(i));
            }
            int n = shape.rank() - (labels[i].length() - 3);
            if (n < 0 || n > unused.length()) {
                throw error("Ellipses lengths do not match: " + inputs.get(i) + " has rank " + shape.rank());
            }
            String axes = unused.substring(unused.length() - n);
            labels[i] = labels[i].substring(0, at) + axes + labels[i].substring(at + 3);
            ellipsis = axes.length() > ellipsis.length() ? axes : ellipsis;
        }
        return ellipsis;
    }

    /** The labels, but for an ellipsis', that occur a single time, in the order of the alphabet. */
    private static String once(String[] labels, String ellipsis) {
        String all = String.join("", labels);
        return distinct(all).stream()
                .filter(c -> ellipsis.indexOf(c) < 0 && all.indexOf(c) == all.lastIndexOf(c))
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    private Output oneByOne(List<Labelled> terms, String output) {
        Labelled result = terms.get(0);
        for (Labelled term : terms.subList(1, terms.size())) {
            result = product(result, term, output);
        }
        String all = result.labels();
        int[] surplus = IntStream.range(0, all.length())
                .filter(i -> output.indexOf(all.charAt(i)) < 0)
                .toArray();
        Output value = result.value();
        String left = all;
        if (surplus.length > 0) {
            Ops s = tf.scoped("Sum");
            Output axes = s.constant(Tensor.of(surplus), "reduction_indices");
            value = s.finish(new Sum(false), value, axes);
            left = all.chars()
                    .filter(c -> output.indexOf(c) >= 0)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
        }
        if (left.length() != output.length() || !distinct(left).equals(distinct(output))) {
            throw error("Invalid equation");
        }
        return transposed(new Labelled(value, left), output).value();
    }

    /** Summed at once over the labels that both have and the output lacks. */
    private Labelled product(Labelled a, Labelled b, String output) {
        Set<Character> shared = distinct(a.labels());
        shared.retainAll(distinct(b.labels()));
        String kept = text(shared.stream().filter(c -> output.indexOf(c) >= 0).toList());
        String summed = text(shared.stream().filter(c -> output.indexOf(c) < 0).toList());
        String ofA = text(
                distinct(a.labels()).stream().filter(c -> !shared.contains(c)).toList());
        String ofB = text(
                distinct(b.labels()).stream().filter(c -> !shared.contains(c)).toList());
        Output left = transposed(a, kept + ofA + summed).value();
        Output right = transposed(b, kept + summed + ofB).value();
        String labels = kept + ofA + ofB;
        if (summed.isEmpty()) {
            for (int i = 0; i < ofB.length(); i++) {
                left = tf.expandDims(left, -1);
            }
            for (int i = 0; i < ofA.length(); i++) {
                right = tf.expandDims(right, kept.length());
            }
            return new Labelled(tf.mul(left, right), labels);
        }
        int k = kept.length();
        List<Object> leftDims = dims(left);
        int middle = leftDims.size() - summed.length();
        Object rows = total(leftDims.subList(k, middle));
        Object depth = total(leftDims.subList(middle, leftDims.size()));
        left = reshaped(left, concat(leftDims.subList(0, k), List.of(rows, depth)));
        List<Object> rightDims = dims(right);
        Object columns = total(rightDims.subList(k + summed.length(), rightDims.size()));
        right = reshaped(right, concat(rightDims.subList(0, k), List.of(depth, columns)));
        Output product = tf.matmul(left, right);
        List<Object> whole = concat(
                leftDims.subList(0, k + ofA.length()),
                rightDims.subList(rightDims.size() - ofB.length(), rightDims.size()));
        return new Labelled(reshaped(product, whole), labels);
    }

    private static String text(List<Character> labels) {
        return labels.stream().map(String::valueOf).collect(Collectors.joining());
    }

    private static List<Object> concat(List<Object> a, List<Object> b) {
        List<Object> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private Labelled transposed(Labelled x, String labels) {
        if (x.labels().equals(labels)) {
            return x;
        }
        int[] perm = labels.chars().map(c -> x.labels().indexOf(c)).toArray();
        return new Labelled(tf.transpose(x.value(), perm), labels);
    }

    /** The sizes, as numbers where known, else as scalars that are computed. */
    private List<Object> dims(Output x) {
        List<Object> dims = new ArrayList<>();
        Output shape = null;
        for (int i = 0; i < x.shape().rank(); i++) {
            long dim = x.shape().dim(i);
            if (dim == Shape.UNKNOWN) {
                shape = shape == null ? tf.shape(x) : shape;
                dims.add(tf.stridedSlice(shape, Slice.at(i)));
            } else {
                dims.add((int) dim);
            }
        }
        return dims;
    }

    private Object total(List<Object> dims) {
        Object total = 1;
        for (Object dim : dims) {
            if (total instanceof Integer a && dim instanceof Integer b) {
                total = Math.multiplyExact(a, b);
            } else if (total instanceof Integer a) {
                total = tf.withName("mul").mul(a, (Output) dim);
            } else {
                Output a = (Output) total;
                total = dim instanceof Integer b
                        ? tf.withName("mul").mul(a, b)
                        : tf.withName("mul").mul(a, (Output) dim);
            }
        }
        return total;
    }

    private Output reshaped(Output x, List<Object> dims) {
        boolean same = x.shape().rank() == dims.size();
        for (int i = 0; i < dims.size() && same; i++) {
            same = dims.get(i) instanceof Integer dim && dim == x.shape().dim(i);
        }
        if (same) {
            return x;
        }
        if (dims.stream().allMatch(Integer.class::isInstance)) {
            return tf.reshape(x, dims.stream().mapToLong(dim -> (int) dim).toArray());
        }
        Ops s = tf.scoped("Reshape");
        Output shape = Constants.pack(s.scoped("shape"), dims.toArray());
        return s.finish(new Reshape(), x, shape);
    }

    /** All products are made before anything is summed: the way out for a label that more than two inputs share. */
    private Output atOnce(List<Labelled> terms, String output) {
        Set<Character> all = new TreeSet<>();
        terms.forEach(term -> all.addAll(distinct(term.labels())));
        String summed = text(all.stream().filter(c -> output.indexOf(c) < 0).toList());
        String order = summed + output;
        List<Output> expanded = new ArrayList<>();
        List<Labelled> sorted = terms.stream()
                .map(term -> transposed(term, sorted(term.labels(), order)))
                .toList();
        for (Labelled term : sorted) {
            long[] shape = new long[order.length()];
            for (int i = 0; i < shape.length; i++) {
                int axis = term.labels().indexOf(order.charAt(i));
                shape[i] = axis < 0 ? 1 : term.value().shape().dim(axis);
            }
            expanded.add(tf.reshape(term.value(), shape));
        }
        Output product = tf.withName("mul").mul(1, expanded.get(0));
        for (Output factor : expanded.subList(1, expanded.size())) {
            product = tf.withName("mul").mul(product, factor);
        }
        return tf.reduceSum(product, Axes.first(summed.length()));
    }

    private static String sorted(String labels, String order) {
        return labels.chars()
                .mapToObj(c -> (char) c)
                .sorted(Comparator.comparingInt(order::indexOf))
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
