package org.headrace.ops.random;

import java.util.List;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/**
 * The rows of a value of any dtype, along its first dimension, in random order; a scalar as it is. TensorFlow's
 * {@code RandomShuffle(value)}. See {@link Shuffle}.
 */
public record RandomShuffle(long seed, long seed2) implements Stateful {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(in.input(0));
    }

    @Override
    public Kernel kernel(Signature signature) {
        PhiloxGenerator generator = signature.state(() -> new PhiloxGenerator(seed, seed2));
        Shape shape = signature.input(0).shape();
        int rows = shape.isScalar() ? 1 : (int) shape.dim(0);
        int rowLength =
                rows == 0 ? 0 : shape.size() / rows * signature.input(0).dtype().width();
        return context -> shuffle(context.input(0), context.output(0), Shuffle.permutation(generator, rows), rowLength);
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // equal dtypes have arrays of equal type
    private static void shuffle(Tensor value, Tensor out, int[] order, int rowLength) {
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(value.array(), order[i] * rowLength, out.array(), i * rowLength, rowLength);
        }
    }
}
