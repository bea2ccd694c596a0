package org.headrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.Ops;
import org.headrace.ops.array.Identity;
import org.headrace.ops.math.Mul;
import org.headrace.ops.nn.Softplus;
import org.headrace.ops.state.Const;
import org.headrace.ops.state.Placeholder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The road of our own graphs and tensors to TensorFlow and back. */
class GraphOracleTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    @ParameterizedTest
    @EnumSource(DType.class)
    void constantsOfEveryTypeArriveBitForBit(DType dtype) {
        Tensor value = sample(dtype);
        Output c = tf.add(new Const(value));
        Output empty = tf.add(new Const(Tensor.zeros(dtype, Shape.of(0, 3))));
        try (var oracle = new GraphOracle(graph)) {
            assertThat(oracle.run(List.of(c, empty))).containsExactly(value, Tensor.zeros(dtype, Shape.of(0, 3)));
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void fedValuesOfEveryTypeComeBackBitForBit(DType dtype) {
        Tensor value = sample(dtype);
        Output x = tf.withName("x").add(new Placeholder(dtype, Shape.unknown()));
        Output y = tf.add(new Identity(), x);
        try (var oracle = new GraphOracle(graph)) {
            assertThat(oracle.run(Map.of(x, value), List.of(y))).containsExactly(value);
        }
    }

    @Test
    void tensorFlowComputesOurGraph() {
        Output x = tf.withName("x").add(new Placeholder(DType.FLOAT32, Shape.of(-1, 2)));
        Output y = tf.withName("y").add(new Const(Tensor.of(10f, 100f)));
        Output product = tf.add(new Mul(), x, y);
        Output softplus = tf.withDevice("/cpu:0")
                .withControlDependencies(product)
                .colocatedWith(y.op())
                .add(new Softplus(), x);
        try (var oracle = new GraphOracle(graph)) {
            List<Tensor> values = oracle.run(
                    Map.of(x, Tensor.of(new float[][] {{1, 2}, {0, -200}})), List.of(product, softplus), y.op());
            assertThat(values.get(0)).isEqualTo(Tensor.of(new float[][] {{10, 200}, {0, -20000}}));
            float[] logs = values.get(1).toFloatArray();
            assertThat(logs[0]).isCloseTo((float) Math.log1p(Math.E), within(1e-6f));
            assertThat(logs[2]).isCloseTo((float) Math.log(2), within(1e-6f));
            assertThat(logs[3]).isZero();
        }
    }

    /** An op that TensorFlow does not have. */
    private record Unheard() implements OpType {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.input(0));
        }

        @Override
        public Kernel kernel(Signature signature) {
            throw new AssertionError("not to be run here");
        }

        @Override
        public Map<String, Object> attributes(Op op) {
            return Map.of();
        }
    }

    @Test
    void anOpThatTensorFlowDoesNotHaveIsAnErrorThatNamesIt() {
        tf.add(new Unheard(), tf.add(new Const(Tensor.of(1f))));
        assertThatThrownBy(() -> new GraphOracle(graph))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unheard");
    }

    /** Two elements, of which at least one is not zero. */
    private static Tensor sample(DType dtype) {
        Shape shape = Shape.of(2, 1);
        return switch (dtype.storage()) {
            case FLOATS ->
                Tensor.wrap(dtype, shape, dtype.isComplex() ? new float[] {1, -2, 0.5f, 3} : new float[] {1, -2});
            case DOUBLES ->
                Tensor.wrap(dtype, shape, dtype.isComplex() ? new double[] {1, -2, 0.1, 3} : new double[] {1, 0.1});
            case INTS -> Tensor.wrap(dtype, shape, new int[] {1, -2});
            case LONGS -> Tensor.wrap(dtype, shape, new long[] {1, -2});
            case SHORTS -> Tensor.wrap(dtype, shape, new short[] {0x3c00, (short) 0xbc01});
            case BYTES -> Tensor.wrap(dtype, shape, new byte[] {1, (byte) (dtype == DType.BOOL ? 0 : -2)});
            case STRINGS -> Tensor.wrap(dtype, shape, new byte[][] {{}, {(byte) 0xff, 0}});
        };
    }
}
