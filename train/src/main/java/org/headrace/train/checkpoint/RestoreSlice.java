package org.headrace.train.checkpoint;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.interop.Checkpoints;
import org.jspecify.annotations.Nullable;

/**
 * Reads a slice of a tensor from files of format V1, which need not have the rest of it: TensorFlow's
 * {@code RestoreSlice(file_pattern, tensor_name, shape_and_slice)}, which is {@link Restore} but for the
 * {@code shape_and_slice}, {@code "4 6 -:0,2"} for the first two columns of a matrix of 4 x 6, empty for the whole tensor.
 *
 * @param dt the tensor's dtype; the file must have the same
 * @param preferredShard which of several files, by name, is opened first, -1 for all at once; the result is the same
 */
public record RestoreSlice(DType dt, long preferredShard) implements Stateful {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Restoring.requireShard(in, preferredShard);
        Strings.requireScalar(in, 0, "file_pattern");
        Strings.requireScalar(in, 1, "tensor_name");
        Strings.requireScalar(in, 2, "shape_and_slice");
        return List.of(new TensorSpec(dt, shape(in, in.constant(2))));
    }

    private static Shape shape(InferContext in, @Nullable Tensor shapeAndSlice) {
        if (shapeAndSlice == null || shapeAndSlice.strings()[0].length == 0) {
            return Shape.unknown();
        }
        try {
            return Checkpoints.sliceShape(Strings.text(shapeAndSlice, 0));
        } catch (InvalidArgumentException e) {
            throw in.error("%s", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> {
            String slice = Strings.text(context.input(2), 0);
            context.setOutput(0, Restoring.restore(context, dt, preferredShard, slice));
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("dt", dt, "preferred_shard", preferredShard);
    }
}
