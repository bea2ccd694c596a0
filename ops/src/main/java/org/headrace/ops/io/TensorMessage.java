package org.headrace.ops.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.kernels.Elements;

/** TensorFlow's {@code TensorProto}. */
final class TensorMessage {
    /** One value may stand for many elements, but not for more than this. */
    private static final int MOST_FILLED = 1 << 24;

    private DType dtype = DType.FLOAT32;
    private boolean typed;
    private Shape shape = Shape.scalar();
    private byte[] content = {};
    private final Wire.Numbers numbers = new Wire.Numbers();
    private final List<byte[]> strings = new ArrayList<>();

    private TensorMessage() {}

    static byte[] write(Tensor tensor) {
        WireWriter dims = new WireWriter();
        for (long dim : tensor.shape().dims()) {
            dims.bytes(
                    2, dim == 0 ? new byte[0] : new WireWriter().number(1, dim).toByteArray());
        }
        WireWriter message = new WireWriter().number(1, tensor.dtype().number()).bytes(2, dims.toByteArray());
        if (tensor.dtype() == DType.STRING) {
            for (int i = 0; i < tensor.size(); i++) {
                message.bytes(8, tensor.strings()[i]);
            }
        } else if (tensor.size() > 0) {
            message.bytes(4, RawBytes.of(tensor));
        }
        return message.toByteArray();
    }

    static Tensor read(byte[] bytes) {
        TensorMessage message = new TensorMessage();
        Wire in = new Wire(bytes);
        for (int field = in.next(); field != 0; field = in.next()) {
            message.take(field, in);
        }
        if (!message.typed) {
            throw new DataLossException("the message names no dtype");
        }
        return message.tensor();
    }

    private void take(int field, Wire in) {
        switch (field) {
            case 1 -> {
                dtype = DType.ofNumber((int) in.varint());
                typed = true;
            }
            case 2 -> shape = shape(in.message());
            case 4 -> content = in.bytes();
            case 5, 9 -> numbers.addAll(in, Wire.FIXED32);
            case 6, 12 -> numbers.addAll(in, Wire.FIXED64);
            case 7, 10, 11, 13, 16, 17 -> numbers.addAll(in, Wire.VARINT);
            case 8 -> strings.add(in.bytes());
            default -> in.skip();
        }
    }

    private static Shape shape(Wire in) {
        Wire.Numbers dims = new Wire.Numbers();
        for (int field = in.next(); field != 0; field = in.next()) {
            if (field != 2) {
                in.skip();
                continue;
            }
            Wire dim = in.message();
            long size = 0;
            for (int part = dim.next(); part != 0; part = dim.next()) {
                if (part == 1) {
                    size = dim.varint();
                } else {
                    dim.skip();
                }
            }
            if (size < 0) {
                throw new DataLossException("a dimension of the tensor is " + size);
            }
            dims.add(size);
        }
        return Shape.of(dims.toArray());
    }

    private Tensor tensor() {
        int size = shape.size();
        if (content.length > 0 && dtype != DType.STRING) {
            if (content.length != (long) size * dtype.bytes()) {
                throw new DataLossException(dtype + " of shape " + shape + " does not take the " + content.length
                        + " bytes that are given");
            }
            Tensor tensor = Tensor.zeros(dtype, shape);
            ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
            RawBytes.read(bytes, tensor, 0, size * dtype.width());
            return tensor;
        }
        int width = dtype.width();
        int given = dtype == DType.STRING ? strings.size() : numbers.size() / width;
        if (given > size || size - given > MOST_FILLED) {
            throw new DataLossException(
                    "a tensor of shape " + shape + " has " + size + " elements, but " + given + " values are given");
        }
        Tensor tensor = Tensor.zeros(dtype, shape);
        for (int i = 0; i < given * width; i++) {
            set(tensor, i);
        }
        for (int i = given; i < size && given > 0; i++) {
            Elements.copy(tensor.array(), (given - 1) * width, tensor.array(), i * width, width);
        }
        return tensor;
    }

    private void set(Tensor tensor, int i) {
        switch (dtype.storage()) {
            case STRINGS -> tensor.strings()[i] = strings.get(i);
            case FLOATS -> tensor.floats()[i] = Float.intBitsToFloat((int) numbers.get(i));
            case DOUBLES -> tensor.doubles()[i] = Double.longBitsToDouble(numbers.get(i));
            case INTS -> tensor.ints()[i] = (int) numbers.get(i);
            case LONGS -> tensor.longs()[i] = numbers.get(i);
            case SHORTS -> tensor.shorts()[i] = (short) numbers.get(i);
            case BYTES -> tensor.bytes()[i] = (byte) numbers.get(i);
        }
    }
}
