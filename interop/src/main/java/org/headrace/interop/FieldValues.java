package org.headrace.interop;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.interop.proto.TensorProto;

/**
 * A tensor's elements as the field of a {@code TensorProto} that is for their dtype, {@code float_val} say, packed but for
 * strings. What the generated classes would write too, but they take three times the memory for it.
 */
final class FieldValues {
    /**
     * The dtypes that TensorFlow saves so.
     *
     * @param field the number of the field
     * @param mostBytes what TensorFlow reckons with for one element, a string's own bytes not counted
     */
    private record Layout(int field, int mostBytes) {}

    private static final Map<DType, Layout> LAYOUTS = Map.ofEntries(
            Map.entry(DType.FLOAT32, new Layout(TensorProto.FLOAT_VAL_FIELD_NUMBER, 4)),
            Map.entry(DType.FLOAT64, new Layout(TensorProto.DOUBLE_VAL_FIELD_NUMBER, 8)),
            Map.entry(DType.FLOAT16, new Layout(TensorProto.HALF_VAL_FIELD_NUMBER, 3)),
            Map.entry(DType.COMPLEX64, new Layout(TensorProto.SCOMPLEX_VAL_FIELD_NUMBER, 8)),
            Map.entry(DType.COMPLEX128, new Layout(TensorProto.DCOMPLEX_VAL_FIELD_NUMBER, 16)),
            Map.entry(DType.INT64, new Layout(TensorProto.INT64_VAL_FIELD_NUMBER, 10)),
            Map.entry(DType.INT32, new Layout(TensorProto.INT_VAL_FIELD_NUMBER, 10)),
            Map.entry(DType.INT16, new Layout(TensorProto.INT_VAL_FIELD_NUMBER, 10)),
            Map.entry(DType.INT8, new Layout(TensorProto.INT_VAL_FIELD_NUMBER, 10)),
            Map.entry(DType.UINT16, new Layout(TensorProto.INT_VAL_FIELD_NUMBER, 3)),
            Map.entry(DType.UINT8, new Layout(TensorProto.INT_VAL_FIELD_NUMBER, 2)),
            Map.entry(DType.BOOL, new Layout(TensorProto.BOOL_VAL_FIELD_NUMBER, 1)),
            Map.entry(DType.STRING, new Layout(TensorProto.STRING_VAL_FIELD_NUMBER, 10)));

    private static final int SHORT = 0xffff;
    private static final int BYTE = 0xff;

    private final Tensor tensor;
    private final Layout layout;

    private FieldValues(Tensor tensor, Layout layout) {
        this.tensor = tensor;
        this.layout = layout;
    }

    /**
     * The elements of a tensor.
     *
     * @throws UnimplementedException if TensorFlow does not save its dtype so
     */
    static FieldValues of(Tensor tensor) {
        Layout layout = LAYOUTS.get(tensor.dtype());
        if (layout == null) {
            throw new UnimplementedException(
                    "Saving data type " + tensor.dtype().kernelName() + " not yet supported");
        }
        return new FieldValues(tensor, layout);
    }

    /** No less than the field takes, as TensorFlow reckons. */
    long mostBytes() {
        long bytes = (long) layout.mostBytes * tensor.size();
        if (tensor.dtype() == DType.STRING) {
            for (int i = 0; i < tensor.size(); i++) {
                bytes += tensor.strings()[i].length;
            }
        }
        return bytes;
    }

    /** What the field takes, with tags and lengths; without elements it is not written. */
    int serializedSize() {
        int bytes = bytes();
        return bytes == 0 || tensor.dtype() == DType.STRING
                ? bytes
                : CodedOutputStream.computeTagSize(layout.field)
                        + CodedOutputStream.computeUInt32SizeNoTag(bytes)
                        + bytes;
    }

    private int bytes() {
        int bytes = 0;
        int n = tensor.size() * tensor.dtype().width();
        switch (tensor.dtype().storage()) {
            case FLOATS -> bytes = n * Float.BYTES;
            case DOUBLES -> bytes = n * Double.BYTES;
            case LONGS -> {
                for (int i = 0; i < n; i++) {
                    bytes += CodedOutputStream.computeInt64SizeNoTag(tensor.longs()[i]);
                }
            }
            case STRINGS -> {
                for (int i = 0; i < n; i++) {
                    bytes += CodedOutputStream.computeByteArraySize(layout.field, tensor.strings()[i]);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    bytes += CodedOutputStream.computeInt32SizeNoTag(number(i));
                }
            }
        }
        return bytes;
    }

    /** Writes the field. */
    void writeTo(CodedOutputStream out) throws IOException {
        int bytes = bytes();
        if (bytes == 0) {
            return;
        }
        if (tensor.dtype() != DType.STRING) {
            out.writeTag(layout.field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt32NoTag(bytes);
        }
        int n = tensor.size() * tensor.dtype().width();
        for (int i = 0; i < n; i++) {
            switch (tensor.dtype().storage()) {
                case FLOATS -> out.writeFloatNoTag(tensor.floats()[i]);
                case DOUBLES -> out.writeDoubleNoTag(tensor.doubles()[i]);
                case LONGS -> out.writeInt64NoTag(tensor.longs()[i]);
                case STRINGS -> out.writeByteArray(layout.field, tensor.strings()[i]);
                default -> out.writeInt32NoTag(number(i));
            }
        }
    }

    /** An element that is written as an int: what has no sign without, bools as 0 and 1. */
    private int number(int i) {
        return switch (tensor.dtype()) {
            case INT32 -> tensor.ints()[i];
            case INT16 -> tensor.shorts()[i];
            case UINT16, FLOAT16 -> tensor.shorts()[i] & SHORT;
            case INT8 -> tensor.bytes()[i];
            default -> tensor.bytes()[i] & BYTE;
        };
    }
}
