package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DigitsTest {
    /** The data set's own description: how many images there are of 0, 1, ... 9. */
    private static final int[] COUNTS = {178, 182, 177, 183, 181, 182, 181, 179, 174, 180};

    @Test
    void allImagesAreThere() {
        Digits digits = Digits.load();
        assertThat(digits.size()).isEqualTo(1797);
        assertThat(digits.images()).hasNumberOfRows(1797);
        assertThat(counts(digits)).isEqualTo(COUNTS);
        // The file's first line: 0,0,5,13,9,1,0,0,0,0,13,15,10,15,5,0,...,0
        assertThat(digits.images()[0]).hasSize(64).startsWith(0, 0, 0.3125f, 0.8125f, 0.5625f, 0.0625f, 0, 0);
        assertThat(digits.labels()).startsWith(0, 1, 2, 3);
    }

    @Test
    void aSplitKeepsTheShareOfEveryDigitAndLosesNoImage() {
        Digits digits = Digits.load();
        Digits.Split split = digits.split(1, 0.25);
        // a quarter of COUNTS, rounded
        assertThat(counts(split.test())).isEqualTo(new int[] {45, 46, 44, 46, 45, 46, 45, 45, 44, 45});
        Set<float[]> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Collections.addAll(seen, split.train().images());
        Collections.addAll(seen, split.test().images());
        assertThat(seen).hasSize(1797);
        assertThat(split.train().size() + split.test().size()).isEqualTo(1797);
        assertThat(split.train().labels())
                .isEqualTo(digits.split(1, 0.25).train().labels());
        assertThat(split.train().labels())
                .isNotEqualTo(digits.split(2, 0.25).train().labels());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> digits.split(1, 1.5))
                .withMessage("testShare is 1.5: it must be between 0 and 1");
    }

    @Test
    void aWrongLineIsNamed() {
        String right = "1,".repeat(64) + "9\n";
        refused(right + "1,2\n", "Line 2 has 2 fields: it must have 65");
        refused("x,".repeat(64) + "9\n", "Line 1 has 'x' where a whole number must be");
        refused("17,".repeat(64) + "9\n", "Line 1 has 17: it must be between 0 and 16");
        refused("1,".repeat(64) + "10\n", "Line 1 has 10: it must be between 0 and 9");
    }

    private static void refused(String lines, String message) {
        assertThatThrownBy(() -> Digits.read(gzip(lines)))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    private static InputStream gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static int[] counts(Digits digits) {
        int[] counts = new int[10];
        for (int label : digits.labels()) {
            counts[label]++;
        }
        return counts;
    }
}
