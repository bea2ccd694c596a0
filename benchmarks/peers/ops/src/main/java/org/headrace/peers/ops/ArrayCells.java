package org.headrace.peers.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Output;

/** Moving elements, running sums, small matrix products. */
final class ArrayCells {
    private ArrayCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of("transpose", "2048x1024", (tf, in) -> tf.transpose(in.floats(2048, 1024), 1, 0)));
        cells.add(Cell.of(
                "transpose to NCHW",
                "8 images 56x56x64",
                (tf, in) -> tf.transpose(in.floats(8, 56, 56, 64), 0, 3, 1, 2)));
        cells.add(Cell.of(
                "transpose to NHWC",
                "8 images 56x56x64",
                (tf, in) -> tf.transpose(in.floats(8, 64, 56, 56), 0, 2, 3, 1)));
        cells.add(Cell.of(
                "transpose heads",
                "16x128x8x64, axes 0, 2, 1, 3",
                (tf, in) -> tf.transpose(in.floats(16, 128, 8, 64), 0, 2, 1, 3)));
        cells.add(Cell.of(
                "concat of channels",
                "4 times 8 images 28x28x64",
                (tf, in) -> tf.concat(
                        List.of(
                                in.floats(8, 28, 28, 64),
                                in.floats(8, 28, 28, 64),
                                in.floats(8, 28, 28, 64),
                                in.floats(8, 28, 28, 64)),
                        3)));
        cells.add(new Cell("split of columns", "1024x2048 into 4", (tf, in) -> tf.split(in.floats(1024, 2048), 4, 1)));
        cells.add(Cell.of("stack", "16 times 128x512, along axis 1", (tf, in) -> {
            List<Output> parts = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                parts.add(in.floats(128, 512));
            }
            return tf.stack(parts, 1);
        }));
        cells.add(Cell.of(
                "pad", "8 images 56x56x64 by a pixel", (tf, in) -> tf.pad(in.floats(8, 56, 56, 64), new int[][] {
                    {0, 0}, {1, 1}, {1, 1}, {0, 0}
                })));
        cells.add(Cell.of(
                "tile", "256x512 four times down, twice across", (tf, in) -> tf.tile(in.floats(256, 512), 4, 2)));
        cells.add(Cell.of(
                "stridedSlice",
                "every other pixel of 8 images 112x112x64",
                (tf, in) -> tf.stridedSlice(
                        in.floats(8, 112, 112, 64),
                        new int[] {0, 0, 0, 0},
                        new int[] {8, 112, 112, 64},
                        new int[] {1, 2, 2, 1})));
        cells.add(Cell.of("reverse", "1024x1000 along axis 1", (tf, in) -> tf.reverse(in.floats(1024, 1000), 1)));
        cells.add(Cell.of("where of three", "1024x1000", (tf, in) -> {
            Output x = in.floats(1024, 1000);
            return tf.where(tf.greater(x, 0.5f), x, in.floats(1024, 1000));
        }));
        cells.add(Cell.of(
                "spaceToDepth 2", "8 images 112x112x16", (tf, in) -> tf.spaceToDepth(in.floats(8, 112, 112, 16), 2)));
        cells.add(Cell.of("cumsum", "1024x1000 along axis 1", (tf, in) -> tf.cumsum(in.floats(1024, 1000), 1)));
        cells.add(Cell.of("cumsum", "1024x1000 along axis 0", (tf, in) -> tf.cumsum(in.floats(1024, 1000), 0)));
        cells.add(Cell.of(
                "reduceMax", "1024x1000 along axis 1", (tf, in) -> tf.reduceMax(in.floats(1024, 1000), 1)));
        cells.add(Cell.of(
                "batch matmul",
                "attention: 64 times 128x64 by 64x128",
                (tf, in) -> tf.matmul(in.floats(64, 128, 64), in.floats(64, 64, 128))));
        return cells;
    }
}
