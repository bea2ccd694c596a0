package org.headrace.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.headrace.interop.proto.AttrValue;
import org.headrace.interop.proto.DataType;
import org.headrace.interop.proto.GraphDef;
import org.headrace.interop.proto.NodeDef;
import org.headrace.interop.proto.TensorProto;
import org.headrace.interop.proto.TensorShapeProto;
import org.headrace.interop.proto.VersionDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The road to TensorFlow and back: graphs written by hand, answers known from arithmetic. */
class TensorFlowOracleTest {

    @Test
    void multipliesFedAndConstantMatrices() {
        NodeDef x = placeholder("x", DataType.DT_FLOAT, -1, 2);
        NodeDef w = constant("w", floats(shape(2, 2), 1, 2, 3, 4));
        NodeDef y = node("MatMul", "y", "x", "w")
                .putAttr("T", type(DataType.DT_FLOAT))
                .build();
        try (var tensorFlow = new TensorFlowOracle(graph(x, w, y))) {
            TensorValue fed = TensorValue.of(DataType.DT_FLOAT, new float[] {1, 0, 0, 1, 2, 2}, 3, 2);
            TensorValue product =
                    tensorFlow.run(Map.of("x", fed), List.of("y"), List.of()).get(0);
            assertThat(product.dtype()).isEqualTo(DataType.DT_FLOAT);
            assertThat(product.shape()).containsExactly(3L, 2L);
            assertThat(product.floats()).containsExactly(1, 2, 3, 4, 8, 12);
        }
    }

    @Test
    void seededUniformsBeginWithTheirKnownValuesAndGoOnInTheNextRun() {
        NodeDef size = constant(
                "size",
                TensorProto.newBuilder()
                        .setDtype(DataType.DT_INT32)
                        .setTensorShape(shape(1))
                        .addIntVal(8)
                        .build());
        NodeDef u = node("RandomUniform", "u", "size")
                .putAttr("dtype", type(DataType.DT_FLOAT))
                .putAttr("T", type(DataType.DT_INT32))
                .putAttr("seed", AttrValue.newBuilder().setI(1).build())
                .putAttr("seed2", AttrValue.newBuilder().setI(1).build())
                .build();
        try (var tensorFlow = new TensorFlowOracle(graph(size, u))) {
            float[] first =
                    tensorFlow.run(Map.of(), List.of("u:0"), List.of()).get(0).floats();
            float[] second =
                    tensorFlow.run(Map.of(), List.of("u:0"), List.of()).get(0).floats();
            assertThat(first).hasSize(8).startsWith(0.055544138f, 0.018698454f, 0.07080972f, 0.27141213f);
            assertThat(second).hasSize(8).isNotEqualTo(first);
        }
    }

    @Test
    void aVariableKeepsItsValueFromRunToRun() {
        NodeDef v = node("VariableV2", "v")
                .putAttr("dtype", type(DataType.DT_FLOAT))
                .putAttr("shape", AttrValue.newBuilder().setShape(shape(2)).build())
                .build();
        NodeDef start = constant("start", floats(shape(2), 1, 2));
        NodeDef assign = node("Assign", "v/Assign", "v", "start")
                .putAttr("T", type(DataType.DT_FLOAT))
                .build();
        NodeDef add = node("AssignAdd", "add", "v", "start")
                .putAttr("T", type(DataType.DT_FLOAT))
                .build();
        try (var tensorFlow = new TensorFlowOracle(graph(v, start, assign, add))) {
            assertThatThrownBy(() -> tensorFlow.run(Map.of(), List.of("v:0"), List.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("uninitialized value v");
            tensorFlow.run(Map.of(), List.of(), List.of("v/Assign"));
            tensorFlow.run(Map.of(), List.of(), List.of("add"));
            tensorFlow.run(Map.of(), List.of(), List.of("add"));
            TensorValue value =
                    tensorFlow.run(Map.of(), List.of("v:0"), List.of()).get(0);
            assertThat(value.dtype()).isEqualTo(DataType.DT_FLOAT);
            assertThat(value.floats()).containsExactly(3, 6);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.MATCH_ALL,
            names =
                    "DT_(FLOAT|DOUBLE|INT32|UINT8|INT16|INT8|COMPLEX64|INT64|BOOL|BFLOAT16|UINT16|COMPLEX128|HALF|UINT32|UINT64)")
    void everyElementTypeGoesInAndOutBitForBit(DataType dtype) {
        NodeDef x = placeholder("x", dtype, -1, 3);
        NodeDef y = node("Identity", "y", "x").putAttr("T", type(dtype)).build();
        TensorValue fed = TensorValue.of(dtype, elements(dtype), 2, 3);
        try (var tensorFlow = new TensorFlowOracle(graph(x, y))) {
            assertSame(
                    fed,
                    tensorFlow
                            .run(Map.of("x:0", fed), List.of("y:0"), List.of())
                            .get(0));
            TensorValue none = TensorValue.of(dtype, ElementBytes.decode(dtype, ElementBytes.allocate(0), 0), 0, 3);
            assertSame(
                    none,
                    tensorFlow.run(Map.of("x", none), List.of("y"), List.of()).get(0));
        }
    }

    private static void assertSame(TensorValue expected, TensorValue actual) {
        assertThat(actual.dtype()).isEqualTo(expected.dtype());
        assertThat(actual.shape()).isEqualTo(expected.shape());
        // AssertJ's own comparison of floats inside objects has a tolerance.
        assertThat(Objects.deepEquals(actual.elements(), expected.elements())).isTrue();
    }

    @Test
    void halfComesOutAsItsSixteenBits() {
        NodeDef x = constant("x", floats(shape(3), 1, -2, 65504));
        NodeDef y = node("Cast", "y", "x")
                .putAttr("SrcT", type(DataType.DT_FLOAT))
                .putAttr("DstT", type(DataType.DT_HALF))
                .build();
        try (var tensorFlow = new TensorFlowOracle(graph(x, y))) {
            TensorValue half = tensorFlow.run(Map.of(), List.of("y"), List.of()).get(0);
            assertThat(half.dtype()).isEqualTo(DataType.DT_HALF);
            assertThat(half.shape()).containsExactly(3L);
            assertThat(half.shorts()).containsExactly(0x3c00, 0xc000, 0x7bff);
        }
    }

    @Test
    void stringsGoInAndOutWhateverTheirLengthAndShape() {
        NodeDef x = placeholder("x", DataType.DT_STRING);
        NodeDef c = constant(
                "c",
                TensorProto.newBuilder()
                        .setDtype(DataType.DT_STRING)
                        .setTensorShape(shape())
                        .addStringVal(ByteString.copyFrom("!", UTF_8))
                        .build());
        NodeDef y = node("StringJoin", "y", "x", "c")
                .putAttr("N", AttrValue.newBuilder().setI(2).build())
                .build();
        String text = "a".repeat(300);
        TensorValue fed =
                TensorValue.of(DataType.DT_STRING, new byte[][] {"".getBytes(UTF_8), text.getBytes(UTF_8)}, 1, 2);
        TensorValue none = TensorValue.of(DataType.DT_STRING, new byte[0][], 0);
        try (var tensorFlow = new TensorFlowOracle(graph(x, c, y))) {
            TensorValue joined =
                    tensorFlow.run(Map.of("x", fed), List.of("y"), List.of()).get(0);
            assertThat(joined.shape()).containsExactly(1L, 2L);
            assertThat(joined.strings())
                    .isDeepEqualTo(new byte[][] {"!".getBytes(UTF_8), (text + "!").getBytes(UTF_8)});
            assertThat(tensorFlow
                            .run(Map.of("x", none), List.of("y"), List.of())
                            .get(0)
                            .shape())
                    .containsExactly(0L);
        }
    }

    @Test
    void whatTensorFlowRefusesIsSaidWithItsWords() {
        NodeDef x = placeholder("x", DataType.DT_FLOAT, 2, 3);
        NodeDef y = node("MatMul", "y", "x", "x")
                .putAttr("T", type(DataType.DT_FLOAT))
                .build();
        assertThatThrownBy(() -> new TensorFlowOracle(graph(x, y)).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Dimensions must be equal, but are 3 and 2");
        try (var tensorFlow = new TensorFlowOracle(graph(x))) {
            assertThatThrownBy(() -> tensorFlow.run(Map.of(), List.of("nowhere:0"), List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"nowhere\"");
        }
    }

    private static Object elements(DataType dtype) {
        return switch (dtype) {
            case DT_FLOAT -> new float[] {1, -0f, Float.NaN, Float.MIN_VALUE, 5, Float.NEGATIVE_INFINITY};
            case DT_DOUBLE -> new double[] {1, -0d, Double.NaN, Double.MIN_VALUE, 5, Double.NEGATIVE_INFINITY};
            case DT_COMPLEX64 -> new float[] {1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6};
            case DT_COMPLEX128 -> new double[] {1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6};
            case DT_INT32, DT_UINT32 -> new int[] {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 7};
            case DT_INT64, DT_UINT64 -> new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 7};
            case DT_INT8, DT_UINT8 -> new byte[] {0, 1, -1, Byte.MIN_VALUE, Byte.MAX_VALUE, 7};
            case DT_BOOL -> new boolean[] {true, false, false, true, true, false};
            default -> new short[] {0, 1, -1, Short.MIN_VALUE, Short.MAX_VALUE, 7};
        };
    }

    private static byte[] graph(NodeDef... nodes) {
        return GraphDef.newBuilder()
                .addAllNode(List.of(nodes))
                .setVersions(VersionDef.newBuilder().setProducer(134))
                .build()
                .toByteArray();
    }

    private static NodeDef.Builder node(String op, String name, String... inputs) {
        return NodeDef.newBuilder().setOp(op).setName(name).addAllInput(List.of(inputs));
    }

    private static NodeDef placeholder(String name, DataType dtype, long... sizes) {
        AttrValue shape = AttrValue.newBuilder()
                .setShape(
                        sizes.length == 0
                                ? TensorShapeProto.newBuilder()
                                        .setUnknownRank(true)
                                        .build()
                                : shape(sizes))
                .build();
        return node("Placeholder", name)
                .putAttr("dtype", type(dtype))
                .putAttr("shape", shape)
                .build();
    }

    private static NodeDef constant(String name, TensorProto value) {
        return node("Const", name)
                .putAttr("dtype", type(value.getDtype()))
                .putAttr("value", AttrValue.newBuilder().setTensor(value).build())
                .build();
    }

    private static TensorProto floats(TensorShapeProto shape, float... values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).setTensorShape(shape);
        for (float value : values) {
            tensor.addFloatVal(value);
        }
        return tensor.build();
    }

    private static TensorShapeProto shape(long... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long size : sizes) {
            shape.addDimBuilder().setSize(size);
        }
        return shape.build();
    }

    private static AttrValue type(DataType dtype) {
        return AttrValue.newBuilder().setType(dtype).build();
    }
}
