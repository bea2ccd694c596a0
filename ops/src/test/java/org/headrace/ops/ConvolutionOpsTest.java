package org.headrace.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.junit.jupiter.api.Test;

class ConvolutionOpsTest {
    private static final int[] ONES = {1, 1, 1, 1};
    private static final int[] TWOS = {1, 2, 2, 1};

    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    private Output floats(long... dims) {
        return tf.placeholder(DType.FLOAT32, Shape.of(dims));
    }

    @Test
    void shapesFollowFromPartsThatAreKnown() {
        Output any = tf.placeholder(DType.FLOAT32, Shape.unknown());
        Output filter = floats(5, 5, 1, 32);
        assertThat(tf.nn.conv2d(any, filter, ONES, "SAME").shape()).isEqualTo(Shape.of(-1, -1, -1, 32));
        Output images = floats(-1, 28, 27, 1);
        assertThat(tf.nn.conv2d(images, any, TWOS, "SAME").shape()).isEqualTo(Shape.of(-1, 14, 14, -1));
        assertThat(tf.nn.conv2d(images, any, TWOS, "VALID").shape()).isEqualTo(Shape.of(-1, -1, -1, -1));
        assertThat(tf.nn.conv2d(images, filter, TWOS, "VALID").shape()).isEqualTo(Shape.of(-1, 12, 12, 32));
        assertThat(tf.nn.maxPool(images, TWOS, TWOS, "VALID").shape()).isEqualTo(Shape.of(-1, 14, 13, 1));
        assertThat(tf.nn.depthwiseConv2d(floats(2, 9, 9, 3), floats(3, 3, 3, 2), ONES, "VALID")
                        .shape())
                .isEqualTo(Shape.of(2, 7, 7, 6));
    }

    @Test
    void theDataFormatSaysWhichAxesAreWhich() {
        int[] columnsOnly = {1, 1, 1, 2};
        Output y = tf.nn.conv2d(floats(2, 3, 8, 9), floats(3, 3, 3, 4), columnsOnly, "SAME", "NCHW", ONES);
        assertThat(y.shape()).isEqualTo(Shape.of(2, 4, 8, 5));
        assertThat(tf.nn.avgPool(floats(2, 3, 8, 9), columnsOnly, columnsOnly, "VALID", "NCHW")
                        .shape())
                .isEqualTo(Shape.of(2, 3, 8, 4));
    }

    @Test
    void namesAreTensorFlows() {
        Output x = floats(1, 4, 4, 2);
        Output w = floats(3, 3, 2, 2);
        assertThat(tf.nn.conv2d(x, w, ONES, "SAME").name()).isEqualTo("Conv2D:0");
        assertThat(tf.nn.maxPool(x, TWOS, TWOS, "SAME").name()).isEqualTo("MaxPool:0");
        assertThat(tf.nn.depthwiseConv2d(x, w, ONES, "SAME").name()).isEqualTo("depthwise:0");
        Op transpose =
                tf.nn.conv2dTranspose(x, w, Shape.of(1, 8, 8, 2), TWOS, "SAME").op();
        assertThat(transpose.name()).isEqualTo("conv2d_transpose");
        assertThat(transpose.input(0).name()).isEqualTo("conv2d_transpose/output_shape:0");
    }

    @Test
    void whatDoesNotFitIsRefusedWhenTheGraphIsBuilt() {
        Output x = floats(1, 4, 5, 2);
        refused(() -> tf.nn.conv2d(x, floats(3, 3, 4, 2), ONES, "SAME"), "input.dim(3) = 2 channels must equal");
        refused(() -> tf.nn.conv2d(x, floats(5, 3, 2, 2), ONES, "VALID"), "subtracting 5 from 4");
        refused(() -> tf.nn.conv2d(x, floats(3, 3, 2, 2), new int[] {2, 1, 1, 1}, "SAME"), "batch and depth");
        refused(() -> tf.nn.conv2d(x, floats(3, 3, 2, 2), new int[] {1, 1}, "SAME"), "contain 4 values, but got: 2");
        refused(() -> tf.nn.conv2d(x, floats(3, 3, 2, 2), new int[] {1, 0, 1, 1}, "SAME"), "must be positive");
        refused(() -> tf.nn.conv2d(x, floats(3, 3, 2, 2), ONES, "same"), "must be \"SAME\"");
        refused(() -> tf.nn.conv2d(x, floats(3, 3, 2), ONES, "SAME"), "Shape must be rank 4 but is rank 3");
        refused(() -> tf.nn.conv2d(x, x, ONES, "SAME", "NHCW", ONES), "data_format is \"NHCW\"");
        int[][] odd = {{0, 0}, {1, -1}, {0, 0}, {0, 0}};
        refused(() -> tf.nn.conv2d(x, floats(3, 3, 2, 2), ONES, odd, "NHWC", ONES), "must be nonnegative");
        refused(() -> tf.nn.maxPool(x, new int[] {1, 2, 2, 2}, TWOS, "SAME"), "batch and depth");
        Output sizes = tf.constant(new int[] {1, 4, 5, 2});
        refused(
                () -> tf.nn.conv2dBackpropInput(sizes, floats(3, 3, 2, 3), floats(1, 4, 4, 3), ONES, "SAME"),
                "Size of out_backprop doesn't match computed");
        refused(
                () -> tf.nn.conv2d(x, tf.placeholder(DType.FLOAT64, Shape.of(3, 3, 2, 2)), ONES, "SAME"),
                "does not match type float32");
    }

    private static void refused(Runnable building, String because) {
        assertThatThrownBy(building::run)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(because);
    }

    @Test
    void whatHasNoKernelSaysWhatToDo() {
        Output x = tf.constant(Tensor.zeros(DType.FLOAT32, Shape.of(1, 2, 4, 4)));
        Output y = tf.nn.maxPool(x, new int[] {1, 1, 2, 2}, ONES, "VALID", "NCHW");
        try (var session = new Session(graph)) {
            assertThatThrownBy(() -> session.run(y))
                    .isInstanceOf(UnimplementedException.class)
                    .hasMessageContaining("transpose the images to NHWC");
        }
    }

    @Test
    void attributesAreTensorFlows() {
        int[][] padding = {{0, 0}, {1, 2}, {3, 4}, {0, 0}};
        Op op = tf.nn.conv2d(floats(1, 4, 5, 2), floats(3, 3, 2, 2), TWOS, padding, "NHWC", ONES)
                .op();
        assertThat(op.type().attributes(op))
                .containsEntry("T", DType.FLOAT32)
                .containsEntry("strides", List.of(1, 2, 2, 1))
                .containsEntry("use_cudnn_on_gpu", true)
                .containsEntry("padding", "EXPLICIT")
                .containsEntry("explicit_paddings", List.of(0, 0, 1, 2, 3, 4, 0, 0))
                .containsEntry("data_format", "NHWC")
                .containsEntry("dilations", List.of(1, 1, 1, 1))
                .hasSize(7);
    }
}
