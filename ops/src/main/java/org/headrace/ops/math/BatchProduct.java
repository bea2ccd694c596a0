package org.headrace.ops.math;

import java.util.Map;
import org.headrace.core.Epilogue;
import org.headrace.core.Formula;
import org.headrace.core.InferContext;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.ComplexMatrixProduct;
import org.headrace.ops.kernels.MatrixProduct;

/** What {@link BatchMatMul} and {@link BatchMatMulV2} have in common: matrices in the last two axes, batches before. */
sealed interface BatchProduct extends Differentiable, Epilogue permits BatchMatMul, BatchMatMulV2 {
    boolean adjX();

    boolean adjY();

    /** The output's last two dimensions. */
    default Shape matrix(InferContext in) {
        Factors.requireDTypes(in, "x", "y");
        for (int i = 0; i < 2; i++) {
            Shape shape = in.shape(i);
            if (shape.hasRank() && shape.rank() < 2) {
                throw in.error(
                        "Shape must be at least rank 2 but is rank %d: %s is %s",
                        shape.rank(), i == 0 ? "x" : "y", shape.toBrackets());
            }
        }
        Factors.requireInner(in, adjX() ? -2 : -1, adjY() ? -1 : -2, "x", "y");
        return Shape.of(dim(in.shape(0), adjX() ? -1 : -2), dim(in.shape(1), adjY() ? -2 : -1));
    }

    private static long dim(Shape shape, int axis) {
        return shape.hasRank() ? shape.dim(axis) : Shape.UNKNOWN;
    }

    /** The dimensions before the last two. */
    static Shape batch(Shape shape) {
        return shape.hasRank() ? shape.slice(0, shape.rank() - 2) : Shape.unknown();
    }

    static InvalidArgumentException batchesDiffer(InferContext in) {
        return in.error(
                "x is %s, y is %s: their batch dimensions %s and %s do not fit",
                in.shape(0).toBrackets(),
                in.shape(1).toBrackets(),
                batch(in.shape(0)).toBrackets(),
                batch(in.shape(1)).toBrackets());
    }

    @Override
    default Kernel kernel(Signature signature) {
        if (signature.input(0).dtype().isComplex()) {
            return ComplexMatrixProduct.of(
                    signature, adjX(), adjY(), true, inner(signature), offsets(signature, 0), offsets(signature, 1));
        }
        return MatrixProduct.of(
                signature, adjX(), adjY(), inner(signature), offsets(signature, 0), offsets(signature, 1));
    }

    @Override
    default boolean appliesFormula(Signature signature) {
        return MatrixProduct.appliesFormula(signature);
    }

    @Override
    default Kernel kernel(Signature signature, Formula formula) {
        return MatrixProduct.of(
                signature, adjX(), adjY(), inner(signature), offsets(signature, 0), offsets(signature, 1), formula);
    }

    private int inner(Signature signature) {
        return (int) signature.input(0).shape().dim(adjX() ? -2 : -1);
    }

    /** Where the factor of each matrix of the output's batch begins, in an input whose batch broadcasts to it. */
    private static int[] offsets(Signature signature, int input) {
        Shape factor = signature.input(input).shape();
        Shape batch = batch(signature.output(0).shape());
        int[] offsets = new int[batch.size()];
        int size = (int) (factor.dim(-2) * factor.dim(-1));
        int lead = batch.rank() - (factor.rank() - 2);
        for (int i = 0; i < offsets.length; i++) {
            int rest = i;
            int stride = size;
            for (int axis = batch.rank() - 1; axis >= lead; axis--) {
                int dim = (int) factor.dim(axis - lead);
                int index = rest % (int) batch.dim(axis);
                rest /= (int) batch.dim(axis);
                offsets[i] += dim == 1 ? 0 : index * stride;
                stride *= dim;
            }
        }
        return offsets;
    }

    default Output gradientOfX(Ops tf, Output x, Output y, Output dz) {
        return adjX() ? product(tf, y, dz, adjY(), true) : product(tf, dz, y, false, !adjY());
    }

    default Output gradientOfY(Ops tf, Output x, Output y, Output dz) {
        return adjY() ? product(tf, dz, x, true, adjX()) : product(tf, x, dz, !adjX(), false);
    }

    private static Output product(Ops tf, Output a, Output b, boolean adjointA, boolean adjointB) {
        return tf.matmul(a, b, false, false, adjointA, adjointB);
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(0).dtype(), "adj_x", adjX(), "adj_y", adjY());
    }
}
