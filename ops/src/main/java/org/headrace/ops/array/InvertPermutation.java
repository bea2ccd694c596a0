package org.headrace.ops.array;

import java.util.Arrays;
import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/** The vector {@code y} with {@code y[x[i]] = i}: TensorFlow's {@code InvertPermutation}. */
public record InvertPermutation() implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        ShapeRules.requireIndex(in, 0, "x");
        in.requireRank(0, 1);
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.input(0).shape().size();
        boolean[] seen = new boolean[n];
        return context -> {
            Tensor x = context.input(0);
            Arrays.fill(seen, false);
            for (int i = 0; i < n; i++) {
                long place = Integers.get(x, i);
                if (place < 0 || place >= n) {
                    throw context.error("%d is not between 0 and %d", place, n);
                }
                if (seen[(int) place]) {
                    throw context.error("%d is duplicated in the input.", place);
                }
                seen[(int) place] = true;
                Integers.set(context, context.output(0), (int) place, i);
            }
        };
    }
}
