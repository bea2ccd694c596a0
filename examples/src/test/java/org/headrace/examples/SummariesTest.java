package org.headrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummariesTest {
    @TempDir
    private Path folder;

    @Test
    void printsTheProductAndWritesTheGraph() throws IOException {
        Path curve = folder.resolve("curve.png");
        Ran ran = Ran.example("summaries", "--logdir=" + folder, "--curve=" + curve);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .containsExactly(
                        "50",
                        "The changing number is drawn in " + curve,
                        "For TensorBoard: tensorboard --logdir=" + folder);
        assertThat(curve).isRegularFile();
        assertThat(EventFile.in(folder.resolve("graph")).graph()).contains("result");
    }

    /** 50, and a thousand numbers from 0 to 99: NumPy's {@code int(random_sample() * 100)} after seed 1 sum to 49542. */
    @Test
    void theNumberGrowsAtEachOfTheThousandSteps() throws IOException {
        Ran.example("summaries", "--logdir=" + folder, "--curve=" + folder.resolve("curve.png"));

        SortedMap<Long, Float> numbers = EventFile.in(folder.resolve("numbers")).values("changingNumber_1");
        assertThat(numbers).hasSize(1000);
        assertThat(numbers.firstKey()).isZero();
        assertThat(numbers.get(0L)).isEqualTo(50 + 41f);
        assertThat(numbers.get(999L)).isEqualTo(50 + 49542f);
        assertThat(List.copyOf(numbers.values())).isSorted();
    }
}
