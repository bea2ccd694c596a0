package org.headrace.train.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;
import org.headrace.interop.CheckpointWriter;

/**
 * Writes tensors to a checkpoint: TensorFlow's {@code SaveV2(prefix, tensor_names, shape_and_slices, tensors...)}. A
 * checkpoint that was there is replaced once the new one is complete.
 *
 * @param dtypes of the tensors
 * @see CheckpointWriter
 */
public record SaveV2(List<DType> dtypes) implements Stateful {
    private static final int FIRST = 3;

    public SaveV2 {
        dtypes = List.copyOf(dtypes);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Strings.requireTensors(in, FIRST, dtypes);
        Strings.requireScalar(in, 0, "prefix");
        Strings.requireVector(in, 1, "tensor_names", dtypes.size());
        Strings.requireVector(in, 2, "shape_and_slices", dtypes.size());
        return List.of();
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = dtypes.size();
        return context -> {
            try (CheckpointWriter writer = CheckpointWriter.create(Path.of(Strings.text(context.input(0), 0)))) {
                for (int i = 0; i < n; i++) {
                    String name = Strings.text(context.input(1), i);
                    writer.add(name, context.input(FIRST + i), Strings.text(context.input(2), i));
                }
                writer.finish();
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("dtypes", dtypes);
    }
}
