package org.headrace.ops.array;

import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Shape;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.StridedCopy;

/** Where the diagonals of matrices lie, for the ops that read or write them: the two innermost dimensions are a matrix. */
final class Diagonals {
    /** What TensorFlow's CPU kernels of this family take: numbers and bool. */
    static final DTypes SUPPORTED = DTypes.ARITHMETIC.and(DTypes.BOOL);

    private Diagonals() {}

    /** Input 0, batches of matrices, must have a rank of at least 2 if it is known. */
    static Shape requireMatrices(InferContext in) {
        SUPPORTED.require(in, 0, "input");
        Shape shape = in.shape(0);
        if (shape.hasRank() && shape.rank() < 2) {
            throw in.error(
                    "Shape must be at least rank 2 but is rank %d: input is %s", shape.rank(), shape.toBrackets());
        }
        return shape;
    }

    /** The shape of the diagonals of matrices. */
    static Shape of(Shape matrices) {
        if (!matrices.hasRank()) {
            return matrices;
        }
        long rows = matrices.dim(-2);
        long columns = matrices.dim(-1);
        boolean known = rows != Shape.UNKNOWN && columns != Shape.UNKNOWN || rows == 0 || columns == 0;
        return matrices.slice(0, matrices.rank() - 2).concat(Shape.of(known ? Math.min(rows, columns) : Shape.UNKNOWN));
    }

    /** The copy of complete matrices' diagonals into an array of their own. */
    static StridedCopy gather(DType dtype, Shape matrices) {
        return StridedCopy.gather(dtype, dims(matrices), strides(matrices), 0);
    }

    /** The copy of an array of diagonals into complete matrices. */
    static StridedCopy scatter(DType dtype, Shape matrices) {
        return StridedCopy.scatter(dtype, dims(matrices), strides(matrices), 0);
    }

    private static int[] dims(Shape matrices) {
        Shape diagonals = of(matrices);
        return new int[] {diagonals.slice(0, diagonals.rank() - 1).size(), (int) diagonals.dim(-1)};
    }

    private static int[] strides(Shape matrices) {
        int columns = (int) matrices.dim(-1);
        return new int[] {(int) matrices.dim(-2) * columns, columns + 1};
    }
}
