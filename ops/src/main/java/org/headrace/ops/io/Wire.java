package org.headrace.ops.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.headrace.core.DataLossException;

/**
 * Reads protobuf messages, field by field: as much as TensorFlow's examples and tensors need. Nothing is taken for longer
 * than the bytes that are there.
 */
final class Wire {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private final ByteBuffer in;
    private int type;

    Wire(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    private Wire(ByteBuffer bytes) {
        this.in = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The number of the next field, 0 at the end of the message. */
    int next() {
        if (!in.hasRemaining()) {
            return 0;
        }
        long tag = varint();
        type = (int) tag & 7;
        if (tag >>> 3 == 0 || tag >>> 32 != 0) {
            throw damaged();
        }
        return (int) (tag >>> 3);
    }

    /** How the field is written. */
    int type() {
        return type;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            require(1);
            byte each = in.get();
            value |= (each & 0x7fL) << shift;
            if (each >= 0) {
                return value;
            }
        }
        throw damaged();
    }

    int fixed32() {
        require(4);
        return in.getInt();
    }

    long fixed64() {
        require(8);
        return in.getLong();
    }

    /** A message within the message, or numbers one after the other. */
    Wire message() {
        if (type != BYTES) {
            throw damaged();
        }
        long length = varint();
        require(length);
        ByteBuffer part = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return new Wire(part);
    }

    byte[] bytes() {
        Wire part = message();
        byte[] bytes = new byte[part.in.remaining()];
        part.in.get(bytes);
        return bytes;
    }

    /** Bytes that are not read. */
    int remaining() {
        return in.remaining();
    }

    void skip() {
        switch (type) {
            case VARINT -> varint();
            case FIXED64 -> fixed64();
            case BYTES -> message();
            case FIXED32 -> fixed32();
            default -> throw damaged();
        }
    }

    private void require(long bytes) {
        if (bytes < 0 || bytes > in.remaining()) {
            throw damaged();
        }
    }

    static DataLossException damaged() {
        return new DataLossException("the message is cut off or damaged, or is another kind of message");
    }

    /** Numbers as they come, in an array that grows. */
    static final class Numbers {
        private long[] values = new long[16];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        /** Adds a field's numbers, packed or one: of varints, or of 4 or 8 bytes each. */
        void addAll(Wire from, int kind) {
            if (from.type() != BYTES) {
                if (from.type() != kind) {
                    throw damaged();
                }
                add(read(from, kind));
                return;
            }
            Wire packed = from.message();
            while (packed.remaining() > 0) {
                add(read(packed, kind));
            }
        }

        private static long read(Wire from, int kind) {
            return switch (kind) {
                case VARINT -> from.varint();
                case FIXED32 -> from.fixed32();
                default -> from.fixed64();
            };
        }

        int size() {
            return size;
        }

        long get(int i) {
            return values[i];
        }

        long[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
