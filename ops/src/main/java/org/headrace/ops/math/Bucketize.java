package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.OpType;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;

/**
 * The number of the bucket, int32, that each element falls into: TensorFlow's {@code Bucketize}. Bucket 0 lies below the first
 * boundary, bucket {@code i} from boundary {@code i - 1}, inclusive, to the next. NaN falls into the last.
 *
 * @param boundaries in rising order
 */
public record Bucketize(List<Float> boundaries) implements OpType {
    private static final DTypes DTYPES = DTypes.of(DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64);

    public Bucketize {
        boundaries = List.copyOf(boundaries);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTYPES.require(in, 0, "input");
        for (int i = 1; i < boundaries.size(); i++) {
            if (!(boundaries.get(i - 1) <= boundaries.get(i))) {
                throw in.error("Expected sorted boundaries, not %s", boundaries);
            }
        }
        return List.of(in.input(0).withDType(DType.INT32));
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = signature.input(0).shape().size();
        double[] bounds = boundaries.stream().mapToDouble(Float::doubleValue).toArray();
        boolean single = signature.input(0).dtype() != DType.FLOAT64; // compared with the boundaries as floats
        return context -> {
            Tensor x = context.input(0);
            int[] y = context.output(0).ints();
            for (int i = 0; i < n; i++) {
                double value = x.doubleAt(i);
                y[i] = firstGreater(bounds, single ? (float) value : value);
            }
        };
    }

    private static int firstGreater(double[] bounds, double value) {
        int from = 0;
        int to = bounds.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (value < bounds[middle]) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }
}
