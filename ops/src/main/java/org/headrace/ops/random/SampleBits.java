package org.headrace.ops.random;

/**
 * The random numbers of one sample that is drawn by rejection: uniform and standard normal doubles, two of them from each
 * block, the second before the first. Each sample has its own 256 blocks, so that samples can be made in any order.
 */
public final class SampleBits {
    private static final int BLOCKS_PER_SAMPLE = 256;

    private final Philox bits = new Philox(0, 0);
    private final double[] uniforms = new double[2];
    private final double[] normals = new double[2];
    private int uniformsLeft;
    private int normalsLeft;

    SampleBits() {}

    /** Begins sample {@code number} of those for which {@code start} was reserved. */
    void begin(Philox start, int number) {
        bits.set(start);
        bits.skip((long) number * BLOCKS_PER_SAMPLE);
        uniformsLeft = 0;
        normalsLeft = 0;
    }

    /** A number uniform in {@code [0, 1)}. */
    double uniform() {
        if (uniformsLeft == 0) {
            bits.next();
            uniforms[0] = Uniform.toDouble(bits.word0(), bits.word1());
            uniforms[1] = Uniform.toDouble(bits.word2(), bits.word3());
            uniformsLeft = 2;
        }
        return uniforms[--uniformsLeft];
    }

    /** A standard normal number. */
    double normal() {
        if (normalsLeft == 0) {
            bits.next();
            double radius = BoxMuller.radius(bits.word0(), bits.word1());
            double angle = BoxMuller.angle(bits.word2(), bits.word3());
            normals[0] = BoxMuller.sine(angle, radius);
            normals[1] = BoxMuller.cosine(angle, radius);
            normalsLeft = 2;
        }
        return normals[--normalsLeft];
    }
}
