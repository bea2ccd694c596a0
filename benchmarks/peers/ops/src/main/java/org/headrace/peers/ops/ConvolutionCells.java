package org.headrace.peers.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Shape;

/** Convolutions as networks for images have them. */
final class ConvolutionCells {
    private static final int[] ONES = {1, 1, 1, 1};
    private static final int[] TWOS = {1, 2, 2, 1};
    private static final String SAME = "SAME";

    private ConvolutionCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        cells.addAll(Cell.withEachGradient(
                "conv2d 3x3",
                "a block of ResNet: 8 images 56x56x64, 64 filters",
                (tf, in) -> tf.nn.conv2d(in.floats(8, 56, 56, 64), in.floats(3, 3, 64, 64), ONES, SAME)));
        cells.addAll(Cell.withEachGradient(
                "conv2d 1x1",
                "8 images 28x28x256, 128 filters",
                (tf, in) -> tf.nn.conv2d(in.floats(8, 28, 28, 256), in.floats(1, 1, 256, 128), ONES, SAME)));
        cells.addAll(Cell.withEachGradient(
                "conv2d 3x3, stride 2",
                "8 images 28x28x128, 256 filters",
                (tf, in) -> tf.nn.conv2d(in.floats(8, 28, 28, 128), in.floats(3, 3, 128, 256), TWOS, SAME)));
        cells.add(Cell.of(
                "conv2d 7x7, stride 2",
                "the first layer of ResNet: 8 images 224x224x3, 64 filters",
                (tf, in) -> tf.nn.conv2d(in.floats(8, 224, 224, 3), in.floats(7, 7, 3, 64), TWOS, SAME)));
        cells.add(new Cell(
                "conv2d 7x7, stride 2, gradient of the filter",
                "the same",
                (tf, in) -> List.of(tf.nn.conv2dBackpropFilter(
                        in.floats(8, 224, 224, 3),
                        tf.constant(new int[] {7, 7, 3, 64}),
                        in.floats(8, 112, 112, 64),
                        TWOS,
                        SAME))));
        cells.addAll(Cell.withEachGradient(
                "atrousConv2d 3x3, rate 2",
                "8 images 28x28x128, 128 filters",
                (tf, in) -> tf.nn.atrousConv2d(in.floats(8, 28, 28, 128), in.floats(3, 3, 128, 128), 2, SAME)));
        cells.add(Cell.of(
                "conv2d 3x3, dilations 2",
                "the same in one op",
                (tf, in) -> tf.nn.conv2d(
                        in.floats(8, 28, 28, 128), in.floats(3, 3, 128, 128), ONES, SAME, "NHWC", TWOS)));
        cells.addAll(Cell.withEachGradient(
                "conv1d of 5",
                "32 signals 256x64, 128 filters",
                (tf, in) -> tf.nn.conv1d(in.floats(32, 256, 64), in.floats(5, 64, 128), 1, SAME)));
        cells.addAll(Cell.withEachGradient(
                "conv3d 3x3x3",
                "2 volumes 16x28x28x32, 32 filters",
                (tf, in) -> tf.nn.conv3d(
                        in.floats(2, 16, 28, 28, 32), in.floats(3, 3, 3, 32, 32), new int[] {1, 1, 1, 1, 1}, SAME)));
        cells.addAll(Cell.withEachGradient(
                "depthwiseConv2d 3x3",
                "MobileNet: 8 images 56x56x128",
                (tf, in) -> tf.nn.depthwiseConv2d(in.floats(8, 56, 56, 128), in.floats(3, 3, 128, 1), ONES, SAME)));
        cells.addAll(Cell.withEachGradient(
                "depthwiseConv2d 3x3, stride 2",
                "MobileNet: 8 images 112x112x64",
                (tf, in) -> tf.nn.depthwiseConv2d(in.floats(8, 112, 112, 64), in.floats(3, 3, 64, 1), TWOS, SAME)));
        cells.add(Cell.of(
                "depthwiseConv2d 3x3, multiplier 2",
                "8 images 56x56x32",
                (tf, in) -> tf.nn.depthwiseConv2d(in.floats(8, 56, 56, 32), in.floats(3, 3, 32, 2), ONES, SAME)));
        cells.addAll(Cell.withGradients(
                "separableConv2d 3x3",
                "8 images 28x28x128, 256 filters",
                (tf, in) -> tf.nn.separableConv2d(
                        in.floats(8, 28, 28, 128),
                        in.floats(3, 3, 128, 1),
                        in.floats(1, 1, 128, 256),
                        ONES,
                        SAME)));
        cells.addAll(Cell.withEachGradient(
                "conv2dTranspose 4x4, stride 2",
                "8 images 14x14x256 to 28x28x128",
                (tf, in) -> tf.nn.conv2dTranspose(
                        in.floats(8, 14, 14, 256),
                        in.floats(4, 4, 128, 256),
                        Shape.of(8, 28, 28, 128),
                        TWOS,
                        SAME)));
        cells.add(Cell.of(
                "conv3dTranspose 2x2x2, stride 2",
                "2 volumes 8x14x14x64 to 16x28x28x32",
                (tf, in) -> tf.nn.conv3dTranspose(
                        in.floats(2, 8, 14, 14, 64),
                        in.floats(2, 2, 2, 32, 64),
                        Shape.of(2, 16, 28, 28, 32),
                        new int[] {1, 2, 2, 2, 1},
                        SAME)));
        return cells;
    }
}
