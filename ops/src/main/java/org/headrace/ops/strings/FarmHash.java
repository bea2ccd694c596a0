package org.headrace.ops.strings;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** FarmHash's fingerprint of 64 bits (G. Pike, 2014): {@code farmhashna::Hash64}. */
public final class FarmHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long K0 = 0xc3a5c85c97cb3127L;
    private static final long K1 = 0xb492b66fbe98f273L;
    private static final long K2 = 0x9ae16a3b2f90404fL;

    private FarmHash() {}

    /** The fingerprint, the same on every machine. */
    public static long fingerprint(byte[] s) {
        if (s.length <= 16) {
            return upTo16(s);
        }
        return s.length <= 32 ? upTo32(s) : s.length <= 64 ? upTo64(s) : longer(s);
    }

    static long word(byte[] s, int at) {
        return (long) LONGS.get(s, at);
    }

    private static long half(byte[] s, int at) {
        return (int) INTS.get(s, at) & 0xffffffffL;
    }

    private static long rotate(long x, int by) {
        return Long.rotateRight(x, by);
    }

    private static long mix(long x) {
        return x ^ x >>> 47;
    }

    private static long join(long u, long v, long multiplier) {
        long a = mix((u ^ v) * multiplier);
        return mix((v ^ a) * multiplier) * multiplier;
    }

    private static long upTo16(byte[] s) {
        int n = s.length;
        long multiplier = K2 + 2L * n;
        if (n >= 8) {
            long a = word(s, 0) + K2;
            long b = word(s, n - 8);
            long c = rotate(b, 37) * multiplier + a;
            long d = (rotate(a, 25) + b) * multiplier;
            return join(c, d, multiplier);
        }
        if (n >= 4) {
            return join(n + (half(s, 0) << 3), half(s, n - 4), multiplier);
        }
        if (n > 0) {
            int y = (s[0] & 0xff) + ((s[n >> 1] & 0xff) << 8);
            int z = n + ((s[n - 1] & 0xff) << 2);
            return mix(y * K2 ^ z * K0) * K2;
        }
        return K2;
    }

    private static long upTo32(byte[] s) {
        int n = s.length;
        long multiplier = K2 + 2L * n;
        long a = word(s, 0) * K1;
        long b = word(s, 8);
        long c = word(s, n - 8) * multiplier;
        long d = word(s, n - 16) * K2;
        return join(rotate(a + b, 43) + rotate(c, 30) + d, a + rotate(b + K2, 18) + c, multiplier);
    }

    private static long upTo64(byte[] s) {
        int n = s.length;
        long multiplier = K2 + 2L * n;
        long a = word(s, 0) * K2;
        long b = word(s, 8);
        long c = word(s, n - 8) * multiplier;
        long d = word(s, n - 16) * K2;
        long y = rotate(a + b, 43) + rotate(c, 30) + d;
        long z = join(y, a + rotate(b + K2, 18) + c, multiplier);
        long e = word(s, 16) * multiplier;
        long f = word(s, 24);
        long g = (y + word(s, n - 32)) * multiplier;
        long h = (z + word(s, n - 24)) * multiplier;
        return join(rotate(e + f, 43) + rotate(g, 30) + h, e + rotate(f + a, 18) + g, multiplier);
    }

    /** Two words that 32 bytes are mixed into. */
    private record Pair(long first, long second) {
        static Pair of(byte[] s, int at, long seed, long other) {
            long a = seed + word(s, at);
            long b = rotate(other + a + word(s, at + 24), 21);
            long sum = a + word(s, at + 8) + word(s, at + 16);
            return new Pair(sum + word(s, at + 24), b + rotate(sum, 44) + a);
        }
    }

    private static long longer(byte[] s) {
        long seed = 81;
        long x = seed * K2 + word(s, 0);
        long y = seed * K1 + 113;
        long z = mix(y * K2 + 113) * K2;
        Pair v = new Pair(0, 0);
        Pair w = new Pair(0, 0);
        int end = (s.length - 1) / 64 * 64;
        for (int at = 0; at < end; at += 64) {
            x = rotate(x + y + v.first + word(s, at + 8), 37) * K1;
            y = rotate(y + v.second + word(s, at + 48), 42) * K1;
            x ^= w.second;
            y += v.first + word(s, at + 40);
            z = rotate(z + w.first, 33) * K1;
            v = Pair.of(s, at, v.second * K1, x + w.first);
            w = Pair.of(s, at + 32, z + w.second, y + word(s, at + 16));
            long swapped = z;
            z = x;
            x = swapped;
        }
        long multiplier = K1 + ((z & 0xff) << 1);
        int at = s.length - 64;
        w = new Pair(w.first + (s.length - 1 & 63), w.second);
        v = new Pair(v.first + w.first, v.second);
        w = new Pair(w.first + v.first, w.second);
        x = rotate(x + y + v.first + word(s, at + 8), 37) * multiplier;
        y = rotate(y + v.second + word(s, at + 48), 42) * multiplier;
        x ^= w.second * 9;
        y += v.first * 9 + word(s, at + 40);
        z = rotate(z + w.first, 33) * multiplier;
        v = Pair.of(s, at, v.second * multiplier, x + w.first);
        w = Pair.of(s, at + 32, z + w.second, y + word(s, at + 16));
        return join(
                join(v.first, w.first, multiplier) + mix(y) * K0 + x,
                join(v.second, w.second, multiplier) + z,
                multiplier);
    }
}
