package org.headrace.ops.random;

/**
 * Standard normal numbers of magnitude below 2; others are drawn again. {@code fill} works on pieces as that of
 * {@link Uniform} does. TensorFlow op {@code TruncatedNormal}.
 *
 * <p>Because a group may need many draws, each has 256 words set aside for every element of it.
 */
public final class TruncatedNormal {

    private static final double LIMIT = 2;
    private static final int WORDS_PER_ELEMENT = 256;
    private static final int WORDS_PER_BLOCK = 4;

    private TruncatedNormal() {}

    /** Groups of four elements; {@code from} a multiple of 4. */
    public static void fill(Philox bits, float[] out, int from, int to) {
        int group = 4;
        int blocks = group * WORDS_PER_ELEMENT / WORDS_PER_BLOCK;
        Groups.move(bits, from, to, out.length, group, blocks);
        for (int i = from; i < to; i += group) {
            int end = Math.min(i + group, to);
            int used = 0;
            for (int filled = i; filled < end; used++) {
                bits.next();
                for (int k = 0; k < 4; k += 2) {
                    float radius = BoxMuller.radius(bits.word(k));
                    float angle = BoxMuller.angle(bits.word(k + 1));
                    float sine = BoxMuller.sine(angle, radius);
                    if (Math.abs(sine) < LIMIT && filled < end) {
                        out[filled++] = sine;
                    }
                    float cosine = BoxMuller.cosine(angle, radius);
                    if (Math.abs(cosine) < LIMIT && filled < end) {
                        out[filled++] = cosine;
                    }
                }
            }
            bits.skip(blocks - used);
        }
    }

    /** Groups of two elements; {@code from} a multiple of 2. */
    public static void fill(Philox bits, double[] out, int from, int to) {
        int group = 2;
        int blocks = group * WORDS_PER_ELEMENT / WORDS_PER_BLOCK;
        Groups.move(bits, from, to, out.length, group, blocks);
        for (int i = from; i < to; i += group) {
            int end = Math.min(i + group, to);
            int used = 0;
            for (int filled = i; filled < end; used++) {
                bits.next();
                double radius = BoxMuller.radius(bits.word0(), bits.word1());
                double angle = BoxMuller.angle(bits.word2(), bits.word3());
                double sine = BoxMuller.sine(angle, radius);
                if (Math.abs(sine) < LIMIT) {
                    out[filled++] = sine;
                }
                double cosine = BoxMuller.cosine(angle, radius);
                if (Math.abs(cosine) < LIMIT && filled < end) {
                    out[filled++] = cosine;
                }
            }
            bits.skip(blocks - used);
        }
    }
}
