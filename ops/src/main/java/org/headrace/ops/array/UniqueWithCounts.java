package org.headrace.ops.array;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/**
 * {@link Unique}, and how often each of the different elements occurs: TensorFlow's {@code UniqueWithCounts}.
 *
 * @param outIdx the dtype of the places and the counts, int32 or int64
 */
public record UniqueWithCounts(DType outIdx) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(
                TensorSpec.of(in.dtype(0), Shape.UNKNOWN),
                new TensorSpec(outIdx, in.requireRank(0, 1).merge(Shape.unknownDims(1))),
                TensorSpec.of(outIdx, Shape.UNKNOWN));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        Uniques uniques = new Uniques(1, shape.size(), 1);
        return context -> {
            int[] counts = uniques.find(context, shape, 0);
            Tensor output = context.allocate(2, Shape.of(counts.length));
            for (int i = 0; i < counts.length; i++) {
                Integers.set(context, output, i, counts[i]);
            }
        };
    }
}
