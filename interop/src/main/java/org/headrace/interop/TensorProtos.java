package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.headrace.core.DType;
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
        ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int length = tensor.size() * tensor.dtype().width();
        switch (tensor.dtype().storage()) {
            case FLOATS -> buffer.asFloatBuffer().put(tensor.floats(), 0, length);
            case DOUBLES -> buffer.asDoubleBuffer().put(tensor.doubles(), 0, length);
            case INTS -> buffer.asIntBuffer().put(tensor.ints(), 0, length);
            case LONGS -> buffer.asLongBuffer().put(tensor.longs(), 0, length);
            case SHORTS -> buffer.asShortBuffer().put(tensor.shorts(), 0, length);
            case BYTES -> buffer.put(tensor.bytes(), 0, length);
            case STRINGS -> throw new IllegalArgumentException("strings have no fixed size");
        }
        return UnsafeByteOperations.unsafeWrap(content);
    }

    static DataType dtype(DType dtype) {
        return DataType.forNumber(dtype.number());
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
