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
import org.headrace.ops.DTypes;

/**
 * {@code LowerBound} and {@code UpperBound}: where in the rows of {@code sorted_inputs [batch, n]} the values of
 * {@code values [batch, m]} belong, by binary search.
 */
interface Bounding extends OpType {
    DType outType();

    /** Whether a value belongs after the elements that are equal to it. */
    boolean afterEqual();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC.without(DType.UINT32, DType.UINT64).require(in, 0, "sorted_inputs");
        ShapeRules.requireSameType(in, 1, "values", 0, "sorted_inputs");
        Shape sorted = in.requireRank(0, 2);
        Shape values = in.requireRank(1, 2);
        if (sorted.hasRank() && values.hasRank() && !sorted.slice(0, 1).isCompatibleWith(values.slice(0, 1))) {
            throw in.error(
                    "Leading dim_size of both tensors must match: sorted_inputs is %s, values %s",
                    sorted.toBrackets(), values.toBrackets());
        }
        return List.of(new TensorSpec(outType(), values));
    }

    @Override
    default Kernel kernel(Signature signature) {
        int rows = (int) signature.input(0).shape().dim(0);
        int n = (int) signature.input(0).shape().dim(1);
        int m = (int) signature.input(1).shape().dim(1);
        boolean floating = signature.input(0).dtype().isFloating();
        return context -> {
            Tensor sorted = context.input(0);
            Tensor values = context.input(1);
            for (int row = 0; row < rows; row++) {
                for (int j = 0; j < m; j++) {
                    int low = 0;
                    int high = n;
                    while (low < high) {
                        int middle = (low + high) >>> 1;
                        boolean before = floating
                                ? isBefore(sorted.doubleAt(row * n + middle), values.doubleAt(row * m + j))
                                : isBefore(sorted.longAt(row * n + middle), values.longAt(row * m + j));
                        if (before) {
                            low = middle + 1;
                        } else {
                            high = middle;
                        }
                    }
                    Integers.set(context, context.output(0), row * m + j, low);
                }
            }
        };
    }

    private boolean isBefore(double element, double value) {
        return afterEqual() ? !(value < element) : element < value;
    }

    private boolean isBefore(long element, long value) {
        return afterEqual() ? element <= value : element < value;
    }
}
