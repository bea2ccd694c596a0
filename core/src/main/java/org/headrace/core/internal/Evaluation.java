package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.InternalException;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/** Runs one op by itself on values at hand: how constants are folded. */
public final class Evaluation {
    private Evaluation() {}

    /** The outputs of a pure op for these inputs. */
    public static List<Tensor> of(Op op, List<Tensor> inputs) {
        return of(op, op.type(), inputs, op.outputCount());
    }

    static List<Tensor> of(Op op, OpType type, List<Tensor> inputs, int outputs) {
        @Nullable Tensor[] slots = inputs.toArray(new Tensor[inputs.size() + outputs]);
        int[] in = range(0, inputs.size());
        int[] out = range(inputs.size(), slots.length);
        PlanNode node = new PlanNode(op, type, op.inputs(), in, out, new int[0], -1);
        new DynamicStep(
                        Lowered.dynamic(node),
                        slots,
                        new SessionState(Long.MAX_VALUE, 1),
                        new Memory(Long.MAX_VALUE),
                        Workers.ONE)
                .run();
        List<Tensor> results = new ArrayList<>();
        for (int i = inputs.size(); i < slots.length; i++) {
            Tensor result = slots[i];
            if (result == null) {
                throw new InternalException(op, "left output " + (i - inputs.size()) + " without a value");
            }
            results.add(result);
        }
        return results;
    }

    /** A vector of integers read as a shape; negative elements are unknown dimensions. A scalar -1 is an unknown rank. */
    public static Shape asShape(Tensor vector) {
        if (vector.shape().rank() != 1) {
            return Shape.unknown();
        }
        long[] dims = vector.toLongArray();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = Math.max(dims[i], Shape.UNKNOWN);
        }
        return Shape.of(dims);
    }

    private static int[] range(int from, int to) {
        int[] range = new int[to - from];
        for (int i = 0; i < range.length; i++) {
            range[i] = from + i;
        }
        return range;
    }
}
