package org.headrace.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How a loss went while a network trained, or other values, drawn as a picture. No window is opened and no display is
 * needed.
 */
final class Curve {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;

    /** Lines this thick can still be told apart when the picture is shown at half its size. */
    private static final float LINE_WIDTH = 2.2f;

    private static final List<Color> COLOURS =
            List.of(new Color(0x1f, 0x5f, 0xa8), new Color(0xc4, 0x5a, 0x11), new Color(0x2e, 0x7d, 0x32));

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<Line> lines = new ArrayList<>();

    /** One line; its name is shown if there are several. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Line(String name, double[] x, double[] y) {}

    /**
     * One line.
     *
     * @param title above the curve
     * @param xLabel what the horizontal axis counts; it begins at 0 and each value of {@code y} is {@code stride} further
     * @param yLabel what the values are
     * @param y values that are not finite leave a gap in the curve
     */
    Curve(String title, String xLabel, double stride, String yLabel, double[] y) {
        this(title, xLabel, yLabel);
        double[] x = new double[y.length];
        Arrays.setAll(x, i -> i * stride);
        add(yLabel, x, y);
    }

    /** No line yet. */
    Curve(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /** Adds a line, of at most three: its values by what the horizontal axis counts. */
    Curve line(String name, SortedMap<Long, Double> values) {
        add(
                name,
                values.keySet().stream().mapToDouble(Long::doubleValue).toArray(),
                values.values().stream().mapToDouble(Double::doubleValue).toArray());
        return this;
    }

    private void add(String name, double[] x, double[] y) {
        if (x.length > 0) {
            // The chart puts its marks on the values if those are evenly spaced (70, 140, 210, ...) and on round
            // numbers
            // if not: the last value is a hair too far to the right.
            x[x.length - 1] *= 1 + 1e-6;
        }
        double[] drawn = Arrays.stream(y)
                .map(value -> Double.isFinite(value) ? value : Double.NaN)
                .toArray();
        lines.add(new Line(name, x, drawn));
    }

    /**
     * Writes the picture, with the directories it needs; an older file of that name is replaced.
     *
     * @throws IOException if a line has no finite value, or the file cannot be written
     */
    void writePng(Path file) throws IOException {
        for (Line line : lines) {
            if (Arrays.stream(line.y).allMatch(Double::isNaN)) {
                throw new IOException(file + " was not written: none of the " + line.y.length + " values of '"
                        + (lines.size() == 1 ? title : line.name) + "' is finite");
            }
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(BitmapEncoder.getBufferedImage(chart()), "png", out);
        }
    }

    private XYChart chart() {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xLabel)
                .yAxisTitle(yLabel)
                .theme(ChartTheme.Matlab)
                .build();
        Color grid = new Color(0xdd, 0xdd, 0xdd);
        chart.getStyler()
                .setPlotGridLinesColor(grid)
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setXAxisTickMarkSpacingHint(100)
                .setXAxisDecimalPattern("0.##")
                .setYAxisDecimalPattern("0.######")
                .setLegendVisible(lines.size() > 1)
                .setLegendPosition(LegendPosition.InsideSE)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderColor(Color.GRAY)
                .setLocale(Locale.ROOT)
                .setChartPadding(16);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            chart.addSeries(line.name, line.x, line.y)
                    .setMarker(SeriesMarkers.NONE)
                    .setLineColor(COLOURS.get(i))
                    .setLineStyle(new BasicStroke(LINE_WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        }
        return chart;
    }
}
