package org.headrace.ops.array;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.kernels.Elements;

/**
 * The elements of vector {@code x} that are not in {@code y}, order and duplicates kept, and their places in {@code x}:
 * TensorFlow's {@code ListDiff}, {@code tf.setdiff1d}.
 */
public record ListDiff(DType outIdx) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireSameType(in, 1, "y", 0, "x");
        in.requireRank(0, 1);
        in.requireRank(1, 1);
        return List.of(TensorSpec.of(in.dtype(0), Shape.UNKNOWN), TensorSpec.of(outIdx, Shape.UNKNOWN));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.input(0).shape().size();
        int m = signature.input(1).shape().size();
        int width = signature.input(0).dtype().width();
        return context -> {
            Tensor x = context.input(0);
            Set<Object> others = new HashSet<>();
            for (int i = 0; i < m; i++) {
                others.add(Keys.of(context.input(1), i));
            }
            int[] kept = new int[n];
            int count = 0;
            for (int i = 0; i < n; i++) {
                if (!others.contains(Keys.of(x, i))) {
                    kept[count++] = i;
                }
            }
            Tensor out = context.allocate(0, Shape.of(count));
            Tensor places = context.allocate(1, Shape.of(count));
            for (int i = 0; i < count; i++) {
                Elements.copy(x.array(), kept[i] * width, out.array(), i * width, width);
                Integers.set(context, places, i, kept[i]);
            }
        };
    }
}
