package org.headrace.train.checkpoint;

import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.KernelContext;
import org.headrace.core.Tensor;
import org.headrace.interop.Checkpoints;

/** What {@link Restore} and {@link RestoreSlice} have in common. */
final class Restoring {
    private Restoring() {}

    static void requireShard(InferContext in, long preferredShard) {
        if (preferredShard < -1 || preferredShard > Integer.MAX_VALUE) {
            throw in.error(
                    "Attribute 'preferred_shard' must be greater or equal to -1, and an int, not %d", preferredShard);
        }
    }

    /** The slice of the tensor that input 1 names, from the files that match input 0. */
    static Tensor restore(KernelContext context, DType dtype, long preferredShard, String shapeAndSlice) {
        String pattern = Strings.text(context.input(0), 0);
        String name = Strings.text(context.input(1), 0);
        Tensor value = Checkpoints.restoreSlice(pattern, (int) preferredShard, name, shapeAndSlice);
        if (value.dtype() != dtype) {
            throw context.error(
                    "Expected to restore a tensor of type %s, got a tensor of type %s instead: tensor_name = %s of %s",
                    dtype.kernelName(), value.dtype().kernelName(), name, pattern);
        }
        return value;
    }
}
