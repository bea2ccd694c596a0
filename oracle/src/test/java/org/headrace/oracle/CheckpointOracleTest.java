package org.headrace.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.CheckpointReader;
import org.headrace.interop.CheckpointWriter;
import org.headrace.interop.Checkpoints;
import org.headrace.interop.Compression;
import org.headrace.interop.Example;
import org.headrace.interop.GraphDefs;
import org.headrace.interop.TfRecordWriter;
import org.headrace.interop.proto.AttrValue;
import org.headrace.interop.proto.DataType;
import org.headrace.interop.proto.GraphDef;
import org.headrace.interop.proto.NodeDef;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checkpoints and record files exchanged with TensorFlow 1.15, both ways. */
class CheckpointOracleTest {
    @TempDir
    Path directory;

    private static final Map<String, Tensor> TENSORS = tensors();

    private static Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new TreeMap<>();
        float[] large = new float[70_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = i * 0.25f;
        }
        tensors.put("layer/weights", Tensor.wrap(Shape.of(100, 700), large));
        tensors.put("layer/bias", Tensor.of(1.5f, -2f, Float.NaN));
        tensors.put("double", Tensor.of(Math.PI));
        tensors.put("int", Tensor.of(new int[][] {{1, -2, 3}}));
        tensors.put("long", Tensor.of(Long.MIN_VALUE, 7L));
        tensors.put("bool", Tensor.of(new boolean[] {true, false, true}));
        tensors.put("uint8", Tensor.of(DType.UINT8, new int[] {0, 255}));
        tensors.put("string", Tensor.of(new String[][] {{"one", ""}, {"é".repeat(200), "four"}}));
        tensors.put("empty", Tensor.zeros(DType.FLOAT32, Shape.of(0, 3)));
        return tensors;
    }

    /** All dtypes that TensorFlow restores and its Java binding can hand out. */
    @Test
    void tensorFlowReadsWhatWeWrite() {
        Path prefix = directory.resolve("ours");
        try (var writer = CheckpointWriter.create(prefix)) {
            TENSORS.forEach(writer::add);
            writer.finish();
        }
        assertThat(restored(prefix)).isEqualTo(TENSORS);
    }

    /** The second time, the prefix is taken, and there are two shards of which one is empty. */
    @Test
    void tensorFlowReadsWhatWeWriteOverAnother() {
        Path prefix = directory.resolve("ours");
        for (int i = 0; i < 2; i++) {
            try (var writer = CheckpointWriter.create(prefix)) {
                TENSORS.forEach(writer::add);
                writer.finish();
            }
        }
        assertThat(directory.resolve("ours.data-00001-of-00002")).isEmptyFile();
        assertThat(restored(prefix)).isEqualTo(TENSORS);
    }

    @Test
    void tensorFlowReadsShardsThatWeMerge() {
        List<Path> parts = new ArrayList<>();
        TENSORS.forEach((name, tensor) -> {
            Path part = directory.resolve("part" + parts.size());
            parts.add(part);
            try (var writer = CheckpointWriter.create(part)) {
                writer.add(name, tensor);
                writer.finish();
            }
        });
        Path merged = directory.resolve("merged");
        Checkpoints.merge(parts, merged);
        assertThat(restored(merged)).isEqualTo(TENSORS);
    }

    @Test
    void weReadWhatTensorFlowWrites() {
        Path prefix = directory.resolve("theirs");
        save("SaveV2", prefix, TENSORS, "");
        assertThat(read(prefix)).isEqualTo(TENSORS);
    }

    @Test
    void weReadShardsThatTensorFlowMerges() {
        List<Path> parts = new ArrayList<>();
        TENSORS.forEach((name, tensor) -> {
            Path part = directory.resolve("temp").resolve("part" + parts.size());
            parts.add(part);
            save("SaveV2", part, Map.of(name, tensor), "");
        });
        Path merged = directory.resolve("merged");
        GraphDef.Builder def = GraphDef.newBuilder();
        constant(def, "prefixes", strings(parts.stream().map(Path::toString).toList()));
        constant(def, "destination", Tensor.of(merged.toString()));
        def.addNode(NodeDef.newBuilder()
                .setName("merge")
                .setOp("MergeV2Checkpoints")
                .addInput("prefixes")
                .addInput("destination"));
        run(def, "merge");
        assertThat(directory.resolve("merged.data-00008-of-00009")).exists();
        assertThat(read(merged)).isEqualTo(TENSORS);
    }

    /** A matrix of 4 x 6, of which two saves write a half each, by columns; many a length needs more than one byte. */
    @Test
    void wePutPartitionedVariablesTogether() {
        float[] whole = new float[4 * 600];
        float[] left = new float[4 * 200];
        float[] right = new float[4 * 400];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = i;
            if (i % 600 < 200) {
                left[i / 600 * 200 + i % 600] = i;
            } else {
                right[i / 600 * 400 + i % 600 - 200] = i;
            }
        }
        Path prefix = directory.resolve("sliced");
        GraphDef.Builder def = GraphDef.newBuilder();
        constant(def, "prefix", Tensor.of(prefix.toString()));
        constant(def, "names", strings(List.of("v", "v")));
        constant(def, "slices", strings(List.of("4 600 -:0,200", "4 600 0,4:200,400")));
        constant(def, "left", Tensor.wrap(Shape.of(4, 200), left));
        constant(def, "right", Tensor.wrap(Shape.of(4, 400), right));
        def.addNode(saveNode(
                "SaveV2",
                List.of("prefix", "names", "slices", "left", "right"),
                "dtypes",
                List.of(DataType.DT_FLOAT, DataType.DT_FLOAT)));
        run(def, "save");
        assertThat(read(prefix)).isEqualTo(Map.of("v", Tensor.wrap(Shape.of(4, 600), whole)));
    }

    @Test
    void weReadTheFormatFromBefore10() {
        Path file = directory.resolve("v1");
        GraphDef.Builder def = GraphDef.newBuilder();
        List<String> inputs = new ArrayList<>(List.of("prefix", "names"));
        constant(def, "prefix", Tensor.of(file.toString()));
        constant(def, "names", strings(List.copyOf(TENSORS.keySet())));
        List<DataType> dtypes = new ArrayList<>();
        TENSORS.forEach((name, tensor) -> {
            constant(def, "value/" + name, tensor);
            inputs.add("value/" + name);
            dtypes.add(DataType.forNumber(tensor.dtype().number()));
        });
        def.addNode(saveNode("Save", inputs, "T", dtypes));
        run(def, "save");
        assertThat(file).isRegularFile();
        assertThat(read(file)).isEqualTo(TENSORS);
    }

    @ParameterizedTest
    @EnumSource
    void tensorFlowReadsOurRecordsAndExamples(Compression compression) throws Exception {
        Path file = directory.resolve("records");
        try (var records = TfRecordWriter.create(file, compression)) {
            for (int i = 0; i < 3; i++) {
                records.write(Example.builder()
                        .put("x", i, i + 0.5f)
                        .put("label", (long) i)
                        .put("name", "n" + i)
                        .build());
            }
        }
        GraphDef.Builder def = GraphDef.newBuilder();
        constant(def, "file", Tensor.of(file.toString()));
        constant(def, "names", strings(List.of()));
        constant(def, "key/x", Tensor.of("x"));
        constant(def, "key/label", Tensor.of("label"));
        constant(def, "key/name", Tensor.of("name"));
        constant(def, "default/x", Tensor.zeros(DType.FLOAT32, Shape.of(0)));
        constant(def, "default/label", Tensor.zeros(DType.INT64, Shape.of(0)));
        constant(def, "default/name", Tensor.zeros(DType.STRING, Shape.of(0)));
        constant(def, "many", Tensor.of(10L));
        def.addNode(NodeDef.newBuilder()
                .setName("reader")
                .setOp("TFRecordReaderV2")
                .putAttr(
                        "compression_type",
                        AttrValue.newBuilder()
                                .setS(ByteString.copyFromUtf8(
                                        compression == Compression.NONE ? "" : compression.name()))
                                .build()));
        def.addNode(NodeDef.newBuilder()
                .setName("queue")
                .setOp("FIFOQueueV2")
                .putAttr("component_types", types(List.of(DataType.DT_STRING))));
        def.addNode(NodeDef.newBuilder()
                .setName("enqueue")
                .setOp("QueueEnqueueV2")
                .addInput("queue")
                .addInput("file")
                .putAttr("Tcomponents", types(List.of(DataType.DT_STRING))));
        def.addNode(NodeDef.newBuilder()
                .setName("close")
                .setOp("QueueCloseV2")
                .addInput("queue")
                .addInput("^enqueue"));
        def.addNode(NodeDef.newBuilder()
                .setName("read")
                .setOp("ReaderReadUpToV2")
                .addInput("reader")
                .addInput("queue")
                .addInput("many"));
        def.addNode(NodeDef.newBuilder()
                .setName("parse")
                .setOp("ParseExample")
                .addAllInput(List.of(
                        "read:1",
                        "names",
                        "key/x",
                        "key/label",
                        "key/name",
                        "default/x",
                        "default/label",
                        "default/name"))
                .putAttr("Nsparse", AttrValue.newBuilder().setI(0).build())
                .putAttr("Ndense", AttrValue.newBuilder().setI(3).build())
                .putAttr("sparse_types", types(List.of()))
                .putAttr("Tdense", types(List.of(DataType.DT_FLOAT, DataType.DT_INT64, DataType.DT_STRING)))
                .putAttr(
                        "dense_shapes",
                        AttrValue.newBuilder()
                                .setList(AttrValue.ListValue.newBuilder()
                                        .addShape(shape(2))
                                        .addShape(shape())
                                        .addShape(shape()))
                                .build()));
        try (var oracle = new TensorFlowOracle(def.build().toByteArray())) {
            oracle.run(Map.of(), List.of(), List.of("close"));
            List<TensorValue> parsed = oracle.run(Map.of(), List.of("parse:0", "parse:1", "parse:2"), List.of());
            assertThat(parsed.get(0).floats()).containsExactly(0f, 0.5f, 1f, 1.5f, 2f, 2.5f);
            assertThat((long[]) parsed.get(1).elements()).containsExactly(0, 1, 2);
            assertThat((byte[][]) parsed.get(2).elements())
                    .isDeepEqualTo(new byte[][] {"n0".getBytes(UTF_8), "n1".getBytes(UTF_8), "n2".getBytes(UTF_8)});
        }
        assertThat(Files.size(file)).isPositive();
    }

    private static org.headrace.interop.proto.TensorShapeProto shape(long... dims) {
        var shape = org.headrace.interop.proto.TensorShapeProto.newBuilder();
        for (long dim : dims) {
            shape.addDimBuilder().setSize(dim);
        }
        return shape.build();
    }

    /** What TensorFlow's RestoreV2 makes of a checkpoint. */
    private Map<String, Tensor> restored(Path prefix) {
        GraphDef.Builder def = GraphDef.newBuilder();
        List<String> names = List.copyOf(TENSORS.keySet());
        constant(def, "prefix", Tensor.of(prefix.toString()));
        constant(def, "names", strings(names));
        constant(def, "slices", strings(names.stream().map(name -> "").toList()));
        def.addNode(NodeDef.newBuilder()
                .setName("restore")
                .setOp("RestoreV2")
                .addInput("prefix")
                .addInput("names")
                .addInput("slices")
                .putAttr(
                        "dtypes",
                        types(TENSORS.values().stream()
                                .map(tensor -> DataType.forNumber(tensor.dtype().number()))
                                .toList())));
        Map<String, Tensor> restored = new LinkedHashMap<>();
        try (var oracle = new TensorFlowOracle(def.build().toByteArray())) {
            List<String> fetches = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                fetches.add("restore:" + i);
            }
            List<TensorValue> values = oracle.run(Map.of(), fetches, List.of());
            for (int i = 0; i < names.size(); i++) {
                restored.put(names.get(i), GraphOracle.fromTensorFlow(values.get(i)));
            }
        }
        return restored;
    }

    private static Map<String, Tensor> read(Path prefix) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (var reader = CheckpointReader.open(prefix)) {
            reader.tensors().keySet().forEach(name -> tensors.put(name, reader.read(name)));
        }
        return tensors;
    }

    private void save(String op, Path prefix, Map<String, Tensor> tensors, String slice) {
        GraphDef.Builder def = GraphDef.newBuilder();
        constant(def, "prefix", Tensor.of(prefix.toString()));
        constant(def, "names", strings(List.copyOf(tensors.keySet())));
        constant(
                def,
                "slices",
                strings(tensors.keySet().stream().map(name -> slice).toList()));
        List<String> inputs = new ArrayList<>(List.of("prefix", "names", "slices"));
        List<DataType> dtypes = new ArrayList<>();
        tensors.forEach((name, tensor) -> {
            constant(def, "value/" + name, tensor);
            inputs.add("value/" + name);
            dtypes.add(DataType.forNumber(tensor.dtype().number()));
        });
        def.addNode(saveNode(op, inputs, "dtypes", dtypes));
        run(def, "save");
    }

    private static NodeDef saveNode(String op, List<String> inputs, String dtypesName, List<DataType> dtypes) {
        return NodeDef.newBuilder()
                .setName("save")
                .setOp(op)
                .addAllInput(inputs)
                .putAttr(dtypesName, types(dtypes))
                .build();
    }

    private static void run(GraphDef.Builder def, String target) {
        try (var oracle = new TensorFlowOracle(def.build().toByteArray())) {
            oracle.run(Map.of(), List.of(), List.of(target));
        }
    }

    private static Tensor strings(List<String> values) {
        return values.isEmpty() ? Tensor.zeros(DType.STRING, Shape.of(0)) : Tensor.of(values.toArray(new String[0]));
    }

    private static AttrValue types(List<DataType> types) {
        return AttrValue.newBuilder()
                .setList(AttrValue.ListValue.newBuilder().addAllType(types))
                .build();
    }

    /** A constant, made by our own export of one. */
    private void constant(GraphDef.Builder def, String name, Tensor value) {
        Graph one = new Graph();
        Ops.on(one).withName(name).constant(value, name);
        try {
            def.addAllNode(GraphDef.parseFrom(GraphDefs.toGraphDef(one)).getNodeList());
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
