package org.headrace.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How a loss went while a network trained, drawn as a picture. No window is opened and no display is needed.
 */
final class Curve {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;

    /** Lines this thick can still be told apart when the picture is shown at half its size. */
    private static final float LINE_WIDTH = 2.2f;

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final double[] x;
    private final double[] y;

    /**
     * @param title above the curve
     * @param xLabel what the horizontal axis counts; it begins at 0 and each value of {@code y} is {@code stride} further
     * @param yLabel what the values are
     * @param y values that are not finite leave a gap in the curve
     */
    Curve(String title, String xLabel, double stride, String yLabel, double[] y) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.x = new double[y.length];
        // The chart puts its marks on the values if those are evenly spaced (70, 140, 210, ...) and on round numbers if
        // not: the last value is a hair too far to the right.
        Arrays.setAll(x, i -> i * stride * (i < y.length - 1 ? 1 : 1 + 1e-6));
        this.y = y.clone();
    }

    /**
     * Writes the picture, with the directories it needs; an older file of that name is replaced.
     *
     * @throws IOException if no value is finite, or the file cannot be written
     */
    void writePng(Path file) throws IOException {
        double[] drawn = Arrays.stream(y)
                .map(value -> Double.isFinite(value) ? value : Double.NaN)
                .toArray();
        if (Arrays.stream(drawn).allMatch(Double::isNaN)) {
            throw new IOException(
                    file + " was not written: none of the " + y.length + " values of '" + title + "' is finite");
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(BitmapEncoder.getBufferedImage(chart(drawn)), "png", out);
        }
    }

    private XYChart chart(double[] values) {
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
                .setXAxisDecimalPattern("0.######")
                .setYAxisDecimalPattern("0.######")
                .setLegendVisible(false)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderColor(Color.GRAY)
                .setLocale(Locale.ROOT)
                .setChartPadding(16);
        chart.addSeries(yLabel, x, values)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(new Color(0x1f, 0x5f, 0xa8))
                .setLineStyle(new BasicStroke(LINE_WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        return chart;
    }
}
