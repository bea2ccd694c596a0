package org.headrace.ops.math;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.Contraction;

/**
 * Products of the elements of one or two tensors, summed: TensorFlow's {@code Einsum}. Axes of one label are walked together,
 * labels that the output lacks are summed over, {@code ...} stands for axes that broadcast, and a label that the output has
 * twice puts its values on a diagonal among zeros. Like TensorFlow 1.15's it has no gradient; {@code tf.einsum} is composed of
 * ops that have. Kernels: float32, float64, complex64, complex128.
 *
 * @param equation such as {@code "ij,jk->ik"}, with its arrow
 */
public record Einsum(String equation) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        EinsumLabels labels = EinsumLabels.of(in, equation);
        if (in.inputs() != labels.inputs().size() || in.inputs() < 1 || in.inputs() > 2) {
            throw in.error("Expected 1 or 2 inputs as in the equation '%s', got %d", equation, in.inputs());
        }
        if (in.inputs() == 2 && in.dtype(0) != in.dtype(1)) {
            throw in.error("inputs must be of one dtype, not %s and %s: cast one of them", in.dtype(0), in.dtype(1));
        }
        DTypes.FLOATING_OR_COMPLEX.require(in, 0, "inputs");
        boolean known = in.shape(0).hasRank() && in.shape(in.inputs() - 1).hasRank();
        if (!known) {
            return List.of(
                    in.input(0).withShape(labels.elliptic() ? Shape.unknown() : Shape.unknownDims(labels.rank())));
        }
        List<Shape> shapes = in.inputs() == 1 ? List.of(in.shape(0)) : List.of(in.shape(0), in.shape(1));
        return List.of(in.input(0).withShape(labels.sizes(in, shapes).output()));
    }

    @Override
    public Kernel kernel(Signature signature) {
        DType dtype = signature.input(0).dtype();
        if (dtype == DType.FLOAT16 || dtype == DType.BFLOAT16) {
            throw new UnimplementedException(
                    signature.op(), "has no kernel for " + dtype + ": cast the input to float32");
        }
        List<Shape> shapes = signature.inputs() == 1
                ? List.of(signature.input(0).shape())
                : List.of(signature.input(0).shape(), signature.input(1).shape());
        EinsumLabels.Sizes sizes = EinsumLabels.of(signature, equation).sizes(signature, shapes);
        return new Contraction(dtype, sizes.dims(), sizes.kept(), sizes.strides(), sizes.outputStrides());
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("N", op.inputs().size(), "T", op.input(0).dtype(), "equation", equation);
    }
}
