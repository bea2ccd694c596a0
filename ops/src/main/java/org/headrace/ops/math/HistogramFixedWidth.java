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
 * How many values fall into each of {@code nbins} bins that divide the range from {@code value_range[0]} to
 * {@code value_range[1]} evenly: TensorFlow's {@code HistogramFixedWidth}. What is below counts in the first bin, and what is
 * above in the last; NaN, on which TensorFlow's kernel may write anywhere, in the first.
 *
 * @param dtype of the counts: int32 or int64
 */
public record HistogramFixedWidth(DType dtype) implements OpType {
    private static final DTypes DTYPES = DTypes.of(DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTYPES.require(in, 0, "values");
        if (in.dtype(1) != in.dtype(0)) {
            throw in.error("value_range is %s, but values are %s: cast one of them", in.dtype(1), in.dtype(0));
        }
        DTypes.of(DType.INT32).require(in, 2, "nbins");
        if (!DTypes.INDEX.members().contains(dtype)) {
            throw in.error("dtype must be int32 or int64, not %s", dtype);
        }
        if (!in.shape(1).isCompatibleWith(Shape.of(2))) {
            throw in.error(
                    "value_range should be a vector of 2 elements, but is %s",
                    in.shape(1).toBrackets());
        }
        in.requireRank(2, 0);
        Tensor bins = in.constant(2);
        if (bins != null && bins.toLong() <= 0) {
            throw in.error("nbins should be a positive number, but got '%d'", bins.toLong());
        }
        return List.of(TensorSpec.of(dtype, bins == null ? Shape.UNKNOWN : bins.toLong()));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.input(0).shape().size();
        int bins = signature.value(2).toInt();
        boolean wide = dtype == DType.INT64;
        return context -> {
            Tensor values = context.input(0);
            Tensor range = context.input(1);
            double low = range.doubleAt(0);
            double high = range.doubleAt(1);
            if (!(low < high)) {
                throw context.error(
                        "value_range should satisfy value_range[0] < value_range[1], but got '[%s, %s]'", low, high);
            }
            double step = difference(range, 1, low, range) / bins;
            Tensor y = context.output(0);
            Elements.clear(y);
            for (int i = 0; i < n; i++) {
                double above = values.doubleAt(i) > low ? difference(values, i, low, range) : 0;
                int bin = (int) Math.min(above / step, bins - 1);
                if (wide) {
                    y.longs()[bin]++;
                } else {
                    y.ints()[bin]++;
                }
            }
        };
    }

    /** Element {@code i} less the range's begin, rounded as the dtype rounds. */
    private static double difference(Tensor values, int i, double low, Tensor range) {
        return switch (values.dtype()) {
            case FLOAT32 -> values.floats()[i] - (float) low;
            case INT32 -> values.ints()[i] - range.ints()[0];
            case INT64 -> values.longs()[i] - range.longs()[0];
            default -> values.doubles()[i] - low;
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "dtype", dtype);
    }
}
