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
 * Writes tensors, or slices of larger ones, to a file of format V1: TensorFlow's
 * {@code SaveSlices(filename, tensor_names, shapes_and_slices, data...)}, which is {@link Save} but for the
 * {@code shapes_and_slices}, {@code "4 6 -:0,2"} for the first two columns of a matrix of 4 x 6, empty for a whole tensor.
 *
 * @param t the tensors' dtypes, each one that {@link SavedSlicesWriter} names
 */
public record SaveSlices(List<DType> t) implements Stateful {
    private static final int FIRST = 3;

    public SaveSlices {
        t = List.copyOf(t);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Strings.requireTensors(in, FIRST, t);
        Strings.requireScalar(in, 0, "filename");
        Strings.requireVector(in, 1, "tensor_names", t.size());
        Strings.requireVector(in, 2, "shapes_and_slices", t.size());
        return List.of();
    }

    @Override
    public Kernel kernel(Signature signature) {
        int n = t.size();
        return context -> {
            SavedSlicesWriter writer = new SavedSlicesWriter(Path.of(Strings.text(context.input(0), 0)));
            for (int i = 0; i < n; i++) {
                String slice = Strings.text(context.input(2), i);
                writer.add(Strings.text(context.input(1), i), context.input(FIRST + i), slice);
            }
            writer.finish();
        };
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", t);
    }
}
