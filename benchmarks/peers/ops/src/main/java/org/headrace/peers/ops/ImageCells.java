package org.headrace.peers.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Tensor;

/** Resizing images and changing their colours. */
final class ImageCells {
    private static final String PICTURES = "8 images 224x224x3 to 448x448";
    private static final String MAPS = "8 images 28x28x128 to 56x56";

    private ImageCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        cells.addAll(Cell.withGradients(
                "resizeBilinear", PICTURES, (tf, in) -> tf.image.resizeBilinear(in.floats(8, 224, 224, 3), 448, 448)));
        cells.addAll(Cell.withGradients(
                "resizeBilinear", MAPS, (tf, in) -> tf.image.resizeBilinear(in.floats(8, 28, 28, 128), 56, 56)));
        cells.addAll(Cell.withGradients(
                "resizeNearestNeighbor",
                PICTURES,
                (tf, in) -> tf.image.resizeNearestNeighbor(in.floats(8, 224, 224, 3), 448, 448)));
        cells.addAll(Cell.withGradients(
                "resizeNearestNeighbor",
                MAPS,
                (tf, in) -> tf.image.resizeNearestNeighbor(in.floats(8, 28, 28, 128), 56, 56)));
        cells.addAll(Cell.withGradients(
                "resizeBicubic", PICTURES, (tf, in) -> tf.image.resizeBicubic(in.floats(8, 224, 224, 3), 448, 448)));
        cells.add(Cell.of(
                "resizeArea",
                "8 images 224x224x3 to 112x112",
                (tf, in) -> tf.image.resizeArea(in.floats(8, 224, 224, 3), 112, 112)));
        cells.add(Cell.of("cropAndResize", "64 boxes of 8 images 56x56x64 to 14x14", (tf, in) -> {
            float[][] boxes = new float[64][];
            int[] images = new int[64];
            for (int i = 0; i < boxes.length; i++) {
                boxes[i] = new float[] {0.01f * (i % 40), 0.3f, 0.5f + 0.005f * i, 0.9f};
                images[i] = i % 8;
            }
            return tf.image.cropAndResize(
                    in.floats(8, 56, 56, 64),
                    tf.variable(Tensor.of(boxes)),
                    tf.variable(Tensor.of(images)),
                    14,
                    14);
        }));
        cells.add(Cell.of(
                "rgbToHsv", "8 images 224x224x3", (tf, in) -> tf.image.rgbToHsv(in.positive(8, 224, 224, 3))));
        cells.add(Cell.of(
                "extractImagePatches 3x3",
                "8 images 56x56x32",
                (tf, in) -> tf.extractImagePatches(
                        in.floats(8, 56, 56, 32),
                        new int[] {1, 3, 3, 1},
                        new int[] {1, 1, 1, 1},
                        new int[] {1, 1, 1, 1},
                        "SAME")));
        return cells;
    }
}
