package org.headrace.interop;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.SortedMap;
import org.headrace.core.DataLossException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;

/**
 * Reads a checkpoint, of one or several shards, without a graph: TensorFlow's {@code tf.train.NewCheckpointReader}. Format
 * V2, and V1, which TensorFlow wrote before 1.0.
 *
 * <p>Partitioned variables are put together. Every checksum is verified: what is damaged is an error, never a value. No
 * memory is taken for more than the files can hold.
 */
public final class CheckpointReader implements Closeable {
    private final Path prefix;
    private final CheckpointFormat format;

    CheckpointReader(Path prefix, CheckpointFormat format) {
        this.prefix = prefix;
        this.format = format;
    }

    /**
     * Opens a checkpoint.
     *
     * @param prefix what the names of its files begin with: {@code model.ckpt-100}; of those of V1, also a pattern that they
     *     match, {@code model.ckpt-?????-of-00002}
     * @throws NotFoundException if there is none
     * @throws DataLossException if it is damaged
     * @throws UnimplementedException if it has a tensor of a dtype that Headrace does not have, or comes from a machine of
     *     other byte order
     */
    public static CheckpointReader open(Path prefix) {
        if (BundleReader.exists(prefix)) {
            return new CheckpointReader(prefix, BundleReader.open(prefix));
        }
        return new CheckpointReader(prefix, SavedSlicesReader.open(prefix));
    }

    /** Dtype and shape of each tensor, by name. */
    public SortedMap<String, TensorSpec> tensors() {
        return format.tensors();
    }

    /** Whether there is a tensor of this name. */
    public boolean contains(String name) {
        return tensors().containsKey(name);
    }

    /**
     * The value of a tensor.
     *
     * @throws NotFoundException if there is none of this name, or its file is missing
     * @throws DataLossException if it is damaged
     */
    public Tensor read(String name) {
        return format.read(name);
    }

    /**
     * A slice of a tensor.
     *
     * @param shapeAndSlice the tensor's shape and the slice as TensorFlow's {@code RestoreV2} takes it, {@code "4 6 -:0,2"};
     *     empty for the whole
     * @throws InvalidArgumentException if the tensor is not of this shape
     */
    public Tensor read(String name, String shapeAndSlice) {
        TensorSpec spec = tensors().get(name);
        if (spec == null || shapeAndSlice.isEmpty()) {
            return read(name);
        }
        TensorSlice.Placed placed = TensorSlice.parse(shapeAndSlice);
        if (!placed.whole().equals(spec.shape())) {
            throw new InvalidArgumentException("Shape in shape_and_slice spec "
                    + placed.whole().toBrackets() + " does not match the shape stored in checkpoint " + prefix + ": "
                    + spec.shape().toBrackets() + " (tensor '" + name + "')");
        }
        return format.read(name, placed.slice());
    }

    @Override
    public void close() {
        format.close();
    }
}
