package org.headrace.examples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * How a loss went while a network trained, to be drawn as a picture. No window is opened and no display is needed.
 *
 * @param title above the curve
 * @param xLabel what {@code x} counts, below the horizontal axis
 * @param yLabel what {@code y} is, beside the vertical axis
 * @param x rising, as many values as {@code y}
 * @param y values that are not finite are left out of the curve
 */
record Curve(String title, String xLabel, String yLabel, double[] x, double[] y) {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;

    /** Lines this thick can still be told apart when the picture is shown at half its size. */
    private static final float LINE_WIDTH = 2.2f;

    Curve {
        if (x.length != y.length) {
            throw new IllegalArgumentException("x has " + x.length + " values, y has " + y.length + ": give as many");
        }
    }

    /** A curve whose horizontal axis counts from 0: 0, {@code stride}, 2 {@code stride}, ... */
    static Curve of(String title, String xLabel, String yLabel, double stride, double[] y) {
        double[] x = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i * stride;
        }
        return new Curve(title, xLabel, yLabel, x, y);
    }

    /**
     * Writes the picture, with the directories it needs; an older file of that name is replaced.
     *
     * @throws IOException if no value is finite, or the file cannot be written
     */
    void writePng(Path file) throws IOException {
        double[] finite = new double[y.length];
        int drawn = 0;
        for (int i = 0; i < y.length; i++) {
            boolean usable = Double.isFinite(y[i]) && Double.isFinite(x[i]);
            finite[i] = usable ? y[i] : Double.NaN; // the chart leaves a gap at NaN
            drawn += usable ? 1 : 0;
        }
        if (drawn == 0) {
            throw new IOException(file + " was not written: none of the " + y.length + " values of '" + title
                    + "' is finite");
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageIO.write(BitmapEncoder.getBufferedImage(chart(finite)), "png", out);
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
                .setXAxisTickMarkSpacingHint(110)
                .setXAxisDecimalPattern("0.######")
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
