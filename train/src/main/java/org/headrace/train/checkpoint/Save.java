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
import org.headrace.interop.SavedSlicesWriter;

/**
 * Writes tensors to a file of format V1, which TensorFlow wrote before 1.0: TensorFlow's
 * {@code Save(filename, tensor_names, data...)}. {@link SaveV2} writes the newer format. A file that was there is replaced
 * once the new one is complete.
 *
 * @param t the tensors' dtypes, each one that {@link SavedSlicesWriter} names
 */
public record Save(List<DType> t) implements Stateful {
    private static final int FIRST = 2;

    public Save {
        t = List.copyOf(t);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Strings.requireTensors(in, FIRST, t);
        Strings.requireScalar(in, 0, "filename");
        Strings.requireVector(in, 1, "tensor_names", t.size());
        return List.of();
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = t.size();
        return context -> {
            SavedSlicesWriter writer = new SavedSlicesWriter(Path.of(Strings.text(context.input(0), 0)));
            for (int i = 0; i < n; i++) {
                writer.add(Strings.text(context.input(1), i), context.input(FIRST + i));
            }
            writer.finish();
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", t);
    }
}
