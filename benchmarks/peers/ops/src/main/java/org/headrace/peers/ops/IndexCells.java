package org.headrace.peers.ops;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.ops.NnOps;
import org.headrace.ops.SparseOutput;
import org.headrace.ops.state.SparseApplyAdagrad;

/** Looking up, scattering, summing by segments, ordering. */
final class IndexCells {
    private static final String EMBEDDING = "4096 rows of a table 50000x128";
    private static final int VOCABULARY = 50_000;
    private static final int IDS = 4096;
    private static final int WIDTH = 128;

    private IndexCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(
                "embeddingLookup",
                EMBEDDING,
                (tf, in) -> tf.nn.embeddingLookup(in.floats(VOCABULARY, WIDTH), in.ids(VOCABULARY, IDS))));
        cells.add(Cell.of(
                "scatterSub",
                EMBEDDING,
                (tf, in) -> tf.scatterSub(
                        in.floats(VOCABULARY, WIDTH), in.distinctIds(VOCABULARY, IDS), in.floats(IDS, WIDTH))));
        cells.add(Cell.of(
                "SparseApplyAdagrad",
                EMBEDDING,
                (tf, in) -> tf.add(
                        new SparseApplyAdagrad(false, true),
                        in.floats(VOCABULARY, WIDTH),
                        in.positive(VOCABULARY, WIDTH),
                        tf.constant(0.01f),
                        in.floats(IDS, WIDTH),
                        in.distinctIds(VOCABULARY, IDS)))); // of equal ones TensorFlow loses some on two threads
        cells.add(Cell.of(
                "gatherNd",
                "4096 of 256x256 rows of 64",
                (tf, in) -> tf.gatherNd(in.floats(256, 256, 64), in.ids(256, IDS, 2))));
        cells.add(Cell.of(
                "gather along axis 1",
                "64 of 512 columns of 4096 rows",
                (tf, in) -> tf.gather(in.floats(4096, 512), in.ids(512, 64), 1)));
        cells.add(Cell.of(
                "scatterNd",
                "4096 rows of 128 to a table 10000x128",
                (tf, in) -> tf.scatterNd(in.ids(10_000, IDS, 1), in.floats(IDS, WIDTH), 10_000, WIDTH)));
        cells.add(Cell.of(
                "segmentSum",
                "4096 rows of 128 to 512",
                (tf, in) -> tf.math.segmentSum(in.floats(IDS, WIDTH), in.sortedIds(512, IDS))));
        cells.add(Cell.of(
                "segmentMax",
                "4096 rows of 128 to 512",
                (tf, in) -> tf.math.segmentMax(in.floats(IDS, WIDTH), in.sortedIds(512, IDS))));
        cells.add(Cell.of(
                "unsortedSegmentSum",
                "4096 rows of 128 to 1000",
                (tf, in) -> tf.math.unsortedSegmentSum(in.floats(IDS, WIDTH), in.ids(1000, IDS), 1000)));
        cells.add(Cell.of(
                "sparseSegmentMean",
                "means of 8 rows each: " + EMBEDDING,
                (tf, in) -> tf.math.sparseSegmentMean(
                        in.floats(VOCABULARY, WIDTH), in.ids(VOCABULARY, IDS), in.sortedIds(512, IDS))));
        cells.add(new Cell(
                "unique", "100000 whole numbers below 10000", (tf, in) -> tf.unique(in.ids(10_000, 100_000))));
        cells.add(new Cell("topK 5", "128 rows of 1000", (tf, in) -> top(tf.nn.topK(in.floats(128, 1000), 5))));
        cells.add(new Cell("topK 100", "32 rows of 50000", (tf, in) -> top(tf.nn.topK(in.floats(32, 50_000), 100))));
        cells.add(Cell.of(
                "inTopK 5",
                "1024 rows of 1000",
                (tf, in) -> tf.nn.inTopK(in.floats(1024, 1000), in.ids(1000, 1024), 5)));
        cells.add(Cell.of("argmax", "of each of 1024 rows of 1000", (tf, in) -> tf.argmax(in.floats(1024, 1000), 1)));
        cells.add(Cell.of("oneHot", "4096 ids of 1000", (tf, in) -> tf.oneHot(in.ids(1000, IDS), 1000)));
        cells.add(Cell.of(
                "sparse.matmul",
                "1024x10000 with 100000 entries by 10000x128",
                (tf, in) -> tf.sparse.matmul(
                        matrix(tf.constant(Tensor.of(1024L, 10_000L)), in), in.floats(10_000, WIDTH))));
        return cells;
    }

    private static SparseOutput matrix(Output shape, Inputs in) {
        return new SparseOutput(in.places(1024, 10_000, 100_000), in.floats(100_000), shape);
    }

    private static List<Output> top(NnOps.TopK top) {
        return List.of(top.values(), top.indices());
    }
}
