package org.headrace.oracle;

import java.nio.ByteBuffer;

/**
 * The memory layout of string tensors in TensorFlow 1: a 64-bit offset for each element, then the elements, each as a
 * base-128 length and its bytes. Offsets count from the end of the offsets.
 */
final class StringBytes {

    private StringBytes() {}

    static ByteBuffer encode(byte[][] strings) {
        int total = Long.BYTES * strings.length;
        for (byte[] s : strings) {
            total += lengthOfLength(s.length) + s.length;
        }
        ByteBuffer bytes = ElementBytes.allocate(total);
        long offset = 0;
        for (byte[] s : strings) {
            bytes.putLong(offset);
            offset += lengthOfLength(s.length) + s.length;
        }
        for (byte[] s : strings) {
            int rest = s.length;
            while (rest >= 0x80) {
                bytes.put((byte) (rest | 0x80));
                rest >>>= 7;
            }
            bytes.put((byte) rest).put(s);
        }
        return bytes.flip();
    }

    static byte[][] decode(ByteBuffer bytes, int length) {
        byte[][] strings = new byte[length][];
        for (int i = 0; i < length; i++) {
            int at = length * Long.BYTES + Math.toIntExact(bytes.getLong(i * Long.BYTES));
            int size = 0;
            int shift = 0;
            byte b;
            do {
                b = bytes.get(at++);
                size |= (b & 0x7f) << shift;
                shift += 7;
            } while (b < 0);
            strings[i] = new byte[size];
            bytes.get(at, strings[i]);
        }
        return strings;
    }

    private static int lengthOfLength(int length) {
        int bytes = 1;
        for (int rest = length >>> 7; rest != 0; rest >>>= 7) {
            bytes++;
        }
        return bytes;
    }
}
