package org.headrace.ops.array;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/**
 * The Levenshtein distances of sequences, the rows along the last dimension of two sparse tensors: TensorFlow's
 * {@code EditDistance(hypothesis_indices, hypothesis_values, hypothesis_shape, truth_indices, truth_values, truth_shape)}.
 * Values of any dtype; the indices, int64, in rising order.
 *
 * @param normalize whether distances are divided by the length of the truth; then one to an empty truth is infinite
 */
public record EditDistance(boolean normalize) implements NotDifferentiable {
    private static final int HYPOTHESIS = 0;
    private static final int TRUTH = 3;

    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes long64 = DTypes.of(DType.INT64);
        for (int i = HYPOTHESIS; i <= TRUTH; i += TRUTH) {
            String name = i == HYPOTHESIS ? "hypothesis" : "truth";
            long64.require(in, i, name + "_indices");
            long64.require(in, i + 2, name + "_shape");
            Shape indices = in.requireRank(i, 2);
            Shape values = in.requireRank(i + 1, 1);
            Shape shape = in.requireRank(i + 2, 1);
            if (indices.hasRank() && values.hasRank() && !indices.slice(0, 1).isCompatibleWith(values)) {
                throw in.error(
                        "%s_indices of shape %s and %s_values of shape %s must be equally many",
                        name, indices.toBrackets(), name, values.toBrackets());
            }
            if (indices.hasRank() && shape.hasRank() && !indices.slice(1, 2).isCompatibleWith(shape)) {
                throw in.error(
                        "%s_indices of shape %s do not fit %s_shape of shape %s",
                        name, indices.toBrackets(), name, shape.toBrackets());
            }
        }
        if (in.dtype(HYPOTHESIS + 1) != in.dtype(TRUTH + 1)) {
            throw in.error(
                    "hypothesis_values are %s, truth_values %s: cast one of them",
                    in.dtype(HYPOTHESIS + 1), in.dtype(TRUTH + 1));
        }
        return List.of(new TensorSpec(DType.FLOAT32, shape(in)));
    }

    private static Shape shape(InferContext in) {
        Shape hypothesis = in.constantAsShape(HYPOTHESIS + 2);
        Shape truth = in.constantAsShape(TRUTH + 2);
        if (!hypothesis.hasRank() || !truth.hasRank()) {
            return Shape.unknown();
        }
        if (hypothesis.rank() != truth.rank() || truth.rank() < 2) {
            throw in.error(
                    "truth_shape and hypothesis_shape must be of one length, at least 2, got %s and %s",
                    truth.toBrackets(), hypothesis.toBrackets());
        }
        long[] dims = new long[truth.rank() - 1];
        for (int i = 0; i < dims.length; i++) {
            boolean unknown = hypothesis.dim(i) == Shape.UNKNOWN || truth.dim(i) == Shape.UNKNOWN;
            dims[i] = unknown ? Shape.UNKNOWN : Math.max(hypothesis.dim(i), truth.dim(i));
        }
        return Shape.of(dims);
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape shape = signature.output(0).shape();
        return context -> {
            Sequences hypothesis = new Sequences(context, HYPOTHESIS, shape);
            Sequences truth = new Sequences(context, TRUTH, shape);
            float[] out = context.output(0).floats();
            Arrays.fill(out, 0, shape.size(), 0);
            while (hypothesis.row < Integer.MAX_VALUE || truth.row < Integer.MAX_VALUE) {
                int row = Math.min(hypothesis.row, truth.row);
                int from = hypothesis.takeIf(row);
                int fromTruth = truth.takeIf(row);
                int length = hypothesis.at - from;
                int truthLength = truth.at - fromTruth;
                float distance = distance(hypothesis.values, from, length, truth.values, fromTruth, truthLength);
                out[row] = !normalize || distance == 0 ? distance : distance / truthLength;
            }
        };
    }

    /** The sequences of a sparse tensor, one after the other. */
    private static final class Sequences {
        final Tensor values;
        private final KernelContext context;
        private final long[] indices;
        private final int rank;
        private final Shape shape;
        /** Where the values of the next sequence begin. */
        int at;
        /** Its place in the output, or the greatest integer after the last. */
        int row;

        Sequences(KernelContext context, int input, Shape shape) {
            this.context = context;
            this.values = context.input(input + 1);
            this.indices = context.input(input).longs();
            this.rank = shape.rank() + 1;
            this.shape = shape;
            this.row = row(0);
        }

        private int row(int i) {
            if (i >= values.size()) {
                return Integer.MAX_VALUE;
            }
            int place = 0;
            for (int d = 0; d < rank - 1; d++) {
                long index = indices[i * rank + d];
                if (index < 0 || index >= shape.dim(d)) {
                    throw context.error(
                            "index %d of dimension %d of value %d is not in [0, %d)", index, d, i, shape.dim(d));
                }
                place = place * (int) shape.dim(d) + (int) index;
            }
            return place;
        }

        /** Moves behind the sequence if it is this one, and tells where its values began. */
        int takeIf(int wanted) {
            int from = at;
            while (row == wanted) {
                at++;
                row = row(at);
                if (row < wanted) {
                    throw context.error("value %d is out of order", at);
                }
            }
            return from;
        }
    }

    private static float distance(Tensor a, int aFrom, int aLength, Tensor b, int bFrom, int bLength) {
        int[] costs = new int[bLength + 1];
        for (int j = 0; j <= bLength; j++) {
            costs[j] = j;
        }
        for (int i = 1; i <= aLength; i++) {
            int diagonal = costs[0];
            costs[0] = i;
            Object key = Keys.of(a, aFrom + i - 1);
            for (int j = 1; j <= bLength; j++) {
                int above = costs[j];
                int change = key.equals(Keys.of(b, bFrom + j - 1)) ? 0 : 1;
                costs[j] = Math.min(diagonal + change, 1 + Math.min(above, costs[j - 1]));
                diagonal = above;
            }
        }
        return costs[bLength];
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("normalize", normalize);
        attributes.put("T", op.input(HYPOTHESIS + 1).dtype());
        return attributes;
    }
}
