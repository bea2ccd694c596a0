package org.headrace.peers.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final int JDK = 17;

    private final List<Measurement> found = new ArrayList<>();

    @TempDir
    Path folder;

    private void round(String variant, String workload, double median, double min, double max) {
        String[] keys = {"us_per_step", "min_us", "max_us"};
        double[] values = {median, min, max};
        for (int i = 0; i < keys.length; i++) {
            found.add(new Measurement(variant, JDK, workload, 1, keys[i], Double.toString(values[i])));
        }
    }

    private void error(String variant, String workload, double error) {
        found.add(new Measurement(variant, JDK, workload, 1, "check_max_rel", Double.toString(error)));
    }

    private String markdown() {
        return new Report(new Results(found), JDK).markdown();
    }

    @Test
    void cellHasMedianOfRoundsAndTheExtremesOfAll() {
        round("headrace", "W1", 2, 1.5, 3);
        round("headrace", "W1", 4, 3.5, 5);
        round("headrace", "W1", 1, 0.9, 9);
        assertThat(markdown()).contains("| W1 | 2.00 us (0.90 - 9.00) |");
    }

    @Test
    void ratioIsTheFastestSettingOfTheFastestPeerOverOurs() {
        round("headrace", "W3", 100, 90, 110);
        round("tf2", "W3", 900, 800, 1000);
        round("tf2-best", "W3", 250, 240, 260);
        round("tf1", "W3", 400, 390, 410);
        assertThat(markdown())
                .contains("| W3 | 100 us (90.0 - 110) | 400 us (390 - 410) | 250 us (240 - 260) | **2.50** |");
    }

    @Test
    void ourOwnPlainTimeIsNoPeer() {
        round("headrace", "W3", 100, 90, 110);
        round("headrace-plain", "W3", 50, 40, 60);
        round("tf2", "W3", 300, 290, 310);
        assertThat(markdown()).contains("**3.00**");
    }

    @Test
    void wrongValuesHaveNoTime() {
        round("headrace", "W8", 100, 90, 110);
        round("tf2", "W8", 300, 290, 310);
        round("nd4j", "W8", 10, 9, 11);
        error("tf2", "W8", 1e-5);
        error("nd4j", "W8", 0.1);
        assertThat(markdown()).contains("| 300 us (290 - 310) | - | **3.00** |").contains("nd4j W8 is off by 0.1");
    }

    @Test
    void resultsAreReadAsTheyWereWritten() throws IOException {
        round("headrace", "W1", 2, 1.5, 3);
        Path file = folder.resolve("results.tsv");
        Files.write(file, found.stream().map(Measurement::line).toList());
        assertThat(new Report(Results.read(file), JDK).markdown()).isEqualTo(markdown());
    }

    @Test
    void tableTakesItsPlaceInThePage() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), "a\n<!-- table -->\nold\n<!-- /table -->\nb\n");
        Report.insert(page, "new\n");
        assertThat(page).hasContent("a\n<!-- table -->\nnew\n<!-- /table -->\nb\n");
    }

    @Test
    void pageWithoutPlaceIsAnError() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), "a\n");
        assertThatThrownBy(() -> Report.insert(page, "new\n")).hasMessageContaining("<!-- table -->");
    }

    @Test
    void pictureIsDrawnWhereAPeerIsMissing() throws IOException {
        round("headrace", "W1", 2, 1.5, 3);
        round("headrace", "W3", 100, 90, 110);
        round("tf2", "W1", 20, 15, 30);
        round("tf2", "W3", 300, 290, 310);
        round("djl", "W3", 400, 390, 410);
        Path file = folder.resolve("picture.png");
        Picture.write(new Results(found), JDK, 1, file);
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(1400);
    }
}
