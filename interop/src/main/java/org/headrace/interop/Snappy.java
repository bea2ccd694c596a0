package org.headrace.interop;

/** Unpacks Snappy's block format, in which other programs than TensorFlow may have written the blocks of a table. */
final class Snappy {
    /** Three bytes of input give at most 64 of output. */
    private static final int GREATEST_RATIO = 22;

    private Snappy() {}

    /** The input is no Snappy block. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    static byte[] decompress(byte[] in) throws MalformedException {
        return new Decoder(in).decode();
    }

    private static final class Decoder {
        private final byte[] in;
        private int at;
        private byte[] out = new byte[0];
        private int written;

        Decoder(byte[] in) {
            this.in = in;
        }

        byte[] decode() throws MalformedException {
            long length = varint();
            if (length > (long) in.length * GREATEST_RATIO || length > Integer.MAX_VALUE - 8) {
                throw new MalformedException("it claims to hold " + length + " bytes, packed in " + in.length);
            }
            out = new byte[(int) length];
            while (at < in.length) {
                element();
            }
            if (written != out.length) {
                throw new MalformedException("it holds " + written + " bytes and claims " + out.length);
            }
            return out;
        }

        private void element() throws MalformedException {
            int tag = next();
            int high = tag >> 2;
            switch (tag & 3) {
                case 0 -> literal(high < 60 ? high + 1L : little(high - 59) + 1);
                case 1 -> copy((high & 7) + 4, (high >> 3) << 8 | next());
                case 2 -> copy(high + 1, little(2));
                default -> copy(high + 1, little(4));
            }
        }

        private void literal(long length) throws MalformedException {
            if (length > in.length - at || length > out.length - written) {
                throw new MalformedException("a literal of " + length + " bytes goes beyond the end");
            }
            System.arraycopy(in, at, out, written, (int) length);
            at += (int) length;
            written += (int) length;
        }

        /** One by one: what is copied may be what is being written. */
        private void copy(int length, long offset) throws MalformedException {
            if (offset == 0 || offset > written || length > out.length - written) {
                throw new MalformedException(
                        "a copy of " + length + " bytes from " + offset + " before is out of bounds");
            }
            for (int i = 0; i < length; i++, written++) {
                out[written] = out[written - (int) offset];
            }
        }

        private int next() throws MalformedException {
            if (at == in.length) {
                throw new MalformedException("it ends within an element");
            }
            return in[at++] & 0xff;
        }

        private long little(int bytes) throws MalformedException {
            long value = 0;
            for (int i = 0; i < bytes; i++) {
                value |= (long) next() << 8 * i;
            }
            return value;
        }

        private long varint() throws MalformedException {
            long value = 0;
            for (int shift = 0; shift < 35; shift += 7) {
                int b = next();
                value |= (long) (b & 0x7f) << shift;
                if (b < 0x80) {
                    return value;
                }
            }
            throw new MalformedException("its length is no 32-bit number");
        }
    }
}
