package org.headrace.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.InferContext;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.OpDef;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.ResourceExhaustedException;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.interop.proto.AttrValue;
import org.headrace.interop.proto.DataType;
import org.headrace.interop.proto.GraphDef;
import org.headrace.interop.proto.NodeDef;
import org.headrace.interop.proto.TensorProto;
import org.headrace.ops.Ops;
import org.headrace.ops.array.Identity;
import org.headrace.ops.math.Mul;
import org.headrace.ops.state.Const;
import org.headrace.ops.state.Placeholder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphDefsTest {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);

    /** An op of two outputs with whatever attributes a test wants. */
    private record Anything(Map<String, Object> attributes) implements OpType {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(TensorSpec.of(DType.FLOAT32), TensorSpec.of(DType.FLOAT32));
        }

        @Override
        public Kernel kernel(Signature signature) {
            throw new AssertionError("this graph is not to be run");
        }

        @Override
        public Map<String, Object> attributes(Op op) {
            return attributes;
        }
    }

    @Test
    void anOpBecomesANodeWithItsInputsDeviceAndAttributes() throws InvalidProtocolBufferException {
        Output x = tf.withName("x").add(new Placeholder(DType.FLOAT32, Shape.of(-1, 2)));
        Op two = tf.withName("two").addOp(new Anything(Map.of()));
        tf.withDevice("/cpu:0")
                .withControlDependencies(graph.op("two"), x)
                .withName("y")
                .add(new Identity(), two.output(1));
        tf.withName("z").add(new Mul(), x, two.output(1));

        GraphDef graphDef = exported();
        assertThat(graphDef.getVersions().getProducer()).isEqualTo(134);
        assertThat(graphDef.getVersions().getMinConsumer()).isZero();
        assertThat(graphDef.getNodeList()).extracting(NodeDef::getName).containsExactly("x", "two", "y", "z");
        NodeDef placeholder = graphDef.getNode(0);
        assertThat(placeholder.getOp()).isEqualTo("Placeholder");
        assertThat(placeholder.getInputList()).isEmpty();
        assertThat(placeholder.getAttrMap()).containsOnlyKeys("dtype", "shape");
        assertThat(placeholder.getAttrOrThrow("dtype").getType()).isEqualTo(DataType.DT_FLOAT);
        assertThat(placeholder.getAttrOrThrow("shape").getShape().getDimList())
                .extracting(dim -> dim.getSize())
                .containsExactly(-1L, 2L);
        NodeDef y = graphDef.getNode(2);
        assertThat(y.getInputList()).containsExactly("two:1", "^x");
        assertThat(y.getDevice()).isEqualTo("/device:CPU:0");
        assertThat(y.getAttrMap()).containsOnlyKeys("T");
        assertThat(graphDef.getNode(3).getInputList()).containsExactly("x", "two:1");
    }

    @Test
    void everyTypeOfAttributeIsWritten() throws InvalidProtocolBufferException {
        Map<String, Object> attributes = Map.ofEntries(
                entry("b", true),
                entry("i", 3),
                entry("l", 1L << 40),
                entry("f", 0.5f),
                entry("s", "SAME"),
                entry("type", DType.BOOL),
                entry("shape", Shape.unknown()),
                entry("tensor", Tensor.of(1, 2)));
        tf.addOp(new Anything(attributes));

        NodeDef node = exported().getNode(0);
        assertThat(node.getAttrOrThrow("b").getB()).isTrue();
        assertThat(node.getAttrOrThrow("i").getI()).isEqualTo(3);
        assertThat(node.getAttrOrThrow("l").getI()).isEqualTo(1L << 40);
        assertThat(node.getAttrOrThrow("f").getF()).isEqualTo(0.5f);
        assertThat(node.getAttrOrThrow("s").getS().toStringUtf8()).isEqualTo("SAME");
        assertThat(node.getAttrOrThrow("type").getType()).isEqualTo(DataType.DT_BOOL);
        assertThat(node.getAttrOrThrow("shape").getShape().getUnknownRank()).isTrue();
        assertThat(node.getAttrOrThrow("tensor").getTensor().getDtype()).isEqualTo(DataType.DT_INT32);
    }

    @Test
    void aFalseOrZeroAttributeIsWrittenToo() throws InvalidProtocolBufferException {
        tf.addOp(new Anything(Map.of("b", false, "i", 0, "s", "")));

        NodeDef node = exported().getNode(0);
        assertThat(node.getAttrOrThrow("b").getValueCase()).isEqualTo(AttrValue.ValueCase.B);
        assertThat(node.getAttrOrThrow("i").getValueCase()).isEqualTo(AttrValue.ValueCase.I);
        assertThat(node.getAttrOrThrow("s").getValueCase()).isEqualTo(AttrValue.ValueCase.S);
    }

    @Test
    void listsOfEveryTypeAreWritten() throws InvalidProtocolBufferException {
        Map<String, Object> attributes = Map.ofEntries(
                entry("b", List.of(true, false)),
                entry("i", List.of(1, 2L)),
                entry("f", List.of(0.5f)),
                entry("s", List.of("a", "b")),
                entry("type", List.of(DType.FLOAT32, DType.STRING)),
                entry("shape", List.of(Shape.of(2), Shape.scalar())),
                entry("tensor", List.of(Tensor.of(1.5f))),
                entry("none", List.of()));
        tf.addOp(new Anything(attributes));

        NodeDef node = exported().getNode(0);
        assertThat(node.getAttrOrThrow("b").getList().getBList()).containsExactly(true, false);
        assertThat(node.getAttrOrThrow("i").getList().getIList()).containsExactly(1L, 2L);
        assertThat(node.getAttrOrThrow("f").getList().getFList()).containsExactly(0.5f);
        assertThat(node.getAttrOrThrow("s").getList().getSList())
                .extracting(s -> s.toStringUtf8())
                .containsExactly("a", "b");
        assertThat(node.getAttrOrThrow("type").getList().getTypeList())
                .containsExactly(DataType.DT_FLOAT, DataType.DT_STRING);
        assertThat(node.getAttrOrThrow("shape").getList().getShape(0).getDim(0).getSize())
                .isEqualTo(2);
        assertThat(node.getAttrOrThrow("shape").getList().getShape(1).getUnknownRank())
                .isFalse();
        assertThat(node.getAttrOrThrow("tensor").getList().getTensor(0).getDtype())
                .isEqualTo(DataType.DT_FLOAT);
        assertThat(node.getAttrOrThrow("none").getValueCase()).isEqualTo(AttrValue.ValueCase.LIST);
        assertThat(node.getAttrOrThrow("none").getList().getSerializedSize()).isZero();
    }

    @Test
    void anAttributeOfAnUnknownTypeIsAnErrorThatNamesOpAndAttribute() {
        tf.withName("layer").addOp(new Anything(Map.of("rate", 0.5)));
        assertThatThrownBy(() -> GraphDefs.toGraphDef(graph))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("\"layer\"")
                .hasMessageContaining("attribute 'rate' is a java.lang.Double");
    }

    @Test
    void aListOfSeveralTypesIsAnErrorThatNamesOpAndAttribute() {
        tf.withName("layer").addOp(new Anything(Map.of("sizes", List.of(1, "two"))));
        assertThatThrownBy(() -> GraphDefs.toGraphDef(graph))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("\"layer\"")
                .hasMessageContaining("attribute 'sizes' is a list of values of several types");
    }

    @Test
    void anOpBesideAnOtherBelongsToThatOnesGroup() throws InvalidProtocolBufferException {
        Op v = tf.withName("v").addOp(new Const(Tensor.of(1f)));
        Op slot = tf.colocatedWith(v).withName("slot").addOp(new Const(Tensor.of(0f)));
        tf.colocatedWith(slot).withName("update").addOp(new Const(Tensor.of(2f)));

        GraphDef graphDef = exported();
        assertThat(graphDef.getNode(0).containsAttr("_class")).isFalse();
        for (int i = 1; i < 3; i++) {
            assertThat(graphDef.getNode(i).getAttrOrThrow("_class").getList().getSList())
                    .extracting(s -> s.toStringUtf8())
                    .containsExactly("loc:@v");
        }
    }

    @Test
    void elementsAreLittleEndian() throws InvalidProtocolBufferException {
        TensorProto proto = constant(Tensor.wrap(Shape.of(1, 2), new int[] {1, -2}));
        assertThat(proto.getTensorShape().getDimList())
                .extracting(dim -> dim.getSize())
                .containsExactly(1L, 2L);
        assertThat(proto.getTensorContent().toByteArray()).containsExactly(1, 0, 0, 0, -2, -1, -1, -1);
    }

    @Test
    void bitsOfHalvesPartsOfComplexNumbersAndBoolsAreWrittenAsTheyAre() throws InvalidProtocolBufferException {
        TensorProto half = constant(Tensor.wrap(DType.FLOAT16, Shape.scalar(), new short[] {0x3c00}));
        assertThat(half.getDtype()).isEqualTo(DataType.DT_HALF);
        assertThat(half.getTensorContent().toByteArray()).containsExactly(0, 0x3c);
        TensorProto complex = constant(Tensor.wrap(DType.COMPLEX64, Shape.of(1), new float[] {1, -2}));
        assertThat(complex.getDtype()).isEqualTo(DataType.DT_COMPLEX64);
        assertThat(complex.getTensorContent().toByteArray()).containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0);
        TensorProto bool = constant(Tensor.of(new boolean[] {true, false}));
        assertThat(bool.getDtype()).isEqualTo(DataType.DT_BOOL);
        assertThat(bool.getTensorContent().toByteArray()).containsExactly(1, 0);
    }

    @Test
    void stringsAreWrittenOneByOne() throws InvalidProtocolBufferException {
        TensorProto proto = constant(Tensor.of(new String[] {"headrace", "", "é"}));
        assertThat(proto.getDtype()).isEqualTo(DataType.DT_STRING);
        assertThat(proto.getStringValList()).extracting(s -> s.toString(UTF_8)).containsExactly("headrace", "", "é");
        assertThat(proto.getTensorContent().isEmpty()).isTrue();
    }

    @Test
    void aConstantBeyondTwoGigabytesIsAnErrorThatNamesTheSize() {
        Tensor large = Tensor.over(DType.FLOAT64, Shape.of(300_000_000), new double[0]);
        graph.add(OpDef.of(new Anything(Map.of("value", large)), "large"));
        assertThatThrownBy(() -> GraphDefs.toGraphDef(graph))
                .isInstanceOf(ResourceExhaustedException.class)
                .hasMessageContaining("\"large\"")
                .hasMessageContaining("2GB: float64 [300000000] takes 2400000000 bytes");
    }

    @Test
    void filesHoldTheGraphInBinaryFormOrAsText(@TempDir Path folder) throws IOException {
        tf.withName("c").add(new Const(Tensor.of("text")));
        Path binary = folder.resolve("graph.pb");
        Path text = folder.resolve("graph.pbtxt");
        GraphDefs.write(graph, binary);
        GraphDefs.write(graph, text);
        GraphDefs.write(graph, text);

        assertThat(Files.readAllBytes(binary)).isEqualTo(GraphDefs.toGraphDef(graph));
        GraphDef.Builder read = GraphDef.newBuilder();
        TextFormat.merge(Files.readString(text), read);
        assertThat(read.build()).isEqualTo(exported());
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(binary, text);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("absent").resolve("graph.pb");
        assertThatThrownBy(() -> GraphDefs.write(graph, file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    private GraphDef exported() throws InvalidProtocolBufferException {
        return GraphDef.parseFrom(GraphDefs.toGraphDef(graph));
    }

    private TensorProto constant(Tensor value) throws InvalidProtocolBufferException {
        Op op = tf.addOp(new Const(value));
        return exported().getNode(op.id()).getAttrOrThrow("value").getTensor();
    }
}
