package org.headrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.array.LowerBound;
import org.headrace.ops.array.SpaceToDepth;
import org.headrace.ops.array.UniqueV2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the ops that rearrange, pick and look for elements refuse, infer and are named; what they compute is in the op cases. */
class LayoutOpsTest {
    private final Ops tf = Ops.on(new Graph());

    /** Adds an op that does not fit its inputs. */
    @FunctionalInterface
    interface Wrong {
        Object add(Ops tf);
    }

    private static Output zeros(Ops tf, long... dims) {
        return tf.zeros(Shape.of(dims), DType.FLOAT32);
    }

    private static Arguments row(String message, Wrong wrong) {
        return Arguments.of(message, wrong);
    }

    static Stream<Arguments> wrongs() {
        int[] one = {1, 1, 1, 1};
        int[] two = {1, 2, 2, 1};
        return Stream.of(
                row("input must be 1-D or higher", tf -> tf.roll(tf.constant(1f), 1, 0)),
                row("axis 2 is out of range", tf -> tf.roll(zeros(tf, 2, 3), 1, 2)),
                row("must have the same size", tf -> tf.roll(zeros(tf, 2), new int[] {1, 2}, new int[] {0})),
                row(
                        "batch_dim == seq_dim == 1",
                        tf -> tf.reverseSequence(zeros(tf, 2, 3), tf.constant(new int[3]), 1, 1)),
                row(
                        "seq_dim must be in [0, 2)",
                        tf -> tf.reverseSequence(zeros(tf, 2, 3), tf.constant(new int[2]), 2, 0)),
                row(
                        "Length of seq_lengths != input.dims(0), (3 vs. 2)",
                        tf -> tf.reverseSequence(zeros(tf, 2, 3), tf.constant(new int[3]), 1, 0)),
                row("due to shape: [3]. The last dimension must be 2", tf -> tf.bitcast(zeros(tf, 3), DType.INT64)),
                row("due to shape: []", tf -> tf.bitcast(tf.constant(1f), DType.FLOAT64)),
                row("not in list of allowed values", tf -> tf.bitcast(tf.constant(true), DType.INT8)),
                row("diagonal must be at least 1-dim", tf -> tf.diag(tf.constant(1f))),
                row("even and non-zero rank, input rank is 3", tf -> tf.diagPart(zeros(tf, 2, 3, 2))),
                row("both halves of input's shape must be equal", tf -> tf.diagPart(zeros(tf, 2, 3))),
                row("rank 2 but is rank 1", tf -> tf.linalg.diagPart(zeros(tf, 3))),
                row("diagonal must fit", tf -> tf.linalg.setDiag(zeros(tf, 2, 3), zeros(tf, 3))),
                row("number of rows (2) got: 3", tf -> tf.linalg.bandPart(zeros(tf, 2, 3), 3, 0)),
                row("number of columns (3) got: 4", tf -> tf.linalg.bandPart(zeros(tf, 2, 3), 0, 4)),
                row("Block size should be > 1", tf -> tf.spaceToDepth(zeros(tf, 1, 2, 2, 1), 1)),
                row("evenly divisible by 2 but is 3", tf -> tf.spaceToDepth(zeros(tf, 1, 2, 3, 1), 2)),
                row("evenly divisible by 4 but is 6", tf -> tf.depthToSpace(zeros(tf, 1, 2, 3, 6), 2)),
                row(
                        "padded_shape[0]=3 is not divisible by block_shape[0]=2",
                        tf -> tf.spaceToBatchND(zeros(tf, 1, 2), new int[] {2}, new int[][] {{1, 0}})),
                row(
                        "paddings must be non-negative",
                        tf -> tf.spaceToBatchND(zeros(tf, 1, 2), new int[] {2}, new int[][] {{-1, 1}})),
                row(
                        "paddings should have shape [1, 2] instead of [2,2]",
                        tf -> tf.spaceToBatchND(zeros(tf, 1, 2), new int[] {2}, new int[][] {{0, 0}, {0, 0}})),
                row(
                        "must be positive, got value, 0 at index 0",
                        tf -> tf.batchToSpaceND(zeros(tf, 2, 2), new int[] {0}, new int[][] {{0, 0}})),
                row(
                        "cropped_shape[0]=-1 must be non-negative",
                        tf -> tf.batchToSpaceND(zeros(tf, 2, 2), new int[] {2}, new int[][] {{3, 2}})),
                row(
                        "input rank should be >= 3 instead of 2",
                        tf -> tf.batchToSpaceND(zeros(tf, 4, 2), new int[] {2, 2}, new int[][] {{0, 0}, {0, 0}})),
                row(
                        "ksizes must be [1, rows, columns, 1]",
                        tf -> tf.extractImagePatches(zeros(tf, 1, 4, 4, 1), new int[] {1, 2, 2, 2}, one, one, "SAME")),
                row(
                        "the window reaches over 5",
                        tf -> tf.extractImagePatches(zeros(tf, 1, 4, 4, 1), new int[] {1, 3, 1, 1}, one, two, "VALID")),
                row("Requires num > 0: 0", tf -> tf.linspace(1f, 2f, 0)),
                row("must be broadcastable", tf -> tf.whereV2(tf.constant(true), zeros(tf, 2), zeros(tf, 3))),
                row("must have one dtype", tf -> tf.whereV2(tf.constant(true), zeros(tf, 2), tf.constant(1))),
                row("n + 1 = 4 columns but has only 3", tf -> tf.nn.nthElement(zeros(tf, 2, 3), 3, false)),
                row(
                        "only be scalar or vector",
                        tf -> tf.unravelIndex(tf.constant(new int[1][1]), tf.constant(new int[1]))),
                row(
                        "Leading dim_size of both tensors must match",
                        tf -> tf.add(new LowerBound(DType.INT32), zeros(tf, 2, 3), zeros(tf, 1, 3))),
                row("axis has to be between 0 and 2", tf -> tf.unique(zeros(tf, 2, 3), 2)),
                row(
                        "unique expects a 1D vector",
                        tf -> tf.add(new UniqueV2(DType.INT32), zeros(tf, 2, 3), tf.constant(new int[0]))),
                row(
                        "Must have updates.shape",
                        tf -> tf.tensorScatterAdd(zeros(tf, 2, 3), tf.constant(new int[][] {{0}}), zeros(tf, 1, 2))),
                row(
                        "Expected batch_dims in the range [-1, 1), but got 1",
                        tf -> tf.gather(zeros(tf, 2, 3), tf.constant(new int[2]), 1, 1)),
                row(
                        "must be less than or equal to axis",
                        tf -> tf.gather(zeros(tf, 2, 3), tf.constant(new int[2][1]), 0, 1)),
                row("indexing parameter must be", tf -> tf.meshgrid(List.of(zeros(tf, 2)), "yx")),
                row("must be as long as dimension 0", tf -> tf.repeat(zeros(tf, 2, 3), tf.constant(new int[3]), 0)),
                row(
                        "Different number of contraction axes",
                        tf -> tf.linalg.tensordot(zeros(tf, 2, 3), zeros(tf, 3, 2), new int[] {1}, new int[] {0, 1})),
                row("side must be either", tf -> tf.searchsorted(zeros(tf, 3), zeros(tf, 3), "middle", DType.INT32)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongs")
    void refusesWhatDoesNotFit(String message, Wrong wrong) {
        assertThatThrownBy(() -> wrong.add(tf))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void otherDataFormatsAreLeftToOtherDevices() {
        assertThatThrownBy(() -> tf.add(new SpaceToDepth(2, "NCHW"), zeros(tf, 1, 1, 2, 2)))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContaining("Only NHWC data_format supported on CPU");
    }

    @Test
    void refusesValuesThatItSeesOnlyWhenItRuns() {
        Output number = tf.placeholder(DType.INT32, Shape.of(2), "number");
        Output reversed = tf.reverseSequence(zeros(tf, 2, 3), number, 1, 0);
        Output picked = tf.unravelIndex(number, tf.constant(new int[] {2, 3}));
        Output shape = tf.broadcastDynamicShape(number, tf.constant(new int[] {4, 5}));
        Output scattered = tf.tensorScatterUpdate(zeros(tf, 3), tf.reshape(number, 2, 1), zeros(tf, 2));
        try (Session session = new Session(tf.graph())) {
            int[] wrong = {1, 6};
            assertThatThrownBy(() -> session.feed(number, wrong).run(reversed))
                    .hasMessageContaining("seq_lengths(1) = 6");
            assertThatThrownBy(() -> session.feed(number, wrong).run(picked))
                    .hasMessageContaining("index is out of bound as with dims: indices[1] = 6");
            assertThatThrownBy(() -> session.feed(number, wrong).run(shape))
                    .hasMessageContaining("Incompatible shapes");
            assertThatThrownBy(() -> session.feed(number, wrong).run(scattered))
                    .hasMessageContaining("indices[1] = [6] does not index into shape [3]");
        }
    }

    @Test
    void infersFromPartialShapes() {
        Output images = tf.placeholder(DType.FLOAT32, Shape.of(-1, 4, -1, 3));
        assertThat(tf.spaceToDepth(images, 2).shape()).isEqualTo(Shape.of(-1, 2, -1, 12));
        assertThat(tf.spaceToBatch(images, new int[][] {{1, 1}, {0, 0}}, 2).shape())
                .isEqualTo(Shape.of(-1, 3, -1, 3));
        assertThat(tf.extractImagePatches(
                                images, new int[] {1, 2, 2, 1}, new int[] {1, 2, 2, 1}, new int[] {1, 1, 1, 1}, "VALID")
                        .shape())
                .isEqualTo(Shape.of(-1, 2, -1, 12));
        assertThat(tf.linalg.diag(images).shape()).isEqualTo(Shape.of(-1, 4, -1, 3, 3));
        assertThat(tf.linalg.diagPart(images).shape()).isEqualTo(Shape.of(-1, 4, -1));
        assertThat(tf.gather(images, tf.placeholder(DType.INT32, Shape.of(7, 4, 5)), 2, 2)
                        .shape())
                .isEqualTo(Shape.of(7, 4, 5, 3));
        Output unknown = tf.placeholder(DType.FLOAT32);
        assertThat(tf.spaceToDepth(unknown, 2).shape()).isEqualTo(Shape.unknownDims(4));
        assertThat(tf.linalg.diag(unknown).shape()).isEqualTo(Shape.unknown());
    }

    @Test
    void namesAreTensorFlows() {
        tf.roll(zeros(tf, 3), 1, 0);
        tf.linalg.bandPart(zeros(tf, 3, 3), 1, 0);
        tf.spaceToBatch(zeros(tf, 1, 2, 2, 1), new int[][] {{0, 0}, {0, 0}}, 2);
        tf.linspace(0f, 1f, 3);
        tf.linalg.trace(zeros(tf, 2, 2));
        tf.linalg.eye(2);
        tf.searchsorted(tf.placeholder(DType.FLOAT32, Shape.of(4)), zeros(tf, 2));
        assertThat(tf.graph().ops().stream().map(Op::name))
                .contains("Roll", "Roll/shift", "Roll/axis", "MatrixBandPart/num_lower", "MatrixBandPart/num_upper")
                .contains("SpaceToBatchND/block_shape", "SpaceToBatchND/paddings", "LinSpace/start", "LinSpace/num")
                .contains("Trace/MatrixDiagPart", "Trace/reduction_indices", "Trace", "eye/ones", "eye/MatrixDiag")
                .contains("LowerBound", "Reshape/shape/0", "Reshape/shape", "Reshape", "Reshape_1", "Reshape_2");
    }

    @Test
    void aNameGivenIsTheOps() {
        assertThat(tf.withName("e").linalg.eye(2).op().name()).isEqualTo("e/MatrixDiag");
        assertThat(tf.withName("r").roll(zeros(tf, 3), 1, 0).op().name()).isEqualTo("r");
        assertThat(tf.withName("d")
                        .linalg
                        .tensordot(zeros(tf, 3), zeros(tf, 3), 1)
                        .op()
                        .name())
                .isEqualTo("d");
    }

    /** Of 2 million elements, more than one piece: what rearranging back and forth leaves as it was. */
    @Test
    void largeTensorsComeBackAsTheyWere() {
        float[] values = new float[2 * 256 * 256 * 16];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Tensor images = Tensor.wrap(Shape.of(2, 256, 256, 16), values);
        Output x = tf.placeholder(DType.FLOAT32, images.shape());
        Output depth = tf.depthToSpace(tf.spaceToDepth(x, 4), 4);
        Output rolled =
                tf.roll(tf.roll(x, new int[] {100, 3}, new int[] {1, 3}), new int[] {-100, -3}, new int[] {1, 3});
        int[][] borders = {{3, 1}, {2, 2}};
        Output batch = tf.batchToSpace(tf.spaceToBatch(x, borders, 4), borders, 4);
        try (Session session = new Session(tf.graph())) {
            var results = session.feed(x, images).run(depth, rolled, batch);
            for (int i = 0; i < 3; i++) {
                assertThat(results.get(i)).isEqualTo(images);
            }
        }
    }
}
