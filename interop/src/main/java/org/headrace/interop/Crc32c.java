package org.headrace.interop;

import java.util.zip.CRC32C;

/**
 * TensorFlow's checksum: CRC32C, masked, because the checksum of data that contains its own checksum is a weak one.
 */
final class Crc32c {
    private static final int MASK_DELTA = 0xa282ead8;

    private Crc32c() {}

    /** The masked checksum of a part of an array. */
    static int masked(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return masked(crc);
    }

    /** What has been summed up so far, masked. */
    static int masked(CRC32C crc) {
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
    }
}
