package org.headrace.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.headrace.core.Aliasing;
import org.headrace.core.DType;
import org.headrace.core.Formula;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
import org.headrace.core.Prologue;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.kernels.Fold;
import org.headrace.ops.kernels.ReductionKernel;

/**
 * An op that combines the elements of its first input along the axes that its second input names. A reduced axis goes, or
 * stays with size 1 where {@code keepDims}. Axes may count from the end, as {@code -1}; none at all leaves every element.
 */
public interface Reduction extends Aliasing, Prologue {
    /** Whether reduced axes stay, with size 1. */
    boolean keepDims();

    /** How elements are combined. */
    Fold fold();

    /** The dtypes that TensorFlow's op takes. */
    default DTypes dtypes() {
        return DTypes.NUMERIC_OR_COMPLEX;
    }

    @Override
    default List<TensorSpec> infer(InferContext in) {
        dtypes().require(in, 0, "input");
        DTypes.INDEX.require(in, 1, "reduction_indices");
        Shape axes = in.shape(1);
        if (axes.hasRank() && axes.rank() > 1) {
            throw in.error("Shape must be at most rank 1 but is rank %d: reduction_indices is %s", axes.rank(), axes);
        }
        return List.of(in.input(0).withShape(shape(in)));
    }

    private Shape shape(InferContext in) {
        Shape shape = in.shape(0);
        if (!shape.hasRank()) {
            return Shape.unknown();
        }
        Tensor axes = in.constant(1);
        if (axes == null) {
            boolean none = in.shape(1).isComplete() && in.shape(1).elements() == 0;
            return none ? shape : keepDims() ? Shape.unknownDims(shape.rank()) : Shape.unknown();
        }
        boolean[] reduced = reduced(in, shape.rank(), axes);
        long[] dims = new long[shape.rank()];
        int rank = 0;
        for (int axis = 0; axis < reduced.length; axis++) {
            if (!reduced[axis]) {
                dims[rank++] = shape.dim(axis);
            } else if (keepDims()) {
                dims[rank++] = 1;
            }
        }
        return Shape.of(Arrays.copyOf(dims, rank));
    }

    /** Which of {@code rank} axes are to be reduced. */
    private static boolean[] reduced(OpContext in, int rank, Tensor axes) {
        boolean[] reduced = new boolean[rank];
        for (int i = 0; i < axes.size(); i++) {
            long axis = axes.longAt(i);
            if (axis < -rank || axis >= rank) {
                throw in.error("Invalid reduction dimension %d for input with %d dimensions.", axis, rank);
            }
            int index = (int) (axis < 0 ? axis + rank : axis);
            if (reduced[index]) {
                throw in.error("Invalid reduction arguments: Axes contains duplicate dimension: %d", index);
            }
            reduced[index] = true;
        }
        return reduced;
    }

    /** Which axes of the first input are to be reduced. */
    static boolean[] reduced(Signature signature) {
        return reduced(signature, signature.input(0).shape().rank(), signature.value(1));
    }

    /** Combining single elements leaves them as they are. */
    @Override
    default boolean aliases(Signature signature) {
        Shape input = signature.input(0).shape();
        Shape output = signature.output(0).shape();
        return input.elements() == output.elements() && input.elements() > 0;
    }

    @Override
    default Kernel kernel(Signature signature) {
        return ReductionKernel.of(fold(), signature, reduced(signature));
    }

    @Override
    default boolean takesFormula(Signature signature, int input) {
        return input == 0
                && !aliases(signature)
                && ReductionKernel.takesFormula(signature.input(0).dtype());
    }

    @Override
    default Kernel kernel(Signature signature, int input, Formula formula) {
        return ReductionKernel.of(fold(), signature, reduced(signature), formula);
    }

    @Override
    default Map<String, Object> attributes(Op op) {
        DType index = op.input(1).dtype();
        DType dtype = op.input(0).dtype();
        return dtype == DType.BOOL // All and Any take nothing else, and TensorFlow's definitions don't ask
                ? Map.of("Tidx", index, "keep_dims", keepDims())
                : Map.of("T", dtype, "Tidx", index, "keep_dims", keepDims());
    }
}
