package org.headrace.interop;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A block of a table: entries by ascending key, each key given by what it shares with the one before and the rest. Now and
 * then, at a restart, a key is given whole; the places of the restarts are listed at the end.
 */
final class TableBlock {
    /** A generous limit; TensorFlow's keys are names of variables. */
    static final int LONGEST_KEY = 1 << 16;

    /** That of the keys. */
    static final Comparator<ByteString> ORDER = ByteString.unsignedLexicographicalComparator();

    private TableBlock() {}

    record Entry(ByteString key, ByteString value) {}

    /** Puts a block together. */
    static final class Builder {
        private final int restartEvery;
        private final ByteString.Output entries = ByteString.newOutput();
        private final List<Integer> restarts = new ArrayList<>();
        private ByteString last = ByteString.EMPTY;
        private int sinceRestart;

        Builder(int restartEvery) {
            this.restartEvery = restartEvery;
            restarts.add(0);
        }

        void add(ByteString key, ByteString value) throws IOException {
            if (sinceRestart == restartEvery) {
                restarts.add(entries.size());
                last = ByteString.EMPTY;
                sinceRestart = 0;
            }
            int shared = shared(last, key);
            CodedOutputStream out = CodedOutputStream.newInstance(entries);
            out.writeUInt32NoTag(shared);
            out.writeUInt32NoTag(key.size() - shared);
            out.writeUInt32NoTag(value.size());
            out.flush();
            key.substring(shared).writeTo(entries);
            value.writeTo(entries);
            last = key;
            sinceRestart++;
        }

        private static int shared(ByteString a, ByteString b) {
            int length = 0;
            while (length < a.size() && length < b.size() && a.byteAt(length) == b.byteAt(length)) {
                length++;
            }
            return length;
        }

        boolean isEmpty() {
            return entries.size() == 0;
        }

        /** How many bytes the block has so far. */
        int size() {
            return entries.size() + (restarts.size() + 1) * Integer.BYTES;
        }

        ByteString finish() {
            ByteBuffer places =
                    ByteBuffer.allocate((restarts.size() + 1) * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            restarts.forEach(places::putInt);
            places.putInt(restarts.size()).flip();
            return entries.toByteString().concat(ByteString.copyFrom(places));
        }
    }

    /**
     * The entries of a block.
     *
     * @param keyBytes how many bytes its keys may take together
     * @throws IOException if it is malformed
     */
    static List<Entry> entries(byte[] block, long keyBytes) throws IOException {
        if (block.length < Integer.BYTES) {
            throw new IOException("a block of " + block.length + " bytes is too short");
        }
        long restarts = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).getInt(block.length - Integer.BYTES)
                & 0xffff_ffffL;
        long end = block.length - (restarts + 1) * Integer.BYTES;
        if (end < 0) {
            throw new IOException("a block of " + block.length + " bytes cannot have " + restarts + " restarts");
        }
        List<Entry> entries = new ArrayList<>();
        CodedInputStream in = CodedInputStream.newInstance(block, 0, (int) end);
        ByteString last = ByteString.EMPTY;
        long left = keyBytes;
        while (!in.isAtEnd()) {
            int shared = in.readUInt32();
            int rest = in.readUInt32();
            int size = in.readUInt32();
            if (shared < 0 || shared > last.size() || rest < 0 || rest > LONGEST_KEY - shared || size < 0) {
                throw new IOException("an entry shares " + shared + " of " + last.size() + " bytes and has " + rest
                        + " of its own and a value of " + size);
            }
            left -= shared + rest;
            if (left < 0) {
                throw new IOException("its keys are out of proportion");
            }
            byte[] key = Arrays.copyOf(last.toByteArray(), shared + rest);
            System.arraycopy(in.readRawBytes(rest), 0, key, shared, rest);
            ByteString next = ByteString.copyFrom(key);
            if (!entries.isEmpty() && ORDER.compare(last, next) >= 0) {
                throw new IOException("its keys are not in order");
            }
            last = next;
            entries.add(new Entry(last, ByteString.copyFrom(in.readRawBytes(size))));
        }
        return entries;
    }
}
