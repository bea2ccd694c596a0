package org.headrace.ops.ctc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The beam search of one sequence: label sequences are nodes of a tree of prefixes, each with the probabilities, as
 * logarithms, that the inputs so far spell it ending in a blank and ending in its last label.
 */
final class CtcBeam {
    private static final double NEVER = Double.NEGATIVE_INFINITY;
    private static final Comparator<Node> LEAST_FIRST = Comparator.comparingDouble(node -> node.total);

    /** A label sequence: its parent's and one label more. */
    private static final class Node {
        final @Nullable Node parent;
        final int label;
        final Map<Integer, Node> children = new HashMap<>();
        double total = NEVER;
        double blank = NEVER;
        double labelled = NEVER;
        double totalBefore = NEVER;
        double blankBefore = NEVER;

        Node(@Nullable Node parent, int label) {
            this.parent = parent;
            this.label = label;
        }

        Node child(int next) {
            return children.computeIfAbsent(next, key -> new Node(this, next));
        }

        boolean isActive() {
            return total != NEVER;
        }

        void age() {
            totalBefore = total;
            blankBefore = blank;
        }

        void drop() {
            total = NEVER;
            blank = NEVER;
            labelled = NEVER;
        }

        /** What a next label has to go on from: of the same label only what ends in a blank. */
        double before(int next) {
            return next == label ? blankBefore : totalBefore;
        }
    }

    private final int width;
    private final int classes;
    private final PriorityQueue<Node> leaves;

    CtcBeam(int width, int classes) {
        this.width = width;
        this.classes = classes;
        this.leaves = new PriorityQueue<>(LEAST_FIRST);
        Node root = new Node(null, -1);
        root.total = 0;
        root.blank = 0;
        leaves.add(root);
    }

    /** Takes the logits of the next time, which begin at {@code from}. */
    void step(Tensor logits, int from) {
        double max = NEVER;
        for (int i = 0; i < classes; i++) {
            max = Math.max(max, logits.doubleAt(from + i));
        }
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += Math.exp(logits.doubleAt(from + i) - max);
        }
        double offset = max + Math.log(sum);
        List<Node> branches = sorted();
        leaves.clear();
        branches.forEach(Node::age);
        for (Node node : branches) {
            Node parent = node.parent;
            if (parent != null) {
                if (parent.isActive()) {
                    node.labelled = CtcAlignment.add(node.labelled, parent.before(node.label));
                }
                node.labelled += logits.doubleAt(from + node.label) - offset;
            }
            node.blank = node.totalBefore + logits.doubleAt(from + classes - 1) - offset;
            node.total = CtcAlignment.add(node.blank, node.labelled);
            leaves.add(node);
        }
        for (Node node : branches) {
            if (isCandidate(node.totalBefore)) {
                grow(node, logits, from, offset);
            }
        }
    }

    private void grow(Node node, Tensor logits, int from, double offset) {
        for (int label = 0; label < classes - 1; label++) {
            Node child = node.child(label);
            if (child.isActive()) {
                continue;
            }
            child.blank = NEVER;
            child.labelled = logits.doubleAt(from + label) - offset + node.before(label);
            child.total = child.labelled;
            if (!isCandidate(child.total)) {
                child.drop();
                child.age();
                continue;
            }
            if (leaves.size() == width) {
                leaves.remove().drop();
            }
            leaves.add(child);
        }
    }

    private boolean isCandidate(double total) {
        return total > NEVER && (leaves.size() < width || total > leaves.element().total);
    }

    private List<Node> sorted() {
        List<Node> nodes = new ArrayList<>(leaves);
        nodes.sort(LEAST_FIRST.reversed());
        return nodes;
    }

    /** The most probable label sequences. */
    List<CtcDecoder.Path> best(int count, boolean merge) {
        return sorted().stream()
                .limit(count)
                .map(node -> new CtcDecoder.Path(labels(node, merge), node.total))
                .toList();
    }

    private static List<Integer> labels(Node node, boolean merge) {
        List<Integer> labels = new ArrayList<>();
        int before = -1;
        for (Node at = node; at.parent != null; at = at.parent) {
            if (!merge || at.label != before) {
                labels.add(at.label);
            }
            before = at.label;
        }
        Collections.reverse(labels);
        return labels;
    }
}
