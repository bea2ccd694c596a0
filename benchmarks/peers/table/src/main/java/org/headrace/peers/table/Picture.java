package org.headrace.peers.table;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** The results as bars: for each workload how many times as long as Headrace a library takes. */
final class Picture {
    private static final Color[] COLORS = {
        new Color(0xe6, 0x9f, 0x00), new Color(0x00, 0x72, 0xb2), new Color(0xd5, 0x5e, 0x00),
        new Color(0x99, 0x99, 0x99), new Color(0x00, 0x9e, 0x73), new Color(0xcc, 0x79, 0xa7)
    };

    /** A bar of a library that is not there. */
    private static final double NONE = Double.NaN;

    /** So many pixels have room for a workload's name. */
    private static final int LABELLED = 95;

    private Picture() {}

    /** Draws the rows that have times of Headrace and of a peer. */
    static void write(Results results, int jdk, int threads, Path file) throws IOException {
        List<String> workloads = results.workloads().stream()
                .filter(workload ->
                        results.best(Library.HEADRACE, jdk, workload, threads).isPresent()
                                && results.bestPeer(jdk, workload, threads).isPresent())
                .toList();
        if (workloads.isEmpty()) {
            throw new IOException(file + " was not written: no workload has times of Headrace and of a peer");
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(Math.max(1400, workloads.size() * LABELLED)) // or names would be left out
                .height(640)
                .title(
                        threads == 0
                                ? "Time divided by Headrace's, all cores"
                                : "Time divided by Headrace's, one thread")
                .yAxisTitle("times as long as Headrace")
                .theme(Styler.ChartTheme.Matlab)
                .build();
        List<Color> colors = new ArrayList<>();
        for (Library library : results.libraries()) {
            if (library.isPeer()) {
                colors.add(COLORS[colors.size() % COLORS.length]);
                chart.addSeries(library.title, workloads, ratios(results, library, jdk, threads, workloads));
            }
        }
        // Bars stand on the line where a library is as fast as Headrace: what hangs below it is faster.
        chart.getStyler().setYAxisTickLabelsFormattingFunction(Picture::ratio);
        chart.getStyler()
                .setXAxisLabelRotation(45)
                .setPlotGridLinesColor(new Color(0xdd, 0xdd, 0xdd))
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal)
                .setSeriesColors(colors.toArray(Color[]::new))
                .setChartBackgroundColor(Color.WHITE);
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", out);
        }
    }

    private static String ratio(double logarithm) {
        double ratio = Math.pow(10, logarithm);
        return String.format(Locale.ROOT, ratio >= 10 ? "%.0f" : ratio >= 1 ? "%.1f" : "%.2f", ratio);
    }

    /** The logarithms of a library's times as multiples of Headrace's. */
    private static List<Double> ratios(Results results, Library library, int jdk, int threads, List<String> workloads) {
        List<Double> ratios = new ArrayList<>();
        for (String workload : workloads) {
            double own = results.best(Library.HEADRACE, jdk, workload, threads)
                    .map(Results.Spread::median)
                    .orElse(NONE);
            ratios.add(results.best(library, jdk, workload, threads)
                    .map(time -> Math.log10(time.median() / own))
                    .orElse(NONE));
        }
        return ratios;
    }
}
