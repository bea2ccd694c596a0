package org.headrace.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/** How a whole record file is compressed: TensorFlow's {@code TFRecordCompressionType}. */
public enum Compression {
    NONE,
    ZLIB,
    GZIP;

    private static final int BUFFER = 1 << 16;

    InputStream decompress(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case ZLIB -> new InflaterInputStream(in);
            case GZIP -> new GZIPInputStream(in, BUFFER);
        };
    }

    OutputStream compress(OutputStream out) throws IOException {
        return switch (this) {
            case NONE -> out;
            case ZLIB -> new DeflaterOutputStream(out, true);
            case GZIP -> new GZIPOutputStream(out, BUFFER, true);
        };
    }
}
