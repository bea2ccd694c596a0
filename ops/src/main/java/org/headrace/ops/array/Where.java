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
import org.headrace.ops.kernels.StridedCopy;

/**
 * The indices of all elements that are true or not zero, in row-major order, a row for each: TensorFlow's {@code Where}.
 * An int64 matrix; its height depends on the values.
 */
public record Where() implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        if (in.dtype(0) == DType.STRING) {
            throw in.error("Value passed to parameter 'condition' has DataType string: compare it with something");
        }
        Shape shape = in.shape(0);
        return List.of(TensorSpec.of(DType.INT64, Shape.UNKNOWN, shape.hasRank() ? shape.rank() : Shape.UNKNOWN));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        int[] strides = StridedCopy.strides(StridedCopy.dims(shape));
        int n = shape.size();
        return context -> {
            Tensor x = context.input(0);
            int count = 0;
            for (int i = 0; i < n; i++) {
                count += isTrue(x, i) ? 1 : 0;
            }
            long[] rows = context.allocate(0, Shape.of(count, strides.length)).longs();
            for (int i = 0, at = 0; i < n; i++) {
                if (isTrue(x, i)) {
                    int rest = i;
                    for (int stride : strides) {
                        rows[at++] = rest / stride;
                        rest %= stride;
                    }
                }
            }
        };
    }

    private static boolean isTrue(Tensor x, int i) {
        if (x.dtype().isComplex()) {
            return x.dtype() == DType.COMPLEX64
                    ? x.floats()[2 * i] != 0 || x.floats()[2 * i + 1] != 0
                    : x.doubles()[2 * i] != 0 || x.doubles()[2 * i + 1] != 0;
        }
        return x.array() instanceof byte[] bytes ? bytes[i] != 0 : x.doubleAt(i) != 0;
    }
}
