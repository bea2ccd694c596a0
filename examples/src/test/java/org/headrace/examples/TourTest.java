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
     * The expected lines are the tutorials' own, with these exceptions. Headings are ours. Where a tutorial draws numbers
     * without a seed ({@code W X + b}, the counting variable) they come from NumPy with seed 1; where it does not show its
     * output (sigmoid, cross entropy), from TensorFlow 1.15.
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
