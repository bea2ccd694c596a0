package org.headrace.ops.math;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.Elements;

/**
 * How often each number from 0 to below {@code size} is in {@code arr}, int32, or the sum of its weights: TensorFlow's
 * {@code Bincount}. Greater numbers do not count. Without weights, an empty tensor of the result's dtype, each counts 1.
 */
public record Bincount() implements OpType {
    private static final DTypes WEIGHTS = DTypes.of(DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.of(DType.INT32).require(in, 0, "arr");
        DTypes.of(DType.INT32).require(in, 1, "size");
        WEIGHTS.require(in, 2, "weights");
        in.requireRank(1, 0);
        Tensor size = in.constant(1);
        if (size != null && size.toLong() < 0) {
            throw in.error("size (%d) must be non-negative", size.toLong());
        }
        Shape weights = in.shape(2);
        boolean none = weights.isComplete() && weights.elements() == 0;
        if (!none && weights.isComplete() && in.shape(0).isComplete() && !weights.equals(in.shape(0))) {
            throw in.error(
                    "If weights are passed, they must have the same shape (%s) as arr (%s)",
                    weights.toBrackets(), in.shape(0).toBrackets());
        }
        return List.of(in.input(2).withShape(Shape.of(size == null ? Shape.UNKNOWN : size.toLong())));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.input(0).shape().size();
        int size = signature.value(1).toInt();
        boolean weighed = signature.input(2).shape().size() > 0;
        return context -> {
            int[] arr = context.input(0).ints();
            Tensor weights = context.input(2);
            Tensor y = context.output(0);
            Elements.clear(y);
            for (int i = 0; i < n; i++) {
                if (arr[i] < 0) {
                    throw context.error("Input arr must be non-negative: element %d is %d", i, arr[i]);
                }
                if (arr[i] < size) {
                    count(y, arr[i], weights, weighed ? i : -1);
                }
            }
        };
    }

    private static void count(Tensor y, int at, Tensor weights, int i) {
        switch (y.dtype()) {
            case FLOAT32 -> y.floats()[at] += i < 0 ? 1 : weights.floats()[i];
            case FLOAT64 -> y.doubles()[at] += i < 0 ? 1 : weights.doubles()[i];
            case INT32 -> y.ints()[at] += i < 0 ? 1 : weights.ints()[i];
            default -> y.longs()[at] += i < 0 ? 1 : weights.longs()[i];
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(2).dtype());
    }
}
