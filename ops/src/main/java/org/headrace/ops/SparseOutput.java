package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;

/**
 * A tensor that is zero but for some entries, as three outputs: TensorFlow's {@code tf.SparseTensor}. Entries are best in
 * row-major order; {@link SparseOps#reorder} brings them into it.
 *
 * @param indices where the entries are: int64, a row for each, a column for each axis
 * @param values their values, a vector
 * @param denseShape the shape of the whole, an int64 vector
 */
public record SparseOutput(Output indices, Output values, Output denseShape) {
    public SparseOutput {
        if (indices.dtype() != DType.INT64 || denseShape.dtype() != DType.INT64) {
            throw new InvalidArgumentException("indices and denseShape must be int64, not " + indices.dtype() + " and "
                    + denseShape.dtype() + ": cast them");
        }
    }

    /** The dtype of the values. */
    public DType dtype() {
        return values.dtype();
    }
}
