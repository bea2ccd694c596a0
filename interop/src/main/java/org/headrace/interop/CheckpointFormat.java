package org.headrace.interop;

import java.io.Closeable;
import java.util.SortedMap;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/** What the formats of checkpoints have in common. */
interface CheckpointFormat extends Closeable {
    /** The tensors, by name. */
    SortedMap<String, TensorSpec> tensors();

    /** The value of a tensor, or a {@code NotFoundException} if there is none of this name. */
    Tensor read(String name);

    /** A slice, which fits, of a tensor that there is. */
    default Tensor read(String name, TensorSlice slice) {
        return SlicedTensor.take(slice, read(name));
    }

    @Override
    void close();
}
