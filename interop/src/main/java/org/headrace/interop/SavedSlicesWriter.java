package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headrace.core.AlreadyExistsException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.interop.proto.SavedSlice;
import org.headrace.interop.proto.SavedSliceMeta;
import org.headrace.interop.proto.SavedTensorSliceMeta;
import org.headrace.interop.proto.SavedTensorSlices;
import org.headrace.interop.proto.VersionDef;

/**
 * Writes tensors, or slices of tensors, by name to one file in the format V1, which TensorFlow wrote before 1.0 and its
 * {@code Save} and {@code SaveSlices} still write: TensorFlow's {@code TensorSliceWriter}. {@link CheckpointWriter} writes
 * the newer format, which knows more dtypes and larger tensors, and has checksums for each.
 *
 * <p>The dtypes are float32, float64, float16, complex64, complex128, the integers but uint32 and uint64, bool and
 * string. A slice takes less than 2 GB, the file any number of them. A file that was there stays until the new one has been
 * written and forced to the disk; a process that is killed leaves one of the two, whole.
 */
public final class SavedSlicesWriter {
    private static final int VERSION = 1;

    /** The largest message that TensorFlow makes, and what it adds to the estimate of one to be on the safe side. */
    private static final long MOST_BYTES = 1L << 31;

    private static final long SLACK = 1 << 10;

    private final Path file;
    private final SortedMap<ByteString, SavedSliceMeta.Builder> meta = new TreeMap<>(TableBlock.ORDER);
    private final SortedMap<ByteString, Piece> pieces = new TreeMap<>(TableBlock.ORDER);

    /** What the file has of a slice before its elements, and these. */
    private record Piece(ByteString header, FieldValues values) {}

    /** A writer of this file, which is made by {@link #finish}. */
    public SavedSlicesWriter(Path file) {
        this.file = file;
    }

    /** Adds a tensor, which must not change before {@link #finish}. */
    public void add(String name, Tensor tensor) {
        add(name, tensor, "");
    }

    /**
     * Adds a slice of a tensor, which must not change before {@link #finish}.
     *
     * @param shapeAndSlice the whole's shape and the slice as TensorFlow's {@code SaveSlices} takes it, {@code "4 6 -:0,2"};
     *     empty for the whole
     * @throws InvalidArgumentException if the tensor is not of the slice's shape, not of the same whole as the other slices
     *     of this name, too large, or its name too long
     * @throws AlreadyExistsException if this slice of this name is there
     * @throws UnimplementedException if the format does not have the dtype
     */
    public void add(String name, Tensor tensor, String shapeAndSlice) {
        TensorSlice.Placed placed = shapeAndSlice.isEmpty()
                ? new TensorSlice.Placed(tensor.shape(), TensorSlice.full(tensor.shape()))
                : TensorSlice.parse(shapeAndSlice);
        placed.requireShape(name, tensor.shape(), shapeAndSlice);
        FieldValues values = FieldValues.of(tensor);
        ByteString key = placed.slice().key(name);
        if (key.size() > TableBlock.LONGEST_KEY) {
            throw new InvalidArgumentException(
                    "a tensor's name of " + name.length() + " characters is too long for a checkpoint");
        }
        SavedSlice header = SavedSlice.newBuilder()
                .setName(name)
                .setSlice(placed.slice().proto())
                .build();
        long estimate = header.getSerializedSize() + SLACK + values.mostBytes();
        if (estimate + key.size() > MOST_BYTES) {
            throw new InvalidArgumentException(
                    "Tensor slice is too large to serialize (conservative estimate: " + estimate + " bytes): "
                            + tensor.spec() + " of '" + name + "'. Save it in slices, or in the format V2");
        }
        SavedSliceMeta.Builder whole = whole(name, tensor, placed.whole());
        if (pieces.containsKey(key)) {
            throw new AlreadyExistsException(
                    "Adding duplicate tensor: " + (name + " " + shapeAndSlice).strip() + " to checkpoint " + file);
        }
        pieces.put(key, new Piece(header.toByteString(), values));
        meta.putIfAbsent(ByteString.copyFromUtf8(name), whole);
        whole.addSlice(placed.slice().proto());
    }

    private SavedSliceMeta.Builder whole(String name, Tensor tensor, Shape shape) {
        SavedSliceMeta.Builder wanted = SavedSliceMeta.newBuilder()
                .setName(name)
                .setShape(TensorProtos.shape(shape))
                .setType(TensorProtos.dtype(tensor.dtype()));
        SavedSliceMeta.Builder known = meta.getOrDefault(ByteString.copyFromUtf8(name), wanted);
        if (!known.getShape().equals(wanted.getShape()) || known.getType() != wanted.getType()) {
            throw new InvalidArgumentException("the slices of '" + name + "' are not of one tensor: " + tensor.dtype()
                    + " of shape " + shape.toBrackets() + " after another");
        }
        return known;
    }

    /**
     * Writes the file: it is complete, and on the disk, when this returns.
     *
     * @throws NotFoundException if its directory is not there
     * @throws UncheckedIOException if it cannot be written; the file that was there is still there then
     */
    public void finish() {
        SavedTensorSliceMeta.Builder all = SavedTensorSliceMeta.newBuilder()
                .setVersions(VersionDef.newBuilder().setProducer(VERSION));
        meta.values().forEach(all::addTensor);
        ByteString first = SavedTensorSlices.newBuilder().setMeta(all).build().toByteString();
        try {
            DurableFiles.write(file, out -> {
                TableWriter table = new TableWriter(out);
                table.add(ByteString.EMPTY, first);
                for (Map.Entry<ByteString, Piece> piece : pieces.entrySet()) {
                    table.add(piece.getKey(), message(piece.getValue()));
                }
                table.finish();
            });
        } catch (NoSuchFileException missing) {
            throw new NotFoundException(
                    file + "; No such file or directory: make the directory with Files.createDirectories", missing);
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoint " + file + " cannot be written: " + e, e);
        }
    }

    /** A {@link SavedTensorSlices} with a slice and its data. */
    private static ByteString message(Piece piece) throws IOException {
        int values = piece.values.serializedSize();
        int slice = piece.header.size() + fieldSize(SavedSlice.DATA_FIELD_NUMBER, values);
        byte[] message = new byte[fieldSize(SavedTensorSlices.DATA_FIELD_NUMBER, slice)];
        CodedOutputStream out = CodedOutputStream.newInstance(message);
        out.writeTag(SavedTensorSlices.DATA_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(slice);
        out.writeRawBytes(piece.header);
        out.writeTag(SavedSlice.DATA_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeUInt32NoTag(values);
        piece.values.writeTo(out);
        out.checkNoSpaceLeft();
        return UnsafeByteOperations.unsafeWrap(message);
    }

    private static int fieldSize(int field, int content) {
        return CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(content) + content;
    }
}
