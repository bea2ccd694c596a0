package org.headrace.ops.array;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * The different elements of a vector in the order of their first occurrence, and for each element of the vector its place
 * among them: TensorFlow's {@code Unique}. NaN differs from NaN.
 */
public record Unique(DType outIdx) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(
                TensorSpec.of(in.dtype(0), Shape.UNKNOWN),
                new TensorSpec(outIdx, in.requireRank(0, 1).merge(Shape.unknownDims(1))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.input(0).shape().size();
        int width = signature.input(0).dtype().width();
        return context -> {
            Tensor x = context.input(0);
            Map<Object, Integer> places = new HashMap<>();
            int[] firsts = new int[n];
            for (int i = 0; i < n; i++) {
                int next = places.size();
                int place = places.computeIfAbsent(Keys.of(x, i), key -> next);
                if (place == next) {
                    firsts[place] = i;
                }
                Integers.set(context, context.output(1), i, place);
            }
            Tensor y = context.allocate(0, Shape.of(places.size()));
            for (int i = 0; i < places.size(); i++) {
                Elements.copy(x.array(), firsts[i] * width, y.array(), i * width, width);
            }
        };
    }
}
