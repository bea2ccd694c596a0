package org.headrace.ops.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.Assigning;
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

/**
 * {@link ApplyMomentum} for some rows, each named once: TensorFlow's
 * {@code SparseApplyMomentum(var, accum, lr, grad, indices, momentum)}. Float32 and float64. If a row is out of range nothing
 * changes.
 *
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record SparseApplyMomentum(boolean useLocking, boolean useNesterov) implements Assigning {
    @Override
    public boolean takesReference(int input) {
        return input < 2;
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        References.requireSameDType(in, 1, "accum", "var");
        References.requireScalar(in, 2, "lr");
        References.requireSameDType(in, 3, "grad", "var");
        DTypes.INDEX.require(in, 4, "indices");
        References.requireScalar(in, 5, "momentum");
        Shape shape = References.merge(in, in.shape(0), in.shape(1));
        Shape indices = in.requireRank(4, 1);
        if (shape.hasRank()) {
            if (shape.rank() == 0) {
                throw in.error("Shape must be at least rank 1 but is rank 0: a scalar variable has no rows");
            }
            References.merge(in, in.shape(3), indices.concat(shape.slice(1, shape.rank())));
        }
        return List.of(in.input(0).withShape(shape));
    }

    @Override
    public Kernel kernel(Signature signature) {
        Applying.requireFloating(signature);
        MomentumStep step = new MomentumStep(useNesterov);
        boolean single = signature.input(0).dtype() == DType.FLOAT32;
        int rows = (int) signature.input(0).shape().dim(0);
        int rowSize = rows == 0 ? 0 : signature.input(0).shape().size() / rows;
        int count = signature.input(4).shape().size();
        return context -> {
            Scattering.requireInRange(context, 4, count, rows);
            Tensor indices = context.input(4);
            for (int i = 0; i < count; i++) {
                int at = (int) indices.longAt(i) * rowSize;
                if (single) {
                    applySingle(step, context, at, i * rowSize, rowSize);
                } else {
                    applyDouble(step, context, at, i * rowSize, rowSize);
                }
            }
        };
    }

    private static void applySingle(MomentumStep step, KernelContext context, int at, int from, int n) {
        step.apply(
                context.variable(0).floats(),
                context.variable(1).floats(),
                at,
                context.input(3).floats(),
                from,
                n,
                context.input(2).floats()[0],
                context.input(5).floats()[0]);
    }

    private static void applyDouble(MomentumStep step, KernelContext context, int at, int from, int n) {
        step.apply(
                context.variable(0).doubles(),
                context.variable(1).doubles(),
                at,
                context.input(3).doubles(),
                from,
                n,
                context.input(2).doubles()[0],
                context.input(5).doubles()[0]);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("T", op.input(0).dtype());
        attributes.put("Tindices", op.input(4).dtype());
        attributes.put("use_locking", useLocking);
        attributes.put("use_nesterov", useNesterov);
        return attributes;
    }
}
