package org.headrace.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.headrace.core.InvalidArgumentException;
import org.junit.jupiter.api.Test;

/** All expected values: NumPy 2.4.6, with the call in the comment. Its RandomState is frozen, so any version gives them. */
class NumpyRandomTest {
    private static final double LAST_BITS = 1e-15;

    @Test
    void bitsAreTheMersenneTwisters() {
        // np.random.RandomState(seed).randint(0, 2**32, size=4, dtype=np.uint32)
        assertThat(words(0)).containsExactly(2357136044L, 2546248239L, 3071714933L, 3626093760L);
        assertThat(words(3)).containsExactly(2365658986L, 303761048L, 3041471737L, 3607553667L);
        assertThat(words(4294967295L)).containsExactly(419326371L, 479346978L, 3918654476L, 2416749639L);
    }

    private static long[] words(long seed) {
        NumpyRandom random = new NumpyRandom(seed);
        long[] words = new long[4];
        for (int i = 0; i < words.length; i++) {
            words[i] = Integer.toUnsignedLong(random.nextInt());
        }
        return words;
    }

    @Test
    void randomSampleIsNumpysBitForBit() {
        // np.random.RandomState(3).random_sample(4)
        assertThat(new NumpyRandom(3).randomSample(4))
                .containsExactly(0.5507979025745755, 0.7081478226181048, 0.2909047389129443, 0.510827605197663);
    }

    @Test
    void theStateIsRenewedAgainAndAgain() {
        // np.random.RandomState(5).random_sample(100000)[-1]
        assertThat(new NumpyRandom(5).randomSample(100000)[99999]).isEqualTo(0.2632118614734609);
    }

    @Test
    void randnIsNumpys() {
        // np.random.RandomState(1).randn(5)
        assertThat(new NumpyRandom(1).randn(5))
                .containsExactly(
                        new double[] {
                            1.6243453636632417,
                            -0.6117564136500754,
                            -0.5281717522634557,
                            -1.0729686221561705,
                            0.8654076293246785
                        },
                        within(LAST_BITS));
    }

    @Test
    void callsOfAllKindsFollowOneAnotherAsInNumpy() {
        // np.random.seed(42); randn(3), randint(0, 2, size=10), randint(-5, 1000, size=6), randn(), randn(),
        // random_sample(), permutation(6)
        NumpyRandom random = new NumpyRandom(42);
        assertThat(random.randn(3))
                .containsExactly(
                        new double[] {0.4967141530112327, -0.13826430117118466, 0.6476885381006925}, within(LAST_BITS));
        assertThat(random.randint(0, 2, 10)).containsExactly(0, 1, 0, 0, 0, 0, 1, 0, 1, 1);
        assertThat(random.randint(-5, 1000, 6)).containsExactly(658, 125, 656, 303, 764, 338);
        assertThat(random.randn()).isEqualTo(1.5230298564080254, within(LAST_BITS));
        assertThat(random.randn()).isEqualTo(-0.4694743859349521, within(LAST_BITS));
        assertThat(random.randomSample()).isEqualTo(0.18182496720710062);
        assertThat(random.permutation(6)).containsExactly(5, 2, 1, 3, 0, 4);
    }

    @Test
    void randintTakesTheWidestAndTheNarrowestRange() {
        // r = np.random.RandomState(7); r.randint(-2**31, 2**31-1, size=3), r.randint(5, 6, size=2),
        // r.randint(0, 10, size=3)
        NumpyRandom random = new NumpyRandom(7);
        assertThat(random.randint(Integer.MIN_VALUE, Integer.MAX_VALUE, 3))
                .containsExactly(-1819742033, -1171069756, 1202242073);
        assertThat(random.randint(5, 6, 2)).containsExactly(5, 5);
        assertThat(random.randint(0, 10, 3)).containsExactly(6, 3, 3);
    }

    @Test
    void permutationIsNumpys() {
        // np.random.seed(4); np.random.permutation(12)
        assertThat(new NumpyRandom(4).permutation(12)).containsExactly(3, 4, 6, 9, 8, 2, 11, 0, 1, 5, 7, 10);
        // np.random.seed(4); p = np.random.permutation(1080); p[:8], p[-3:], (p * np.arange(1080)).sum()
        int[] order = new NumpyRandom(4).permutation(1080);
        assertThat(order).startsWith(858, 735, 964, 628, 303, 987, 354, 880).endsWith(709, 439, 174);
        long sum = 0;
        for (int i = 0; i < order.length; i++) {
            sum += (long) i * order[i];
        }
        assertThat(sum).isEqualTo(313744476);
        assertThat(new NumpyRandom(4).permutation(0)).isEmpty();
    }

    @Test
    void seedingAgainForgetsTheSpareNormal() {
        NumpyRandom random = new NumpyRandom(9);
        random.randn();
        random.seed(1);
        assertThat(random.randn()).isEqualTo(1.6243453636632417, within(LAST_BITS)); // np.random.RandomState(1).randn()
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> new NumpyRandom(-1))
                .withMessage("seed is -1: it must be between 0 and 2^32 - 1");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> new NumpyRandom(1L << 32))
                .withMessage("seed is 4294967296: it must be between 0 and 2^32 - 1");
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> new NumpyRandom(1).randint(3, 3, 1))
                .withMessage("low is 3, high is 3: low must be below high");
    }
}
