package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.Kernel;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.NotDifferentiable;
import org.headrace.ops.Reduction;
import org.headrace.ops.kernels.ComplexReduction;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.RecastKernel;
import org.headrace.ops.kernels.ReductionKernel;
import org.headrace.ops.kernels.WholeRoots;

/**
 * {@code sqrt(sum(x^2))} along axes, of integers cut off: TensorFlow's {@code EuclideanNorm}. Where no axis has more than one
 * element it is, as in TensorFlow, {@code x} itself with its sign. Like TensorFlow's it stops gradients; {@code tf.norm} does
 * not. Kernels: all dtypes but uint64.
 */
public record EuclideanNorm(boolean keepDims) implements Reduction, NotDifferentiable {
    @Override
    public Fold fold() {
        return Fold.SUM;
    }

    @Override
    public Kernel kernel(Signature signature) {
        return RecastKernel.ofHalves(signature, this::wideKernel);
    }

    private Kernel wideKernel(Signature signature) {
        TensorSpec x = signature.input(0);
        if (x.dtype().isInteger() && x.dtype() != DType.UINT64) {
            return new WholeRoots(x.shape(), Reduction.reduced(signature));
        }
        if (x.dtype().isComplex()) {
            return ComplexReduction.norm(signature, Reduction.reduced(signature));
        }
        if (!ReductionKernel.takesFormula(x.dtype())) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + x.dtype() + ": cast the input to float32");
        }
        Formula itself = new Formula(List.of(Expr.input(0)), List.of(x.dtype()), x.shape(), List.of(x));
        return rooted(ReductionKernel.sum(signature, Reduction.reduced(signature), squared(itself), 0), signature);
    }

    @Override
    public Kernel kernel(Signature signature, int input, Formula formula) {
        Kernel squares =
                ReductionKernel.sum(signature, Reduction.reduced(signature), squared(formula), signature.inputs());
        return rooted(squares, signature);
    }

    private static Formula squared(Formula formula) {
        Expr x = formula.outputs().get(0);
        return new Formula(List.of(x.times(x)), formula.dtypes(), formula.shape(), formula.operands());
    }

    private static Kernel rooted(Kernel squares, Signature signature) {
        Shape shape = signature.output(0).shape();
        int n = shape.size();
        return context -> {
            squares.run(context);
            Tensor y = context.output(0);
            if (y.dtype() == DType.FLOAT32) {
                float[] values = y.floats();
                for (int i = 0; i < n; i++) {
                    values[i] = (float) Math.sqrt(values[i]);
                }
            } else {
                double[] values = y.doubles();
                for (int i = 0; i < n; i++) {
                    values[i] = Math.sqrt(values[i]);
                }
            }
        };
    }
}
