package org.headrace.interop;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;
import org.headrace.core.DataLossException;
import org.jspecify.annotations.Nullable;

/**
 * The frame around each record of record and event files: its length as 8 bytes, the masked checksum of these, the data,
 * and their masked checksum; all little-endian.
 */
final class RecordFraming {
    private static final int HEADER = 12;
    private static final int FOOTER = 4;

    /** No Java array is longer. */
    private static final long LONGEST = Integer.MAX_VALUE - 8;

    private RecordFraming() {}

    static void write(OutputStream out, byte[] data) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(data.length).putInt(Crc32c.masked(header.array(), 0, Long.BYTES));
        out.write(header.array());
        out.write(data);
        out.write(little(Crc32c.masked(data, 0, data.length)));
    }

    /** How many bytes a record of {@code length} bytes takes in a file. */
    static long framed(long length) {
        return HEADER + length + FOOTER;
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(FOOTER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    /**
     * The next record, or null at the end.
     *
     * @param longest what no record is longer than, such as what the file has left
     * @throws Truncated if the end comes within a record
     * @throws DataLossException if a checksum is wrong
     */
    static byte @Nullable [] read(InputStream in, long longest, String where) throws IOException {
        byte[] header = take(in, HEADER, where);
        if (header.length == 0) {
            return null;
        }
        requireWhole(header, HEADER, where);
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        long length = fields.getLong();
        if (fields.getInt() != Crc32c.masked(header, 0, Long.BYTES)) {
            throw new DataLossException(
                    "corrupted record " + where + ": the checksum of its length is wrong." + remedy(header));
        }
        if (length < 0 || length > LONGEST) {
            throw new DataLossException("corrupted record " + where + ": it claims " + length + " bytes");
        }
        if (framed(length) > longest) {
            throw new Truncated(where + ": " + length + " bytes were announced");
        }
        byte[] data = take(in, (int) length, where);
        requireWhole(data, (int) length, where);
        byte[] crc = take(in, FOOTER, where);
        requireWhole(crc, FOOTER, where);
        if (ByteBuffer.wrap(crc).order(ByteOrder.LITTLE_ENDIAN).getInt() != Crc32c.masked(data, 0, data.length)) {
            throw new DataLossException("corrupted record " + where
                    + ": the checksum of its data is wrong; write the file again, or copy it"
                    + " again from where it came");
        }
        return data;
    }

    /** The file has ended within a record: it is still being written, or its writer was stopped. */
    static final class Truncated extends IOException {
        private static final long serialVersionUID = 1L;

        Truncated(String where) {
            super("truncated record " + where);
        }
    }

    /** Up to {@code length} bytes; memory is taken as they come, not as they are announced. */
    private static byte[] take(InputStream in, int length, String where) throws IOException {
        try {
            return in.readNBytes(length);
        } catch (EOFException cutOff) {
            throw new Truncated(where);
        } catch (ZipException damaged) {
            throw new DataLossException(
                    "corrupted record " + where + ": the compressed data are damaged, " + damaged.getMessage(),
                    damaged);
        }
    }

    private static void requireWhole(byte[] bytes, int length, String where) throws Truncated {
        if (bytes.length < length) {
            throw new Truncated(where);
        }
    }

    private static String remedy(byte[] start) {
        if (start[0] == 0x1f && start[1] == (byte) 0x8b) {
            return " It looks like GZIP: open the file with Compression.GZIP";
        }
        if (start[0] == 0x78) {
            return " It may be ZLIB: open the file with Compression.ZLIB";
        }
        return " Is it a file of records at all? If so, write it again, or copy it again from where it came";
    }
}
