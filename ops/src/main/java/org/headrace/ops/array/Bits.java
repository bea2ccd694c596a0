package org.headrace.ops.array;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.headrace.core.DType;

/** A buffer of bytes seen as a dtype's elements, to be written from or read into the Java array that holds such. */
interface Bits {
    /** Fills the buffer from the beginning of {@code array}. */
    void write(Object array);

    /** Copies the buffer to the beginning of {@code array}. */
    void read(Object array);

    static Bits of(ByteBuffer bytes, DType dtype) {
        return switch (dtype.storage()) {
            case FLOATS -> new Floats(bytes.asFloatBuffer());
            case DOUBLES -> new Doubles(bytes.asDoubleBuffer());
            case INTS -> new Ints(bytes.asIntBuffer());
            case LONGS -> new Longs(bytes.asLongBuffer());
            case SHORTS -> new Shorts(bytes.asShortBuffer());
            case BYTES -> new Bytes(bytes);
            case STRINGS -> throw new IllegalArgumentException("strings have no fixed width");
        };
    }

    /** Of {@code float[]}. */
    record Floats(FloatBuffer bits) implements Bits {
        @Override
        public void write(Object array) {
            bits.put(0, (float[]) array, 0, bits.capacity());
        }

        @Override
        public void read(Object array) {
            bits.get(0, (float[]) array, 0, bits.capacity());
        }
    }

    /** Of {@code double[]}. */
    record Doubles(DoubleBuffer bits) implements Bits {
        @Override
        public void write(Object array) {
            bits.put(0, (double[]) array, 0, bits.capacity());
        }

        @Override
        public void read(Object array) {
            bits.get(0, (double[]) array, 0, bits.capacity());
        }
    }

    /** Of {@code int[]}. */
    record Ints(IntBuffer bits) implements Bits {
        @Override
        public void write(Object array) {
            bits.put(0, (int[]) array, 0, bits.capacity());
        }

        @Override
        public void read(Object array) {
            bits.get(0, (int[]) array, 0, bits.capacity());
        }
    }

    /** Of {@code long[]}. */
    record Longs(LongBuffer bits) implements Bits {
        @Override
        public void write(Object array) {
            bits.put(0, (long[]) array, 0, bits.capacity());
        }

        @Override
        public void read(Object array) {
            bits.get(0, (long[]) array, 0, bits.capacity());
        }
    }

    /** Of {@code short[]}. */
    record Shorts(ShortBuffer bits) implements Bits {
        @Override
        public void write(Object array) {
            bits.put(0, (short[]) array, 0, bits.capacity());
        }

        @Override
        public void read(Object array) {
            bits.get(0, (short[]) array, 0, bits.capacity());
        }
    }

    /** Of {@code byte[]}. */
    record Bytes(ByteBuffer bits) implements Bits {
        @Override
        public void write(Object array) {
            bits.put(0, (byte[]) array, 0, bits.capacity());
        }

        @Override
        public void read(Object array) {
            bits.get(0, (byte[]) array, 0, bits.capacity());
        }
    }
}
