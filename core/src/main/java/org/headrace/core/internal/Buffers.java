package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Op;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/** The arrays of one program: an array that no later step needs serves the next value that fits in it. */
final class Buffers {
    private final Map<DType.Storage, List<Tensor>> free = new EnumMap<>(DType.Storage.class);
    private final Memory memory;

    Buffers(Memory memory) {
        this.memory = memory;
    }

    /** A buffer of this shape, over the smallest free array that holds it, else over a new one. */
    Tensor take(Op op, TensorSpec spec) {
        List<Tensor> candidates = free.getOrDefault(spec.dtype().storage(), List.of());
        long needed = (long) spec.shape().size() * spec.dtype().width();
        int best = -1;
        for (int i = 0; i < candidates.size(); i++) {
            int capacity = capacity(candidates.get(i));
            if (capacity >= needed && (best < 0 || capacity < capacity(candidates.get(best)))) {
                best = i;
            }
        }
        return best < 0
                ? memory.allocate(op, spec.dtype(), spec.shape())
                : Tensor.over(
                        spec.dtype(), spec.shape(), candidates.remove(best).array());
    }

    void giveBack(Tensor buffer) {
        free.computeIfAbsent(buffer.dtype().storage(), storage -> new ArrayList<>())
                .add(buffer);
    }

    private static int capacity(Tensor buffer) {
        return JavaValues.length(buffer.dtype(), buffer.array());
    }
}
