package org.headrace.examples;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures of hands side by side, twice their size, in one PNG: some of each number, or those that were read wrongly. */
final class HandSheet {
    private static final int ZOOM = 2;
    private static final int MARGIN = 2;
    private static final int CELL = Pictures.SIDE * ZOOM + 2 * MARGIN;
    private static final int CAPTION = 22;
    private static final int WRONG_COLUMNS = 6;

    private final BufferedImage sheet;
    private final int rowHeight;

    private HandSheet(int rows, int columns, int caption) {
        this.rowHeight = CELL + caption;
        this.sheet = new BufferedImage(columns * CELL, rows * rowHeight, BufferedImage.TYPE_INT_RGB);
    }

    /**
     * Writes the first {@code rows} pictures of each number, a number in each column.
     *
     * @throws IOException if the file cannot be written
     */
    static void writeSamples(Pictures pictures, int rows, Path file) throws IOException {
        HandSheet sheet = new HandSheet(rows, Pictures.CLASSES, 0);
        int[] shown = new int[Pictures.CLASSES];
        for (int example = 0; example < pictures.size(); example++) {
            int column = pictures.label(example);
            if (shown[column] < rows) {
                sheet.put(pictures, example, shown[column]++, column);
            }
        }
        sheet.write(file);
    }

    /**
     * Writes the pictures that were read wrongly, each with its label and what it was taken for below, in the order of their
     * labels. Without any, no file is written, and an older one of this name is deleted.
     *
     * @param predicted the number read from each picture
     * @return how many there are
     * @throws IOException if the file cannot be written
     */
    static int writeWrong(Pictures pictures, int[] predicted, Path file) throws IOException {
        List<Integer> wrong = new ArrayList<>();
        for (int label = 0; label < Pictures.CLASSES; label++) {
            for (int example = 0; example < pictures.size(); example++) {
                if (pictures.label(example) == label && predicted[example] != label) {
                    wrong.add(example);
                }
            }
        }
        if (wrong.isEmpty()) {
            Files.deleteIfExists(file);
            return 0;
        }
        int rows = (wrong.size() + WRONG_COLUMNS - 1) / WRONG_COLUMNS;
        HandSheet sheet = new HandSheet(rows, WRONG_COLUMNS, CAPTION);
        for (int i = 0; i < wrong.size(); i++) {
            int example = wrong.get(i);
            int row = i / WRONG_COLUMNS;
            int column = i % WRONG_COLUMNS;
            sheet.put(pictures, example, row, column);
            sheet.caption(pictures.label(example) + ", read as " + predicted[example], row, column);
        }
        sheet.write(file);
        return wrong.size();
    }

    private void put(Pictures pictures, int example, int row, int column) {
        int left = column * CELL + MARGIN;
        int top = row * rowHeight + MARGIN;
        for (int y = 0; y < Pictures.SIDE * ZOOM; y++) {
            for (int x = 0; x < Pictures.SIDE * ZOOM; x++) {
                sheet.setRGB(left + x, top + y, pictures.rgb(example, y / ZOOM, x / ZOOM));
            }
        }
    }

    private void caption(String words, int row, int column) {
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
        graphics.setColor(Color.WHITE);
        int width = graphics.getFontMetrics().stringWidth(words);
        graphics.drawString(words, column * CELL + (CELL - width) / 2, row * rowHeight + CELL + CAPTION - 8);
        graphics.dispose();
    }

    private void write(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        if (!ImageIO.write(sheet, "png", file.toFile())) {
            throw new IOException(file + " was not written: this Java has no PNG writer");
        }
    }
}
