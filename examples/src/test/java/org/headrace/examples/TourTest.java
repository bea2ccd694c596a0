package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TourTest {
    /**
     * The expected lines are the tutorials' own, but where they draw numbers without a seed: those of {@code W X + b} and
     * of the counting variable come from NumPy with seed 1. Headings are ours.
     */
    @Test
    void printsWhatTheTutorialsPrint() throws IOException {
        Ran ran = Ran.example("tour");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).containsExactlyElementsOf(expected());
        assertThat(ran.status()).isZero();
    }

    private static List<String> expected() throws IOException {
        try (InputStream in = Objects.requireNonNull(TourTest.class.getResourceAsStream("tour.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
