package org.headrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headrace.interop.proto.AttrValue;
import org.headrace.interop.proto.DataType;
import org.headrace.interop.proto.GraphDef;
import org.headrace.interop.proto.NodeDef;
import org.headrace.interop.proto.TensorProto;
import org.headrace.interop.proto.TensorShapeProto;
import org.headrace.train.data.Dataset;
import org.headrace.train.data.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tf.data.Dataset.range(n).shuffle(bufferSize, seed, reshuffle).repeat(epochs)} in TensorFlow 1.15 and here. */
class ShuffleOracleTest {
    /** What {@code tf.data} takes where no graph-level seed is set. */
    private static final long DEFAULT_GRAPH_SEED = 87654321;

    @ParameterizedTest
    @CsvSource({
        "10,  10,  1, true",
        "10,  10,  1, false",
        "100, 7,   42, true",
        "100, 1,   3, true",
        "50,  500, 123456789012, true",
        "50,  500, -5, false",
        "30,  29,  0, true",
    })
    void ordersAreTensorFlows(long n, int bufferSize, long seed, boolean reshuffle) {
        int epochs = 3;
        List<Long> ours = new ArrayList<>();
        for (Element element :
                Dataset.range(n).shuffle(bufferSize, seed, reshuffle).repeat(epochs)) {
            ours.add(element.get(0).toLong());
        }
        try (var tensorFlow = new TensorFlowOracle(graph(n, bufferSize, seed, reshuffle, epochs))) {
            tensorFlow.run(Map.of(), List.of(), List.of("make"));
            for (long value : ours) {
                TensorValue next =
                        tensorFlow.run(Map.of(), List.of("next:0"), List.of()).get(0);
                assertThat(next.longs()[0]).isEqualTo(value);
            }
        }
    }

    private static byte[] graph(long n, long bufferSize, long seed, boolean reshuffle, long epochs) {
        AttrValue reshuffled = AttrValue.newBuilder().setB(reshuffle).build();
        return GraphDef.newBuilder()
                .addNode(constant("zero", 0))
                .addNode(constant("one", 1))
                .addNode(constant("n", n))
                .addNode(constant("buffer_size", bufferSize))
                .addNode(constant("seed", DEFAULT_GRAPH_SEED))
                .addNode(constant("seed2", seed))
                .addNode(constant("epochs", epochs))
                .addNode(dataset("range", "RangeDataset", "zero", "n", "one"))
                .addNode(dataset("shuffle", "ShuffleDataset", "range", "buffer_size", "seed", "seed2")
                        .putAttr("reshuffle_each_iteration", reshuffled))
                .addNode(dataset("repeat", "RepeatDataset", "shuffle", "epochs"))
                .addNode(dataset("iterator", "IteratorV2")
                        .putAttr("shared_name", text(""))
                        .putAttr("container", text("")))
                .addNode(NodeDef.newBuilder()
                        .setName("make")
                        .setOp("MakeIterator")
                        .addInput("repeat")
                        .addInput("iterator"))
                .addNode(dataset("next", "IteratorGetNext", "iterator"))
                .build()
                .toByteArray();
    }

    private static AttrValue text(String value) {
        return AttrValue.newBuilder().setS(ByteString.copyFromUtf8(value)).build();
    }

    private static NodeDef.Builder constant(String name, long value) {
        TensorProto tensor = TensorProto.newBuilder()
                .setDtype(DataType.DT_INT64)
                .setTensorShape(TensorShapeProto.getDefaultInstance())
                .addInt64Val(value)
                .build();
        return NodeDef.newBuilder()
                .setName(name)
                .setOp("Const")
                .putAttr(
                        "dtype",
                        AttrValue.newBuilder().setType(DataType.DT_INT64).build())
                .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build());
    }

    /** Of one int64 scalar an element. */
    private static NodeDef.Builder dataset(String name, String op, String... inputs) {
        AttrValue.ListValue types =
                AttrValue.ListValue.newBuilder().addType(DataType.DT_INT64).build();
        AttrValue.ListValue shapes = AttrValue.ListValue.newBuilder()
                .addShape(TensorShapeProto.getDefaultInstance())
                .build();
        return NodeDef.newBuilder()
                .setName(name)
                .setOp(op)
                .addAllInput(List.of(inputs))
                .putAttr("output_types", AttrValue.newBuilder().setList(types).build())
                .putAttr("output_shapes", AttrValue.newBuilder().setList(shapes).build());
    }
}
