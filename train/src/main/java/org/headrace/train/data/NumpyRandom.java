package org.headrace.train.data;

import org.headrace.core.InvalidArgumentException;

/**
 * NumPy's legacy generator, {@code numpy.random.RandomState}: the one behind {@code np.random.seed(3)}. Equal seeds give
 * NumPy's own numbers, so that a training run here sees its examples in the same order as the Python script it follows.
 *
 * <p>The bits come from the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998). What NumPy makes of them is frozen
 * by its compatibility promise (NEP 19): doubles of 53 bits, normals by the polar method, bounded integers by masking
 * and rejecting.
 */
public final class NumpyRandom {
    private static final int N = 624;
    private static final int M = 397;
    private static final int TWIST = 0x9908b0df;
    private static final int UPPER_BIT = 0x80000000;
    private static final int LOWER_BITS = 0x7fffffff;
    private static final long MAX_SEED = 0xffffffffL;

    private final int[] state = new int[N];
    private int position;

    private double spareNormal;
    private boolean hasSpareNormal;

    /** The generator after {@code np.random.seed(seed)}, with {@code seed} in 0 .. 2^32 - 1. */
    public NumpyRandom(long seed) {
        seed(seed);
    }

    /**
     * Starts again, as {@code np.random.seed(seed)} does; a normal kept back from the last pair is forgotten.
     *
     * @throws InvalidArgumentException if {@code seed} is not in 0 .. 2^32 - 1
     */
    public void seed(long seed) {
        if (seed < 0 || seed > MAX_SEED) {
            throw new InvalidArgumentException("seed is " + seed + ": it must be between 0 and 2^32 - 1");
        }
        state[0] = (int) seed;
        for (int i = 1; i < N; i++) {
            int previous = state[i - 1];
            state[i] = 1812433253 * (previous ^ (previous >>> 30)) + i;
        }
        position = N;
        hasSpareNormal = false;
    }

    /** The next 32 bits, all equally likely. */
    public int nextInt() {
        if (position == N) {
            twist();
        }
        int y = state[position++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    private void twist() {
        for (int i = 0; i < N; i++) {
            int y = (state[i] & UPPER_BIT) | (state[(i + 1) % N] & LOWER_BITS);
            state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : TWIST);
        }
        position = 0;
    }

    /** {@code np.random.random_sample()}: uniform in [0, 1), 53 bits. */
    public double randomSample() {
        int high = nextInt() >>> 5;
        int low = nextInt() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /** {@code np.random.random_sample(size)}. */
    public double[] randomSample(int size) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = randomSample();
        }
        return values;
    }

    /**
     * {@code np.random.randn()}, also {@code standard_normal()}: normal with mean 0 and deviation 1. The logarithm is
     * Java's {@code StrictMath}, not the C library's, so the last bit of the double can differ from NumPy's.
     */
    public double randn() {
        if (hasSpareNormal) {
            hasSpareNormal = false;
            return spareNormal;
        }
        double x1;
        double x2;
        double square;
        do {
            x1 = 2.0 * randomSample() - 1.0;
            x2 = 2.0 * randomSample() - 1.0;
            square = x1 * x1 + x2 * x2;
        } while (square >= 1.0 || square == 0.0);
        double factor = Math.sqrt(-2.0 * StrictMath.log(square) / square);
        spareNormal = factor * x1;
        hasSpareNormal = true;
        return factor * x2;
    }

    /** {@code np.random.randn(size)}; for {@code randn(rows, columns)} take {@code size = rows * columns}, row-major. */
    public double[] randn(int size) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = randn();
        }
        return values;
    }

    /**
     * {@code np.random.randint(low, high, size=size)} of the default integer type: {@code low} included, {@code high}
     * not. A range of one value takes no bits, as in NumPy.
     *
     * @throws InvalidArgumentException if {@code low >= high}
     */
    public int[] randint(int low, int high, int size) {
        if (low >= high) {
            throw new InvalidArgumentException("low is " + low + ", high is " + high + ": low must be below high");
        }
        int[] values = new int[size];
        long largest = (long) high - 1 - low;
        for (int i = 0; i < size; i++) {
            values[i] = (int) (low + interval(largest));
        }
        return values;
    }

    /** {@code np.random.permutation(size)}: the numbers 0 .. size - 1 in random order (Fisher and Yates, from the end). */
    public int[] permutation(int size) {
        int[] values = new int[size];
        for (int i = 0; i < size; i++) {
            values[i] = i;
        }
        for (int i = size - 1; i > 0; i--) {
            int j = (int) interval(i);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
        return values;
    }

    /** Uniform in 0 .. largest: takes as many low bits as {@code largest} has, again and again until they fit. */
    private long interval(long largest) {
        if (largest == 0) {
            return 0;
        }
        long mask = (Long.highestOneBit(largest) << 1) - 1;
        long value;
        do {
            value = nextInt() & mask;
        } while (value > largest);
        return value;
    }
}
