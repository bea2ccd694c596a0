package org.headrace.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Against {@code halves.tsv}, which {@code halves.py} makes with NumPy's float16. */
class HalvesTest {
    private static List<String> lines() throws IOException {
        try (InputStream in = Objects.requireNonNull(HalvesTest.class.getResourceAsStream("halves.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void roundsFloatsToHalvesAsNumpyDoes() throws IOException {
        List<String> lines = lines();
        assertThat(lines).hasSizeGreaterThan(2000);
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            float value = Float.intBitsToFloat(HexFormat.fromHexDigits(fields[0]));
            assertThat(HexFormat.of().toHexDigits(Halves.floatToFloat16(value)))
                    .as("float16 of " + value)
                    .isEqualTo(fields[1]);
        }
    }

    @Test
    void everyHalfSurvivesTheWayThroughFloat() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = Halves.float16ToFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(Halves.floatToFloat16(value)).isEqualTo((short) bits);
            } else {
                assertThat(bits & 0x7fff).isGreaterThan(0x7c00);
            }
        }
    }

    /** IEEE 754 binary16. */
    @Test
    void readsKnownHalves() {
        assertThat(Halves.float16ToFloat((short) 0x3c00)).isEqualTo(1f);
        assertThat(Halves.float16ToFloat((short) 0xc000)).isEqualTo(-2f);
        assertThat(Halves.float16ToFloat((short) 0x7bff)).isEqualTo(65504f);
        assertThat(Halves.float16ToFloat((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(Halves.float16ToFloat((short) 0x0400)).isEqualTo(0x1p-14f);
        assertThat(Halves.float16ToFloat((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Float.floatToRawIntBits(Halves.float16ToFloat((short) 0x8000)))
                .isEqualTo(0x80000000);
    }

    /** A bfloat16 is a float's upper half, to nearest, ties to even. */
    @Test
    void roundsFloatsToBfloats() {
        assertThat(Halves.floatToBfloat16(1f)).isEqualTo((short) 0x3f80);
        assertThat(Halves.floatToBfloat16(Float.intBitsToFloat(0x3f808000))).isEqualTo((short) 0x3f80);
        assertThat(Halves.floatToBfloat16(Float.intBitsToFloat(0x3f818000))).isEqualTo((short) 0x3f82);
        assertThat(Halves.floatToBfloat16(Float.intBitsToFloat(0x3f808001))).isEqualTo((short) 0x3f81);
        assertThat(Halves.floatToBfloat16(Float.MAX_VALUE)).isEqualTo((short) 0x7f80);
        assertThat(Halves.floatToBfloat16(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xff80);
        assertThat(Halves.floatToBfloat16(-0f)).isEqualTo((short) 0x8000);
        assertThat(Halves.bfloat16ToFloat(Halves.floatToBfloat16(Float.NaN))).isNaN();
        assertThat(Halves.bfloat16ToFloat((short) 0xbfc0)).isEqualTo(-1.5f);
    }
}
