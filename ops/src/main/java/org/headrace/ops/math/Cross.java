package org.headrace.ops.math;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.kernels.RecastKernel;
import org.headrace.ops.kernels.WholeCross;

/**
 * The cross products of the vectors of 3 along the last axis of two tensors of one shape: TensorFlow's {@code Cross}. Kernels:
 * all real dtypes but float16, bfloat16 and uint64.
 */
public record Cross() implements Differentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        DTypes.NUMERIC.require(in, 0, "a");
        if (in.dtype(0) != in.dtype(1)) {
            throw in.error("b is %s, but a is %s: cast one of them", in.dtype(1), in.dtype(0));
        }
        Shape a = in.shape(0);
        Shape b = in.shape(1);
        if (!a.isCompatibleWith(b)) {
            throw in.error("Both inputs must be of same shape: %s vs. %s", a.toBrackets(), b.toBrackets());
        }
        Shape shape = a.merge(b);
        if (shape.hasRank() && shape.rank() == 0) {
            throw in.error("inputs must be at least 1-D, but are scalars");
        }
        if (shape.hasRank() && shape.dim(-1) != 3 && shape.dim(-1) != Shape.UNKNOWN) {
            throw in.error("inputs must have 3 elements in the last dimension, but are %s", shape.toBrackets());
        }
        return List.of(in.input(0).withShape(shape));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return RecastKernel.ofHalves(signature, this::wideKernel);
    }

    private Kernel wideKernel(Signature signature) {
        int n = signature.input(0).shape().size();
        DType dtype = signature.input(0).dtype();
        if (dtype.isInteger() && dtype != DType.UINT64) {
            return new WholeCross(n);
        }
        return switch (dtype) {
            case FLOAT32 ->
                context -> cross(
                        context.input(0).floats(),
                        context.input(1).floats(),
                        context.output(0).floats(),
                        n);
            case FLOAT64 ->
                context -> cross(
                        context.input(0).doubles(),
                        context.input(1).doubles(),
                        context.output(0).doubles(),
                        n);
            default ->
                throw new UnimplementedException(
                        signature.op(), "has no kernel for " + dtype + ": cast the input to float32");
        };
    }

    private static void cross(float[] a, float[] b, float[] y, int n) {
        for (int i = 0; i < n; i += 3) {
            y[i] = a[i + 1] * b[i + 2] - a[i + 2] * b[i + 1];
            y[i + 1] = a[i + 2] * b[i] - a[i] * b[i + 2];
            y[i + 2] = a[i] * b[i + 1] - a[i + 1] * b[i];
        }
    }

    private static void cross(double[] a, double[] b, double[] y, int n) {
        for (int i = 0; i < n; i += 3) {
            y[i] = a[i + 1] * b[i + 2] - a[i + 2] * b[i + 1];
            y[i + 1] = a[i + 2] * b[i] - a[i] * b[i + 2];
            y[i + 2] = a[i] * b[i + 1] - a[i + 1] * b[i];
        }
    }

    @Override
    public List<Gradient> gradient(Ops tf, Op op, List<Output> dy) {
        Output da = tf.linalg.cross(op.input(1), dy.get(0));
        return Gradient.list(da, tf.linalg.cross(dy.get(0), op.input(0)));
    }
}
