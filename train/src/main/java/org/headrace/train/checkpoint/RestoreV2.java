package org.headrace.train.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.interop.CheckpointReader;

/**
 * Reads tensors from a checkpoint: TensorFlow's {@code RestoreV2(prefix, tensor_names, shape_and_slices)}. Their shapes are
 * known when it runs.
 *
 * @param dtypes of the tensors; the checkpoint must have the same
 * @see CheckpointReader
 */
public record RestoreV2(List<DType> dtypes) implements Stateful {
    public RestoreV2 {
        dtypes = List.copyOf(dtypes);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Strings.requireScalar(in, 0, "prefix");
        Strings.requireVector(in, 1, "tensor_names", dtypes.size());
        Strings.requireVector(in, 2, "shape_and_slices", dtypes.size());
        return dtypes.stream()
                .map(dtype -> new TensorSpec(dtype, Shape.unknown()))
                .toList();
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = dtypes.size();
        return context -> {
            Path prefix = Path.of(Strings.text(context.input(0), 0));
            try (CheckpointReader reader = CheckpointReader.open(prefix)) {
                for (int i = 0; i < n; i++) {
                    String name = Strings.text(context.input(1), i);
                    Tensor value = reader.read(name, Strings.text(context.input(2), i));
                    if (value.dtype() != dtypes.get(i)) {
                        throw context.error(
                                "tensor_name = %s; expected dtype %s does not equal original dtype %s of checkpoint %s",
                                name, dtypes.get(i).kernelName(), value.dtype().kernelName(), prefix);
                    }
                    context.setOutput(i, value);
                }
            }
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("dtypes", dtypes);
    }
}
