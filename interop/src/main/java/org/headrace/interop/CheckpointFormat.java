package org.headrace.interop;

import java.io.Closeable;
import java.util.SortedMap;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/** What the formats of checkpoints have in common. */
interface CheckpointFormat extends Closeable {
    /** The tensors, by name. */
    SortedMap<String, TensorSpec> tensors();

    /** The value of a tensor that is there. */
    Tensor read(String name);

    @Override
    void close();
}
