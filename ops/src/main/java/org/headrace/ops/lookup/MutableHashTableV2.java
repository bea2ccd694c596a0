package org.headrace.ops.lookup;

import org.headrace.core.DType;

/**
 * The handle of a table whose entries are added and changed at any time: TensorFlow's {@code MutableHashTableV2}.
 *
 * @param container kept for TensorFlow's files, usually empty
 * @param sharedName kept for TensorFlow's files: there ops of one name share a table
 * @param useNodeNameSharing kept for TensorFlow's files: the op's name is the shared one
 * @param keyDtype int32, int64 or string
 * @param valueDtype any but complex numbers
 */
public record MutableHashTableV2(
        String container, String sharedName, boolean useNodeNameSharing, DType keyDtype, DType valueDtype)
        implements TableType {
    @Override
    public boolean mutable() {
        return true;
    }
}
