package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.headrace.core.Aliasing;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Routing;
import org.jspecify.annotations.Nullable;

/**
 * A plan's node once the feeds' shapes are known, on its way to a {@link Step}: what the passes take and give.
 *
 * @param signature its dtypes and shapes, null if they are only known when it runs
 * @param code what makes its kernel; null for one that hands on its input, or that finds its kernel when it runs
 * @param ops the graph's ops that it does the work of, in their order
 */
record Lowered(
        PlanNode node,
        @Nullable Preparation signature,
        @Nullable Code code,
        List<Op> ops) {
    /** Makes a kernel for a node's signature. */
    interface Code {
        Kernel kernel(Preparation signature);

        /** What is computed, where that does not follow from the ops, for people. */
        default String describe() {
            return "";
        }
    }

    /** The op's own code. */
    record Own(OpType type) implements Code {
        @Override
        public Kernel kernel(Preparation signature) {
            return type.kernel(signature);
        }
    }

    static Lowered dynamic(PlanNode node) {
        return new Lowered(node, null, null, List.of(node.op()));
    }

    static Lowered alias(PlanNode node, Preparation signature) {
        return new Lowered(node, signature, null, List.of(node.op()));
    }

    static Lowered kernel(PlanNode node, Preparation signature) {
        return new Lowered(node, signature, new Own(node.type()), List.of(node.op()));
    }

    boolean isDynamic() {
        return signature == null;
    }

    Preparation requireSignature() {
        return Objects.requireNonNull(signature, "a node without shapes has no signature");
    }

    boolean isAlias() {
        return signature != null && code == null;
    }

    /** How many of the inputs are those of the op that gave the node its type; the others are a formula's operands. */
    int ownInputs() {
        return signature == null ? node.in().length : signature.inputs();
    }

    /** Whether it may hand on an input's buffer in a way that is not known before it runs. */
    boolean mayHandOn() {
        return isDynamic() && (node.type() instanceof Aliasing || node.type() instanceof Routing);
    }

    /** This node doing another's work too: with some of its inputs after its own, and with other outputs and code. */
    Lowered with(Lowered other, int firstInput, int[] out, Code how) {
        int[] its = other.node.in();
        int[] in = Arrays.copyOf(node.in(), node.in().length + its.length - firstInput);
        System.arraycopy(its, firstInput, in, node.in().length, its.length - firstInput);
        List<Output> sources = new ArrayList<>(node.sources());
        sources.addAll(other.node.sources().subList(firstInput, its.length));
        List<Op> both = new ArrayList<>(ops);
        both.addAll(other.ops);
        both.sort(Comparator.comparingInt(Op::id));
        PlanNode joined = new PlanNode(node.op(), node.type(), sources, in, out, node.controls(), node.mark());
        return new Lowered(joined, signature, how, both);
    }
}
