package org.headrace.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Blocks put together by hand from the description of the format. */
class SnappyTest {
    @Test
    void literalsAndCopiesOfEachKindAreUnpacked() throws Snappy.MalformedException {
        // 21 bytes: literal "abcd"; copy of 4 from 4 before (1-byte offset); copy of 8 from 2 before (2-byte offset,
        // overlapping itself); copy of 5 from 16 before (4-byte offset).
        byte[] block = {21, 3 << 2, 'a', 'b', 'c', 'd', 1, 4, 7 << 2 | 2, 2, 0, 4 << 2 | 3, 16, 0, 0, 0};
        assertThat(new String(Snappy.decompress(block), US_ASCII)).isEqualTo("abcdabcdcdcdcdcdabcda");
    }

    @Test
    void longLiteralsTellTheirLengthInBytesOfTheirOwn() throws Snappy.MalformedException {
        byte[] block = new byte[2 + 2 + 200];
        block[0] = (byte) 200;
        block[1] = 1;
        block[2] = (byte) (60 << 2);
        block[3] = (byte) 199;
        block[4] = 42;
        assertThat(Snappy.decompress(block)).hasSize(200).startsWith(42, 0);
    }

    @Test
    void whatIsMalformedIsRefused() {
        assertMalformed(new byte[] {});
        assertMalformed(new byte[] {-1, -1, -1, -1, 7}); // two gigabytes out of nothing
        assertMalformed(new byte[] {-1, -1, -1, -1, -1, -1});
        assertMalformed(new byte[] {4, 3 << 2, 'a', 'b'});
        assertMalformed(new byte[] {2, 3 << 2, 'a', 'b', 'c', 'd'});
        assertMalformed(new byte[] {8, 3 << 2, 'a', 'b', 'c', 'd', 1, 5}); // from before the beginning
        assertMalformed(new byte[] {8, 3 << 2, 'a', 'b', 'c', 'd', 1, 0});
        assertMalformed(new byte[] {9, 3 << 2, 'a', 'b', 'c', 'd', 1, 4}); // too short
        assertMalformed(new byte[] {8, 3 << 2, 'a', 'b', 'c', 'd', 2, 4}); // cut off
    }

    @Test
    void noiseNeverDoesMoreThanComplain() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(40)];
            random.nextBytes(noise);
            try {
                assertThat(Snappy.decompress(noise).length).isLessThanOrEqualTo(22 * noise.length);
            } catch (Snappy.MalformedException expected) {
                assertThat(expected).hasMessageMatching(".+");
            }
        }
    }

    private static void assertMalformed(byte[] block) {
        assertThatThrownBy(() -> Snappy.decompress(block)).isInstanceOf(Snappy.MalformedException.class);
    }
}
