package org.headrace.ops.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.headrace.core.DType;
import org.headrace.core.Tensor;

/** Elements as bytes: two's complement and IEEE 754, in either order. Not for strings. */
final class RawBytes {
    private RawBytes() {}

    /** Reads {@code n} array elements from {@code bytes} on. */
    static void read(ByteBuffer bytes, Tensor to, int at, int n) {
        switch (to.dtype().storage()) {
            case FLOATS -> bytes.asFloatBuffer().get(to.floats(), at, n);
            case DOUBLES -> bytes.asDoubleBuffer().get(to.doubles(), at, n);
            case INTS -> bytes.asIntBuffer().get(to.ints(), at, n);
            case LONGS -> bytes.asLongBuffer().get(to.longs(), at, n);
            case SHORTS -> bytes.asShortBuffer().get(to.shorts(), at, n);
            default -> bytes.get(to.bytes(), at, n);
        }
        for (int i = at; i < at + n && to.dtype() == DType.BOOL; i++) {
            to.bytes()[i] = (byte) (to.bytes()[i] == 0 ? 0 : 1);
        }
    }

    /** All elements, little-endian. */
    static byte[] of(Tensor tensor) {
        byte[] bytes = new byte[Math.multiplyExact(tensor.size(), tensor.dtype().bytes())];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int n = tensor.size() * tensor.dtype().width();
        switch (tensor.dtype().storage()) {
            case FLOATS -> buffer.asFloatBuffer().put(tensor.floats(), 0, n);
            case DOUBLES -> buffer.asDoubleBuffer().put(tensor.doubles(), 0, n);
            case INTS -> buffer.asIntBuffer().put(tensor.ints(), 0, n);
            case LONGS -> buffer.asLongBuffer().put(tensor.longs(), 0, n);
            case SHORTS -> buffer.asShortBuffer().put(tensor.shorts(), 0, n);
            default -> buffer.put(tensor.bytes(), 0, n);
        }
        return bytes;
    }
}
