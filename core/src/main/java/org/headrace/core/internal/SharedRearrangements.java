package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Rearranging;
import org.headrace.core.TensorSpec;
import org.jspecify.annotations.Nullable;

/** Rearranges a value once that several nodes would rearrange, each in its kernel. */
final class SharedRearrangements {
    /** Fewer nodes do it as fast themselves. */
    private static final int SEVERAL = 3;

    private final List<Lowered> nodes;
    private final Values values;
    private final Hazards hazards;
    private final Map<Key, List<Use>> uses = new LinkedHashMap<>();
    /** By position, what is rearranged before the node. */
    private final Map<Integer, List<Lowered>> before = new LinkedHashMap<>();

    private record Key(int value, OpType rearrangement) {}

    private record Use(int position, int input) {}

    private SharedRearrangements(List<Lowered> nodes, Values values) {
        this.nodes = new ArrayList<>(nodes);
        this.values = values;
        this.hazards = new Hazards(nodes, values);
    }

    static List<Lowered> share(List<Lowered> nodes, Values values) {
        SharedRearrangements pass = new SharedRearrangements(nodes, values);
        pass.find();
        pass.uses.forEach(pass::share);
        List<Lowered> result = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            result.addAll(pass.before.getOrDefault(n, List.of()));
            result.add(pass.nodes.get(n));
        }
        return result;
    }

    private void find() {
        for (int n = 0; n < nodes.size(); n++) {
            int[] in = nodes.get(n).node().in();
            for (int i = 0; i < in.length; i++) {
                OpType rearrangement = rearrangement(nodes.get(n), i);
                if (rearrangement != null) {
                    uses.computeIfAbsent(new Key(in[i], rearrangement), key -> new ArrayList<>())
                            .add(new Use(n, i));
                }
            }
        }
    }

    private static @Nullable OpType rearrangement(Lowered node, int input) {
        return node.code() instanceof Lowered.Own
                        && node.node().mark() < 0
                        && node.node().type() instanceof Rearranging type
                ? type.rearrangement(node.requireSignature(), input)
                : null;
    }

    private void share(Key key, List<Use> users) {
        int first = users.get(0).position();
        int last = users.get(users.size() - 1).position();
        if (users.size() < SEVERAL || hazards.isWritten(key.value(), first - 1, last)) {
            return;
        }
        int input = users.get(0).input();
        Lowered model = nodes.get(first);
        Preparation signature = model.requireSignature().ofInput(key.rearrangement(), input);
        TensorSpec spec = signature.infer().get(0);
        int value = values.add(spec);
        Output source = model.node().sources().get(input);
        PlanNode node = new PlanNode(
                model.node().op(),
                key.rearrangement(),
                List.of(source),
                new int[] {key.value()},
                new int[] {value},
                new int[0],
                -1);
        before.computeIfAbsent(first, position -> new ArrayList<>())
                .add(new Lowered(node, signature, new Lowered.Own(key.rearrangement()), List.of()));
        for (Use use : users) {
            nodes.set(use.position(), taking(nodes.get(use.position()), use.input(), value, spec));
        }
    }

    /** The node for an input that is rearranged. */
    private static Lowered taking(Lowered lowered, int input, int value, TensorSpec spec) {
        PlanNode node = lowered.node();
        OpType type = ((Rearranging) node.type()).rearranged(input);
        int[] in = node.in().clone();
        in[input] = value;
        Preparation signature = lowered.requireSignature().withInput(type, input, spec);
        signature.infer();
        PlanNode other = new PlanNode(node.op(), type, node.sources(), in, node.out(), node.controls(), node.mark());
        return new Lowered(other, signature, new Lowered.Own(type), lowered.ops());
    }
}
