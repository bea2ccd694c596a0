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
    public static void fill(Philox start, float[] out, int from, int to) {
        int group = 4;
        int blocks = group * WORDS_PER_ELEMENT / WORDS_PER_BLOCK;
        Philox base = Groups.at(start, from, to, out.length, group, blocks);
        var pair = new BoxMuller();
        for (int i = from; i < to; i += group) {
            Philox bits = base.copy();
            int end = Math.min(i + group, to);
            for (int filled = i; filled < end; ) {
                bits.next();
                for (int k = 0; k < 4; k += 2) {
                    pair.single(bits.word(k), bits.word(k + 1));
                    if (Math.abs(pair.sine()) < LIMIT && filled < end) {
                        out[filled++] = (float) pair.sine();
                    }
                    if (Math.abs(pair.cosine()) < LIMIT && filled < end) {
                        out[filled++] = (float) pair.cosine();
                    }
                }
            }
            base.skip(blocks);
        }
    }

    /** Groups of two elements; {@code from} a multiple of 2. */
    public static void fill(Philox start, double[] out, int from, int to) {
        int group = 2;
        int blocks = group * WORDS_PER_ELEMENT / WORDS_PER_BLOCK;
        Philox base = Groups.at(start, from, to, out.length, group, blocks);
        var pair = new BoxMuller();
        for (int i = from; i < to; i += group) {
            Philox bits = base.copy();
            int end = Math.min(i + group, to);
            for (int filled = i; filled < end; ) {
                bits.next();
                pair.wide(bits.word0(), bits.word1(), bits.word2(), bits.word3());
                if (Math.abs(pair.sine()) < LIMIT) {
                    out[filled++] = pair.sine();
                }
                if (Math.abs(pair.cosine()) < LIMIT && filled < end) {
                    out[filled++] = pair.cosine();
                }
            }
            base.skip(blocks);
        }
    }
}
