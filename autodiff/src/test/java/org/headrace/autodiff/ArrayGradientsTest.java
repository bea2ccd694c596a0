package org.headrace.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.BOOL;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT32;

import java.util.Collections;
import java.util.List;
import org.headrace.core.Graph;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Gradient;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.junit.jupiter.api.Test;

/** The gradients of ops that move elements: the ops they are made of, by the names in TensorFlow 1.14's graphs. */
class ArrayGradientsTest {
    private final Ops tf = Ops.on(new Graph());
    private final Output x = tf.placeholder(FLOAT32, Shape.of(4, 3), "x");
    private final Output open = tf.placeholder(FLOAT32, Shape.of(-1, 3), "open");

    private List<String> names(String scope) {
        return tf.graph().ops().stream()
                .map(Op::name)
                .filter(name -> name.startsWith(scope))
                .map(name -> name.substring(scope.length()))
                .toList();
    }

    private Output dense(Output y, Output of) {
        return ((Gradient.Dense) Gradients.of(tf, y).withRespectTo(of).get(0)).value();
    }

    @Test
    void aConcatenationIsCutAtItsOffsets() {
        dense(tf.concat(List.of(x, x), 1), x);
        assertThat(names("gradients/concat_grad/"))
                .containsExactly("Rank", "mod", "Shape", "Shape_1", "ConcatOffset", "Slice", "Slice_1");
    }

    @Test
    void aConcatenationOfUnknownShapesAsksForAllShapesAtOnce() {
        dense(tf.concat(List.of(open, open), 0), open);
        assertThat(names("gradients/concat_grad/"))
                .containsExactly("Rank", "mod", "Shape", "ShapeN", "ConcatOffset", "Slice", "Slice_1");
    }

    @Test
    void aConcatenationOfManyIsSplit() {
        Output many = tf.concat(Collections.nCopies(17, open), 0);
        Output dx = dense(tf.mul(many, many), open);
        assertThat(names("gradients/concat_grad/")).contains("stack", "Slice", "Squeeze", "split");
        try (Session session = new Session(tf.graph())) {
            assertThat(session.feed(open, new float[][] {{1, 2, 3}}).run(dx))
                    .isEqualTo(Tensor.of(new float[][] {{34, 68, 102}}));
        }
    }

    @Test
    void rowsThatAreGatheredHaveASparseGradient() {
        Output indices = tf.placeholder(INT32, Shape.of(-1), "indices");
        Gradient dx = Gradients.of(tf, tf.gather(x, indices)).withRespectTo(x).get(0);
        assertThat(dx).isInstanceOf(Gradient.IndexedSlices.class);
        assertThat(names("gradients/GatherV2_grad/"))
                .containsExactly(
                        "Shape",
                        "Cast",
                        "Size",
                        "ExpandDims/dim",
                        "ExpandDims",
                        "strided_slice/stack",
                        "strided_slice/stack_1",
                        "strided_slice/stack_2",
                        "strided_slice",
                        "concat/axis",
                        "concat",
                        "Reshape",
                        "Reshape_1");
        Output whole = ((Gradient.IndexedSlices) dx).toDense(tf);
        try (Session session = new Session(tf.graph())) {
            assertThat(session.feed(x, new float[4][3])
                            .feed(indices, new int[] {2, 0, 2})
                            .run(whole))
                    .isEqualTo(Tensor.of(new float[][] {{1, 1, 1}, {0, 0, 0}, {2, 2, 2}, {0, 0, 0}}));
        }
    }

    @Test
    void slicesArePaddedBack() {
        dense(tf.slice(open, new int[] {0, 1}, new int[] {-1, 2}), open);
        assertThat(names("gradients/Slice_grad/"))
                .containsExactly(
                        "Rank",
                        "Shape",
                        "stack/1",
                        "stack",
                        "Reshape",
                        "Shape_1",
                        "sub",
                        "sub_1",
                        "Reshape_1",
                        "concat/axis",
                        "concat",
                        "Pad");
        dense(tf.stridedSlice(x, Slice.at(1)), x);
        assertThat(names("gradients_1/strided_slice_grad/")).containsExactly("Shape", "StridedSliceGrad");
    }

    @Test
    void tilesAreSummed() {
        dense(tf.tile(open, 2, 1), open);
        assertThat(names("gradients/Tile_grad/"))
                .containsExactly(
                        "Shape",
                        "stack",
                        "transpose/perm",
                        "transpose",
                        "Reshape/shape",
                        "Reshape",
                        "Size",
                        "range/start",
                        "range/delta",
                        "range",
                        "Reshape_1",
                        "Sum");
    }

    @Test
    void aTranspositionIsUndone() {
        dense(tf.transpose(x), x);
        assertThat(names("gradients/transpose_grad/")).containsExactly("InvertPermutation", "transpose");
    }

    @Test
    void aPreventedGradientSaysWhy() {
        Output y = tf.preventGradient(x, "there is no second derivative");
        assertThatThrownBy(() -> Gradients.of(tf, y).withRespectTo(x))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Gradient explicitly disabled. Reason: there is no second derivative");
    }

    @Test
    void nothingFlowsThroughAStoppedGradientOrAShape() {
        Output y = tf.mul(tf.stopGradient(x), tf.cast(tf.size(open), FLOAT32));
        assertThat(Gradients.of(tf, y).withRespectTo(x).get(0)).isEqualTo(Gradient.NONE);
    }

    @Test
    void gradientsTakeTheBranchThatWasTaken() {
        Output pred = tf.placeholder(BOOL, Shape.scalar(), "pred");
        List<Output> sides = tf.switchTo(open, pred);
        Output y = tf.merge(List.of(tf.mul(sides.get(0), 2), tf.mul(sides.get(1), 5)))
                .get(0);
        Output dx = dense(y, open);
        try (Session session = new Session(tf.graph())) {
            var feeds = session.feed(open, new float[][] {{1, 2, 3}});
            assertThat(feeds.feed(pred, false).run(dx)).isEqualTo(Tensor.of(new float[][] {{2, 2, 2}}));
            assertThat(feeds.feed(pred, true).run(dx)).isEqualTo(Tensor.of(new float[][] {{5, 5, 5}}));
        }
    }

    @Test
    void aCheckedGradientIsChecked() {
        Output dx = dense(tf.log(tf.checkNumerics(x, "x")), x);
        try (Session session = new Session(tf.graph())) {
            assertThatThrownBy(() -> session.feed(x, new float[4][3]).run(dx))
                    .hasMessageContaining(
                            "Not a number (NaN) or infinity (Inf) values detected in gradient. x : Tensor had Inf values");
        }
    }
}
