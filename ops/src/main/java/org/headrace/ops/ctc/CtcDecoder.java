package org.headrace.ops.ctc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/**
 * An op that finds labels for sequences of logits {@code [time, batch, classes]}, the last class the blank. The outputs are
 * the indices of sparse tensors {@code [batch, longest]}, one for each path, then their values, then their shapes, all of
 * int64, and the paths' scores {@code [batch, paths]}.
 */
public interface CtcDecoder extends NotDifferentiable {
    DTypes REAL = DTypes.of(DType.FLOAT32, DType.FLOAT64);

    /** Labels and score. */
    record Path(List<Integer> labels, double score) {}

    /** How many label sequences are found for each sequence of logits. */
    int paths();

    /** The {@link #paths} for a sequence; the logits of time t begin at {@code from + t * step}. */
    List<Path> decode(KernelContext context, Tensor logits, int from, int step, int length, int classes);

    @Override
    default List<TensorSpec> infer(InferContext in) {
        REAL.require(in, 0, "inputs");
        DTypes.of(DType.INT32).require(in, 1, "sequence_length");
        Shape inputs = in.requireRank(0, 3);
        Shape lengths = in.requireRank(1, 1);
        Shape batch = inputs.hasRank() ? inputs.slice(1, 2) : Shape.unknownDims(1);
        if (!batch.isCompatibleWith(lengths)) {
            throw in.error(
                    "len(sequence_length) != batch_size.  sequence_length: %s inputs: %s",
                    lengths.toBrackets(), inputs.toBrackets());
        }
        List<TensorSpec> outputs = new ArrayList<>();
        outputs.addAll(Collections.nCopies(paths(), new TensorSpec(DType.INT64, Shape.of(Shape.UNKNOWN, 2))));
        outputs.addAll(Collections.nCopies(paths(), new TensorSpec(DType.INT64, Shape.unknownDims(1))));
        outputs.addAll(Collections.nCopies(paths(), new TensorSpec(DType.INT64, Shape.of(2))));
        outputs.add(in.input(0).withShape(batch.merge(lengths).concat(Shape.of(paths()))));
        return outputs;
    }

    @Override
    default Kernel kernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        if (shape.size() == 0) {
            throw signature.error("inputs must not be empty, got shape %s", shape.toBrackets());
        }
        int times = (int) shape.dim(0);
        int batch = (int) shape.dim(1);
        int classes = (int) shape.dim(2);
        return context -> {
            List<List<Path>> found = new ArrayList<>();
            for (int b = 0; b < batch; b++) {
                int length = context.input(1).ints()[b];
                if (length > times) {
                    throw context.error("sequence_length(%d) = %d must be at most %d", b, length, times);
                }
                found.add(decode(context, context.input(0), b * classes, batch * classes, length, classes));
            }
            for (int path = 0; path < paths(); path++) {
                store(context, found, path);
            }
        };
    }

    private void store(KernelContext context, List<List<Path>> found, int path) {
        int count = 0;
        int longest = 0;
        for (List<Path> paths : found) {
            int length = paths.get(path).labels.size();
            count += length;
            longest = Math.max(longest, length);
        }
        long[] indices = context.allocate(path, Shape.of(count, 2)).longs();
        long[] values = context.allocate(paths() + path, Shape.of(count)).longs();
        long[] shape = context.output(2 * paths() + path).longs();
        Tensor scores = context.output(3 * paths());
        shape[0] = found.size();
        shape[1] = longest;
        int at = 0;
        for (int b = 0; b < found.size(); b++) {
            Path best = found.get(b).get(path);
            for (int i = 0; i < best.labels.size(); i++) {
                indices[2 * at] = b;
                indices[2 * at + 1] = i;
                values[at++] = best.labels.get(i);
            }
            int score = b * paths() + path;
            if (scores.array() instanceof float[] floats) {
                floats[score] = (float) best.score;
            } else {
                scores.doubles()[score] = best.score;
            }
        }
    }
}
