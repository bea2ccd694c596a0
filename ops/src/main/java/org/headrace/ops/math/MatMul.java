package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.Epilogue;
import org.headrace.core.Formula;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Rearranging;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Summing;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.ComplexMatrixProduct;
import org.headrace.ops.kernels.MatrixProduct;
import org.jspecify.annotations.Nullable;

/**
 * The product of two matrices, each transposed before if asked for: TensorFlow's {@code MatMul}. With nothing to sum, as
 * in {@code [2, 0]} times {@code [0, 3]}, it is zeros. Kernels: float32, float64, complex64, complex128,
 * int32, int64.
 */
public record MatMul(boolean transposeA, boolean transposeB) implements Differentiable, Epilogue, Summing, Rearranging {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Factors.requireDTypes(in, "a", "b");
        Shape a = Factors.matrix(in, 0, "a");
        Shape b = Factors.matrix(in, 1, "b");
        Factors.requireInner(in, transposeA ? 0 : 1, transposeB ? 1 : 0, "a", "b");
        return List.of(in.input(0).withShape(Shape.of(a.dim(transposeA ? 1 : 0), b.dim(transposeB ? 0 : 1))));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return kernelOf(signature, null);
    }

    @Override
    public boolean appliesFormula(Signature signature) {
        return MatrixProduct.appliesFormula(signature);
    }

    @Override
    public Kernel kernel(Signature signature, Formula formula) {
        return kernelOf(signature, formula);
    }

    @Override
    public boolean sums(Signature term) {
        return MatrixProduct.sums(term, transposeA, transposeB, inner(term, 0));
    }

    /** Tiles read rows of {@code b}: a transposed one is copied first. */
    @Override
    public @Nullable OpType rearrangement(Signature signature, int input) {
        boolean copies =
                input == 1 && transposeB && MatrixProduct.readsRows(signature, transposeA, inner(signature, 0));
        return copies ? new TransposedMatrix() : null;
    }

    @Override
    public OpType rearranged(int input) {
        return new MatMul(transposeA, false);
    }

    private Kernel kernelOf(Signature signature, @Nullable Formula formula) {
        int[] depths = new int[signature.inputs() / 2];
        for (int i = 0; i < depths.length; i++) {
            depths[i] = inner(signature, i);
        }
        if (signature.input(0).dtype().isComplex()) {
            int[] first = {0};
            return ComplexMatrixProduct.of(signature, transposeA, transposeB, false, depths[0], first, first);
        }
        return MatrixProduct.of(signature, transposeA, transposeB, depths, formula);
    }

    /** What is summed over in the product of factors {@code 2 term} and {@code 2 term + 1}. */
    private int inner(Signature signature, int term) {
        return (int) signature.input(2 * term).shape().dim(transposeA ? 0 : 1);
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output a = tf.conj(op.input(0));
        Output b = tf.conj(op.input(1));
        Output dc = dy.get(0);
        Output da = transposeA ? product(tf, transposeB, true, b, dc) : product(tf, false, !transposeB, dc, b);
        Output db = transposeB ? product(tf, true, transposeA, dc, a) : product(tf, !transposeA, false, a, dc);
        return Gradient.list(da, db);
    }

    private static Output product(Ops tf, boolean transposeA, boolean transposeB, Output a, Output b) {
        return tf.add(new MatMul(transposeA, transposeB), a, b);
    }
}
