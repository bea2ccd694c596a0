package org.headrace.ops.strings;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/** An op that puts strings into buckets by a hash of 64 bits: its remainder, unsigned. */
interface Hashing extends NotDifferentiable {
    long numBuckets();

    long hash(byte[] s);

    /** TensorFlow's name of the input. */
    String inputName();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        Strings.require(in, 0, inputName());
        if (numBuckets() < 1) {
            throw in.error("num_buckets must be >= 1, not %d", numBuckets());
        }
        return List.of(new TensorSpec(DType.INT64, in.shape(0)));
    }

    @Override
    default Kernel kernel(Signature signature) {
        int n = signature.output(0).shape().size();
        return context -> {
            byte[][] x = context.input(0).strings();
            long[] y = context.output(0).longs();
            for (int i = 0; i < n; i++) {
                y[i] = Long.remainderUnsigned(hash(x[i]), numBuckets());
            }
        };
    }
}
