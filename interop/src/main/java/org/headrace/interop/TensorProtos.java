package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.ResourceExhaustedException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.proto.DataType;
import org.headrace.interop.proto.TensorProto;
import org.headrace.interop.proto.TensorShapeProto;

/** Tensors, dtypes and shapes as TensorFlow's messages. */
final class TensorProtos {
    private TensorProtos() {}

    /**
     * The message that holds a tensor: strings one by one, all else as {@code tensor_content}.
     *
     * @throws ResourceExhaustedException if the elements take more than the 2 GB that a message can hold
     */
    static TensorProto tensor(Tensor tensor) {
        TensorProto.Builder proto =
                TensorProto.newBuilder().setDtype(dtype(tensor.dtype())).setTensorShape(shape(tensor.shape()));
        if (tensor.dtype() == DType.STRING) {
            byte[][] strings = tensor.strings();
            for (int i = 0; i < tensor.size(); i++) {
                proto.addStringVal(ByteString.copyFrom(strings[i]));
            }
        } else {
            proto.setTensorContent(content(tensor));
        }
        return proto.build();
    }

    /** The elements, row-major and little-endian. */
    private static ByteString content(Tensor tensor) {
        long bytes = (long) tensor.size() * tensor.dtype().bytes();
        if (bytes > Integer.MAX_VALUE) {
            throw new ResourceExhaustedException("Cannot create a tensor proto whose content is larger than 2GB: "
                    + tensor.spec() + " takes " + bytes + " bytes");
        }
        byte[] content = new byte[(int) bytes];
        ByteBuffer buffer = ByteBuffer.wrap(content);
        try {
            TensorBytes.write(tensor, buffer::put);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return UnsafeByteOperations.unsafeWrap(content);
    }

    /**
     * The tensor that a message holds. One value may stand for many elements, so a short message for a large tensor.
     *
     * @param mostFilled how many elements may be left out of the message
     * @throws InvalidArgumentException if the message contradicts itself, or leaves out more
     */
    static Tensor tensor(TensorProto proto, long mostFilled) {
        return tensor(proto, DType.ofNumber(proto.getDtypeValue()), completeShape(proto.getTensorShape()), mostFilled);
    }

    /** The same, of a message whose dtype and shape are said elsewhere. */
    static Tensor tensor(TensorProto proto, DType dtype, Shape shape, long mostFilled) {
        int size = shape.size();
        if (!proto.getTensorContent().isEmpty() && dtype != DType.STRING) {
            return ofContent(proto.getTensorContent(), dtype, shape);
        }
        List<?> values = values(proto, dtype);
        int given = values.size() / dtype.width();
        if (given > size || size - given > mostFilled) {
            throw new InvalidArgumentException(
                    "a tensor of shape " + shape + " has " + size + " elements, but " + given + " values are given");
        }
        Tensor tensor = Tensor.zeros(dtype, shape);
        int end = given * dtype.width();
        for (int i = 0; i < end; i++) {
            set(tensor, i, values.get(i));
        }
        if (given > 0) {
            repeat(tensor.array(), end - dtype.width(), end, size * dtype.width());
        }
        return tensor;
    }

    /** Fills an array up to {@code length} with what it has from {@code last} to {@code end}, in ever larger pieces. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // of the array to itself
    private static void repeat(Object array, int last, int end, int length) {
        for (int at = end; at < length; ) {
            int n = Math.min(at - last, length - at);
            System.arraycopy(array, last, array, at, n);
            at += n;
        }
    }

    private static Tensor ofContent(ByteString content, DType dtype, Shape shape) {
        if (content.size() != (long) shape.size() * dtype.bytes()) {
            throw new InvalidArgumentException(
                    dtype + " of shape " + shape + " does not take the " + content.size() + " bytes that are given");
        }
        Tensor tensor = Tensor.zeros(dtype, shape);
        ByteBuffer bytes = content.asReadOnlyByteBuffer();
        try {
            TensorBytes.read(tensor, piece -> {
                while (piece.hasRemaining()) {
                    piece.put(bytes.get());
                }
            });
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return tensor;
    }

    private static List<?> values(TensorProto proto, DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> proto.getFloatValList();
            case FLOAT64 -> proto.getDoubleValList();
            case INT32, INT16, INT8, UINT8, UINT16 -> proto.getIntValList();
            case INT64 -> proto.getInt64ValList();
            case BOOL -> proto.getBoolValList();
            case STRING -> proto.getStringValList();
            case COMPLEX64 -> proto.getScomplexValList();
            case COMPLEX128 -> proto.getDcomplexValList();
            case FLOAT16, BFLOAT16 -> proto.getHalfValList();
            case UINT32 -> proto.getUint32ValList();
            case UINT64 -> proto.getUint64ValList();
            case RESOURCE ->
                throw new InvalidArgumentException("a resource's handle has no value that a file could hold");
        };
    }

    private static void set(Tensor tensor, int i, Object value) {
        switch (tensor.dtype().storage()) {
            case FLOATS -> tensor.floats()[i] = (Float) value;
            case DOUBLES -> tensor.doubles()[i] = (Double) value;
            case INTS -> tensor.ints()[i] = (Integer) value;
            case LONGS -> tensor.longs()[i] = (Long) value;
            case SHORTS -> tensor.shorts()[i] = ((Integer) value).shortValue();
            case BYTES ->
                tensor.bytes()[i] = value instanceof Boolean b ? (byte) (b ? 1 : 0) : ((Integer) value).byteValue();
            case STRINGS -> tensor.strings()[i] = ((ByteString) value).toByteArray();
        }
    }

    static DataType dtype(DType dtype) {
        return DataType.forNumber(dtype.number());
    }

    /**
     * The shape that a message holds, of which everything must be known.
     *
     * @throws InvalidArgumentException if it is not, or has more elements than can be counted
     */
    static Shape completeShape(TensorShapeProto proto) {
        long[] dims = proto.getDimList().stream()
                .mapToLong(TensorShapeProto.Dim::getSize)
                .toArray();
        Shape shape = proto.getUnknownRank() ? Shape.unknown() : Shape.of(dims);
        shape.elements(); // which complains
        return shape;
    }

    static TensorShapeProto shape(Shape shape) {
        TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
        if (!shape.hasRank()) {
            return proto.setUnknownRank(true).build();
        }
        for (long dim : shape.dims()) {
            proto.addDimBuilder().setSize(dim);
        }
        return proto.build();
    }
}
