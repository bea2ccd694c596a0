package org.headrace.interop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.headrace.core.DType;
import org.headrace.core.Tensor;

/** The elements of tensors, but for strings, as files have them: row-major, little-endian; a piece at a time. */
final class TensorBytes {
    private static final int PIECE = 1 << 16;

    private TensorBytes() {}

    /** Where pieces go to, or come from. */
    interface Channel {
        /** Empties the buffer, or fills it. */
        void transfer(ByteBuffer bytes) throws IOException;
    }

    static void write(Tensor tensor, Channel to) throws IOException {
        int length = tensor.size() * tensor.dtype().width();
        int element = elementBytes(tensor.dtype());
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < length; at += PIECE / element) {
            int n = Math.min(PIECE / element, length - at);
            piece.clear().limit(n * element);
            switch (tensor.dtype().storage()) {
                case FLOATS -> piece.asFloatBuffer().put(tensor.floats(), at, n);
                case DOUBLES -> piece.asDoubleBuffer().put(tensor.doubles(), at, n);
                case INTS -> piece.asIntBuffer().put(tensor.ints(), at, n);
                case LONGS -> piece.asLongBuffer().put(tensor.longs(), at, n);
                case SHORTS -> piece.asShortBuffer().put(tensor.shorts(), at, n);
                case BYTES -> piece.put(0, tensor.bytes(), at, n);
                case STRINGS -> throw new IllegalArgumentException("strings have no fixed size");
            }
            to.transfer(piece);
        }
    }

    static void read(Tensor tensor, Channel from) throws IOException {
        int length = tensor.size() * tensor.dtype().width();
        int element = elementBytes(tensor.dtype());
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < length; at += PIECE / element) {
            int n = Math.min(PIECE / element, length - at);
            piece.clear().limit(n * element);
            from.transfer(piece);
            piece.rewind();
            switch (tensor.dtype().storage()) {
                case FLOATS -> piece.asFloatBuffer().get(tensor.floats(), at, n);
                case DOUBLES -> piece.asDoubleBuffer().get(tensor.doubles(), at, n);
                case INTS -> piece.asIntBuffer().get(tensor.ints(), at, n);
                case LONGS -> piece.asLongBuffer().get(tensor.longs(), at, n);
                case SHORTS -> piece.asShortBuffer().get(tensor.shorts(), at, n);
                case BYTES -> piece.get(0, tensor.bytes(), at, n);
                case STRINGS -> throw new IllegalArgumentException("strings have no fixed size");
            }
        }
    }

    private static int elementBytes(DType dtype) {
        return dtype.bytes() / dtype.width();
    }
}
