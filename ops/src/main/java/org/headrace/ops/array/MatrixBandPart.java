package org.headrace.ops.array;

import java.util.List;
import java.util.Map;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.Elements;

/**
 * The innermost matrices with zeros (false) outside of a band around the main diagonal: {@code numLower} diagonals below
 * it and {@code numUpper} above it stay, all if negative. TensorFlow's {@code MatrixBandPart}; numbers and bool.
 */
public record MatrixBandPart() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Shape shape = Diagonals.requireMatrices(in);
        ShapeRules.requireIndex(in, 1, "num_lower");
        ShapeRules.requireSameType(in, 2, "num_upper", 1, "num_lower");
        Long lower = ShapeRules.scalar(in, 1, "num_lower");
        Long upper = ShapeRules.scalar(in, 2, "num_upper");
        if (shape.hasRank() && lower != null) {
            requireFits(in, "num_lower", lower, shape.dim(-2), "rows");
        }
        if (shape.hasRank() && upper != null) {
            requireFits(in, "num_upper", upper, shape.dim(-1), "columns");
        }
        return List.of(in.input(0));
    }

    private static void requireFits(OpContext context, String name, long given, long dim, String what) {
        if (dim != Shape.UNKNOWN && given > dim) {
            throw context.error(
                    "%s must be negative or less or equal to number of %s (%d) got: %d", name, what, dim, given);
        }
    }

    @Override
    public Kernel kernel(Signature signature) {
        Shape shape = signature.input(0).shape();
        int width = signature.input(0).dtype().width();
        int rows = (int) shape.dim(-2);
        int columns = (int) shape.dim(-1);
        int lines = shape.slice(0, shape.rank() - 1).size();
        return context -> {
            long lower = context.input(1).longAt(0);
            long upper = context.input(2).longAt(0);
            requireFits(context, "num_lower", lower, rows, "rows");
            requireFits(context, "num_upper", upper, columns, "columns");
            Object from = context.input(0).array();
            Object to = context.output(0).array();
            Elements.clear(context.output(0));
            for (int line = 0; line < lines; line++) {
                long row = line % rows;
                int begin = lower < 0 ? 0 : (int) Math.min(columns, Math.max(0, row - lower));
                int end = upper < 0 ? columns : (int) Math.min(columns, row + upper + 1);
                if (begin < end) {
                    int start = (line * columns + begin) * width;
                    Elements.copy(from, start, to, start, (end - begin) * width);
                }
            }
        };
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        return Gradient.list(tf.linalg.bandPart(dy.get(0), op.input(1), op.input(2)), null, null);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "Tindex", op.input(1).dtype());
    }
}
