package org.headrace.ops.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Feeds;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.Ops;
import org.headrace.ops.state.Const;
import org.headrace.ops.state.Placeholder;
import org.junit.jupiter.api.Test;

/** Element-wise ops in graphs: what they compute where formulas alone don't say it, names, dtypes, complaints. */
class ElementwiseTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);
    private final List<Output> fed = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();

    /** A value that is not known while the graph is built. */
    private Output input(Object value) {
        Tensor tensor = Tensor.of(value);
        Output input = tf.add(new Placeholder(tensor.dtype(), Shape.unknown()));
        fed.add(input);
        values.add(tensor);
        return input;
    }

    private Output input(DType dtype, int... elements) {
        return input(Tensor.of(dtype, elements));
    }

    private Tensor run(Output output) {
        try (Session session = new Session(graph)) {
            if (fed.isEmpty()) {
                return session.run(output);
            }
            Feeds feeds = session.feed(fed.get(0), values.get(0));
            for (int i = 1; i < fed.size(); i++) {
                feeds = feeds.feed(fed.get(i), values.get(i));
            }
            return feeds.run(output);
        }
    }

    private Output x(DType dtype, long... dims) {
        return tf.withName("x").add(new Placeholder(dtype, Shape.of(dims)));
    }

    private Output constant(Object value) {
        return tf.add(new Const(Tensor.of(value)));
    }

    @Test
    void addsStringsOneAfterTheOther() {
        Output sum = tf.add(input(new String[][] {{"a"}, {"b"}}), input(new String[] {"x", "", "yz"}));
        assertThat(run(sum)).isEqualTo(Tensor.of(new String[][] {{"ax", "a", "ayz"}, {"bx", "b", "byz"}}));
    }

    @Test
    void comparesStringsAndBools() {
        Output strings = tf.equal(input(new String[] {"a", "b"}), input("b"));
        assertThat(run(strings)).isEqualTo(Tensor.of(new boolean[] {false, true}));
        Output bools = tf.notEqual(input(new boolean[] {true, false}), input(new boolean[] {true, true}));
        assertThat(run(bools)).isEqualTo(Tensor.of(new boolean[] {false, true}));
    }

    @Test
    void castsAsTensorFlowDoes() {
        // results of TensorFlow 1.15 on x86
        Output x = input(
                new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1.9f, -1.9f, 300.5f, -300.5f, 3e9f, -3e9f, 1e19f});
        int low = Integer.MIN_VALUE;
        assertThat(run(tf.cast(x, DType.INT32))).isEqualTo(Tensor.of(low, low, 1, -1, 300, -300, low, low, low));
        long lowest = Long.MIN_VALUE;
        assertThat(run(tf.cast(x, DType.INT64)))
                .isEqualTo(Tensor.of(lowest, lowest, 1, -1, 300, -300, 3000000000L, -3000000000L, lowest));
        assertThat(run(tf.cast(x, DType.UINT8)))
                .isEqualTo(Tensor.of(DType.UINT8, new int[] {0, 0, 1, 255, 44, 212, 0, 0, 0}));
        assertThat(run(tf.cast(x, DType.BOOL)).toLongArray()).containsOnly(1);
    }

    @Test
    void castsBetweenIntegersByTheirLowBits() {
        Output x = input(new long[] {-1, 300, 1L << 40, 65535 + (1L << 33)});
        assertThat(run(tf.cast(x, DType.INT32))).isEqualTo(Tensor.of(-1, 300, 0, 65535));
        assertThat(run(tf.cast(x, DType.INT16))).isEqualTo(Tensor.of(DType.INT16, new int[] {-1, 300, 0, -1}));
        assertThat(run(tf.cast(x, DType.UINT16))).isEqualTo(Tensor.of(DType.UINT16, new int[] {65535, 300, 0, 65535}));
        assertThat(run(tf.cast(x, DType.INT8))).isEqualTo(Tensor.of(DType.INT8, new int[] {-1, 44, 0, -1}));
        assertThat(run(tf.cast(input(DType.UINT8, 200), DType.FLOAT32))).isEqualTo(Tensor.of(new float[] {200}));
        assertThat(run(tf.cast(input(new boolean[] {true, false}), DType.FLOAT64)))
                .isEqualTo(Tensor.of(1.0, 0.0));
    }

    @Test
    void castToItsOwnDTypeIsTheInput() {
        Output x = x(DType.FLOAT32, 2);
        assertThat(tf.cast(x, DType.FLOAT32)).isEqualTo(x);
    }

    @Test
    void selectsElementsRowsOrAll() {
        Output a = input(new int[][] {{1, 2}, {3, 4}});
        Output b = input(new int[][] {{-1, -2}, {-3, -4}});
        Tensor byElement = run(tf.where(input(new boolean[][] {{true, false}, {false, true}}), a, b));
        assertThat(byElement).isEqualTo(Tensor.of(new int[][] {{1, -2}, {-3, 4}}));
        Tensor byRow = run(tf.where(input(new boolean[] {false, true}), a, b));
        assertThat(byRow).isEqualTo(Tensor.of(new int[][] {{-1, -2}, {3, 4}}));
        assertThat(run(tf.where(input(true), a, b))).isEqualTo(Tensor.of(new int[][] {{1, 2}, {3, 4}}));
    }

    @Test
    void selectsStrings() {
        Output a = input(new String[][] {{"a", "b"}, {"c", "d"}});
        Output b = input(new String[][] {{"A", "B"}, {"C", "D"}});
        assertThat(run(tf.where(input(new boolean[] {false, true}), a, b)))
                .isEqualTo(Tensor.of(new String[][] {{"A", "B"}, {"c", "d"}}));
        assertThat(run(tf.where(input(new boolean[][] {{true, false}, {false, true}}), a, b)))
                .isEqualTo(Tensor.of(new String[][] {{"a", "B"}, {"C", "d"}}));
    }

    @Test
    void addsManyAtOnce() {
        List<Output> inputs =
                List.of(input(new float[] {1, 2}), input(new float[] {10, 20}), input(new float[] {100, 200}));
        assertThat(run(tf.addN(inputs))).isEqualTo(Tensor.of(111f, 222f));
        assertThat(tf.addN(inputs.subList(0, 1))).isEqualTo(inputs.get(0));
    }

    @Test
    void dividesIntegersAsPythonDoes() {
        Output quotient = tf.div(input(new int[] {7, -7}), input(new int[] {2, 2}));
        assertThat(run(quotient)).isEqualTo(Tensor.of(3.5, -3.5));
        assertThat(run(tf.div(input(DType.INT8, 7), input(DType.INT8, 2)))).isEqualTo(Tensor.of(new float[] {3.5f}));
        assertThat(run(tf.floorDiv(input(new int[] {7, -7}), 2))).isEqualTo(Tensor.of(3, -4));
        assertThat(run(tf.mod(input(new int[] {7, -7}), 2))).isEqualTo(Tensor.of(1, 1));
    }

    @Test
    void quotientsByZeroAreZeroOnRequest() {
        Output quotient = tf.math.divNoNan(input(new float[] {1, 0, 6}), input(new float[] {0, 0, 3}));
        assertThat(run(quotient)).isEqualTo(Tensor.of(0f, 0f, 2f));
    }

    @Test
    void integerDivisionByZeroNamesTheOp() {
        Output quotient = tf.withName("half").floorDiv(input(new int[] {1}), input(new int[] {0}));
        assertThatThrownBy(() -> run(quotient))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageMatching("\\[FloorDiv \"half\" at ElementwiseTest.java:\\d+] Integer division by zero");
    }

    @Test
    void aNegativeIntegerPowerNamesTheOp() {
        assertThatThrownBy(() -> run(tf.pow(input(new int[] {2}), input(new int[] {-1}))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("[Pow \"Pow\" at")
                .hasMessageEndingWith("Integers to negative integer powers are not allowed");
    }

    @Test
    void roundsIntegersToThemselves() {
        assertThat(run(tf.math.round(input(new int[] {-3, 4})))).isEqualTo(Tensor.of(-3, 4));
        assertThat(run(tf.math.round(input(new float[] {0.5f, 1.5f, 2.5f, -0.7f}))))
                .isEqualTo(Tensor.of(0f, 2f, 2f, -1f));
    }

    @Test
    void tellsFiniteFromInfiniteFromNan() {
        Output x = input(new float[] {1, Float.NEGATIVE_INFINITY, Float.NaN});
        assertThat(run(tf.math.isFinite(x))).isEqualTo(Tensor.of(new boolean[] {true, false, false}));
        assertThat(run(tf.math.isInf(x))).isEqualTo(Tensor.of(new boolean[] {false, true, false}));
        assertThat(run(tf.math.isNan(x))).isEqualTo(Tensor.of(new boolean[] {false, false, true}));
    }

    @Test
    void combinesBools() {
        Output a = input(new boolean[] {true, true, false});
        Output b = input(new boolean[] {true, false, false});
        assertThat(run(tf.logicalAnd(a, b))).isEqualTo(Tensor.of(new boolean[] {true, false, false}));
        assertThat(run(tf.logicalOr(a, b))).isEqualTo(Tensor.of(new boolean[] {true, true, false}));
        assertThat(run(tf.logicalNot(a))).isEqualTo(Tensor.of(new boolean[] {false, false, true}));
    }

    @Test
    void aNumberBecomesAConstantNamedLikeTheArgument() {
        Output x = x(DType.FLOAT32, 2);
        tf.mul(x, 10);
        tf.sub(1, x);
        tf.withName("z").add(x, 0.5);
        tf.floorDiv(x, 2);
        assertThat(graph.ops().stream().map(Op::name))
                .containsExactly("x", "Mul/y", "Mul", "Sub/x", "Sub", "z/y", "z", "floordiv/y", "floordiv");
        assertThat(graph.constantValue(graph.output("Mul/y:0"))).isEqualTo(Tensor.of(10f));
    }

    @Test
    void trueDivisionCastsIntegersInItsScope() {
        Output x = x(DType.INT32, 2);
        Output y = tf.div(x, 2);
        assertThat(y.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(graph.ops().stream().map(Op::name))
                .containsExactly("x", "truediv/y", "truediv/Cast", "truediv/Cast_1", "truediv");
    }

    @Test
    void clippingIsAMinimumAndAMaximum() {
        Output clipped = tf.clipByValue(x(DType.FLOAT32, 3), -1, 1);
        assertThat(clipped.op().type()).isEqualTo(new Maximum());
        assertThat(graph.ops().stream().map(Op::name))
                .containsExactly(
                        "x", "clip_by_value/Minimum/y", "clip_by_value/Minimum", "clip_by_value/y", "clip_by_value");
    }

    @Test
    void operandsOfTwoDTypesAreRefusedWithARemedy() {
        Output a = constant(new float[] {1});
        Output b = constant(new double[] {1});
        assertThatThrownBy(() -> tf.withName("sum").add(a, b))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageMatching(
                        "\\[Add \"sum\" at ElementwiseTest.java:\\d+] Input 'y' of 'Add' Op has type float64 that"
                                + " does not match type float32 of argument 'x': cast one of them");
    }

    @Test
    void shapesThatDoNotBroadcastAreRefused() {
        assertThatThrownBy(() -> tf.mul(constant(new float[4]), constant(new float[3])))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageEndingWith(
                        "Dimensions must be equal, but are 4 and 3: x is [4], y is [3], which do not broadcast");
        assertThatThrownBy(() -> run(tf.mul(input(new float[4]), input(new float[3]))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Dimensions must be equal, but are 4 and 3");
    }

    @Test
    void dtypesThatAnOpDoesNotTakeAreRefused() {
        assertThatThrownBy(() -> tf.sqrt(constant(new int[] {4})))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Value passed to parameter 'x' has DataType int32 not in list of allowed values:"
                        + " float32, float64");
        assertThatThrownBy(() -> tf.logicalNot(constant(1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("has DataType int32 not in list of allowed values: bool");
    }

    @Test
    void aNumberThatTheDTypeDoesNotHoldIsRefused() {
        Output x = x(DType.INT32, 2);
        assertThatThrownBy(() -> tf.add(x, 0.5))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("Expected int32 like x:0, got 0.5 of Java's Double: cast x:0 with tf.cast");
    }

    @Test
    void aConditionOfAnotherShapeIsRefused() {
        Output condition = constant(new boolean[] {true, false, true});
        Output x = constant(new float[2][2]);
        assertThatThrownBy(() -> tf.where(condition, x, x))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("condition is [3], x and y are [2,2]: it must be a scalar");
    }

    @Test
    void dtypesWithoutAKernelAreUnimplemented() {
        Output x = tf.add(new Placeholder(DType.INT32, Shape.of(1)));
        fed.add(x);
        values.add(Tensor.zeros(DType.INT32, Shape.of(1)));
        assertThatThrownBy(() -> run(tf.math.tan(x)))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContaining("[Tan \"Tan\" at")
                .hasMessageContaining("no kernel for int32");
    }
}
