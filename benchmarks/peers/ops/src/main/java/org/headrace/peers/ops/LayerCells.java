package org.headrace.peers.ops;

import java.util.ArrayList;
import java.util.List;

/** Pooling, normalization, softmax and its losses. */
final class LayerCells {
    private static final int[] ONES = {1, 1, 1, 1};
    private static final int[] TWOS = {1, 2, 2, 1};
    private static final int[] THREES = {1, 3, 3, 1};
    private static final String SAME = "SAME";
    private static final String VALID = "VALID";
    private static final String IMAGES = "8 images 56x56x64";

    private LayerCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        cells.addAll(Cell.withGradients(
                "maxPool 2x2, stride 2",
                "8 images 112x112x64",
                (tf, in) -> tf.nn.maxPool(in.floats(8, 112, 112, 64), TWOS, TWOS, SAME)));
        cells.addAll(Cell.withGradients(
                "maxPool 3x3, stride 2",
                "8 images 112x112x64",
                (tf, in) -> tf.nn.maxPool(in.floats(8, 112, 112, 64), THREES, TWOS, SAME)));
        cells.addAll(Cell.withGradients(
                "avgPool 3x3, stride 1",
                "Inception: 8 images 28x28x192",
                (tf, in) -> tf.nn.avgPool(in.floats(8, 28, 28, 192), THREES, ONES, SAME)));
        cells.addAll(Cell.withGradients(
                "avgPool 7x7",
                "over the whole image: 32 images 7x7x1024",
                (tf, in) -> tf.nn.avgPool(in.floats(32, 7, 7, 1024), new int[] {1, 7, 7, 1}, ONES, VALID)));
        cells.addAll(Cell.withGradients(
                "maxPool3d 2x2x2, stride 2",
                "2 volumes 16x56x56x32",
                (tf, in) -> tf.nn.maxPool3d(
                        in.floats(2, 16, 56, 56, 32), new int[] {1, 2, 2, 2, 1}, new int[] {1, 2, 2, 2, 1}, SAME)));
        cells.addAll(Cell.withGradients(
                "avgPool3d 2x2x2, stride 2",
                "2 volumes 16x56x56x32",
                (tf, in) -> tf.nn.avgPool3d(
                        in.floats(2, 16, 56, 56, 32), new int[] {1, 2, 2, 2, 1}, new int[] {1, 2, 2, 2, 1}, SAME)));
        cells.addAll(Cell.withGradients(
                "fusedBatchNorm, training",
                IMAGES,
                (tf, in) -> tf.nn.fusedBatchNorm(in.floats(8, 56, 56, 64), in.floats(64), in.floats(64))
                        .y()));
        cells.add(Cell.of(
                "fusedBatchNorm, inference",
                IMAGES,
                (tf, in) -> tf.nn.fusedBatchNorm(
                                in.floats(8, 56, 56, 64),
                                in.floats(64),
                                in.floats(64),
                                in.floats(64),
                                in.positive(64),
                                0.001)
                        .y()));
        cells.add(new Cell("moments over the batch", IMAGES, (tf, in) -> {
            var moments = tf.nn.moments(in.floats(8, 56, 56, 64), 0, 1, 2);
            return List.of(moments.mean(), moments.variance());
        }));
        cells.addAll(Cell.withGradients(
                "localResponseNormalization, radius 5",
                "AlexNet: 8 images 27x27x256",
                (tf, in) -> tf.nn.localResponseNormalization(in.floats(8, 27, 27, 256), 5, 1, 1e-4, 0.75)));
        cells.addAll(Cell.withGradients(
                "biasAdd and relu",
                IMAGES,
                (tf, in) -> tf.nn.relu(tf.nn.biasAdd(in.floats(8, 56, 56, 64), in.floats(64)))));
        cells.addAll(Cell.withGradients(
                "softmax", "1024 rows of 1000", (tf, in) -> tf.nn.softmax(in.floats(1024, 1000))));
        cells.addAll(Cell.withGradients(
                "sparseSoftmaxCrossEntropyWithLogits",
                "1024 rows of 1000",
                (tf, in) -> tf.nn.sparseSoftmaxCrossEntropyWithLogits(in.ids(1000, 1024), in.floats(1024, 1000))));
        cells.add(Cell.of(
                "softmaxCrossEntropyWithLogits",
                "1024 rows of 1000",
                (tf, in) -> tf.nn.softmaxCrossEntropyWithLogits(in.positive(1024, 1000), in.floats(1024, 1000))));
        return cells;
    }
}
