package org.headrace.oracle;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.headrace.interop.proto.AttrValue;
import org.headrace.interop.proto.DataType;
import org.headrace.interop.proto.GraphDef;
import org.headrace.interop.proto.NodeDef;
import org.headrace.interop.proto.TensorShapeProto;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.UInt8;

/**
 * One TensorFlow 1.15 session on one graph. Variables keep their values, and random ops go on, from run to run.
 *
 * <p>TensorFlow's Java binding knows seven element types. All others cross it as bytes: a placeholder of such a type is
 * replaced, under its own name, by a {@code Bitcast} of a uint8 placeholder, and a {@code Bitcast} to uint8 is added to
 * what is fetched. TensorFlow computes on one thread, so that a sum has the same bits on every machine, by its CPU kernels,
 * and the graph as it was written.
 *
 * <p>TensorFlow's complaints come through as its binding throws them: {@link IllegalArgumentException} for
 * {@code InvalidArgument}, {@link IllegalStateException} for {@code FailedPrecondition} and so on.
 */
public final class TensorFlowOracle implements AutoCloseable {

    /**
     * A serialized ConfigProto: intra_op_parallelism_threads = 1 (field 2), inter_op_parallelism_threads = 1 (field 5), and
     * graph_options.rewrite_options.disable_meta_optimizer (fields 10, 10, 19), which would replace ops by others: the square
     * of a complex difference by that of its absolute value, for one.
     */
    private static final byte[] AS_WRITTEN = {0x10, 1, 0x28, 1, 0x52, 5, 0x52, 3, (byte) 0x98, 1, 1};

    /** Left to itself, TensorFlow gives an op that has no CPU kernel for a dtype to its XLA compiler, whose results differ. */
    private static final String CPU = "/device:CPU:0";

    private static final String FED_BYTES = "/oracle_fed_bytes";
    private static final String FETCHED_BYTES = "oracle_fetched_bytes/";
    private static final String FETCHED_TYPE = "oracle_fetched_type/";

    private final Graph graph = new Graph();
    private final Session session;
    private final Map<String, Fetched> fetched = new HashMap<>();

    /** What a fetch of a name asks TensorFlow for; the type is that of the name, whatever {@code output} has. */
    private record Fetched(Output<?> output, DataType dtype) {}

    /**
     * Imports a graph.
     *
     * @param graphDef a serialized GraphDef
     * @throws IllegalArgumentException if TensorFlow does not accept it
     */
    public TensorFlowOracle(byte[] graphDef) {
        try {
            graph.importGraphDef(feedable(GraphDef.parseFrom(graphDef)).toByteArray());
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            graph.close();
            throw new IllegalArgumentException("TensorFlow does not import the graph: " + e.getMessage(), e);
        }
        session = new Session(graph, AS_WRITTEN);
    }

    /**
     * One run.
     *
     * @param feeds values by name: {@code "x"}, {@code "x:0"}; of a type beyond the seven, placeholders alone
     * @param fetches names of outputs that are not fed; TensorFlow refuses those that are
     * @param targets names of ops to run for their effects
     * @return the values of {@code fetches}, in their order
     */
    public List<TensorValue> run(Map<String, TensorValue> feeds, List<String> fetches, List<String> targets) {
        List<Tensor<?>> open = new ArrayList<>();
        try {
            Session.Runner runner = session.runner();
            feeds.forEach((name, value) -> {
                Tensor<?> tensor = toTensor(value);
                open.add(tensor);
                runner.feed(javaType(value.dtype()) == null ? withoutIndex(name) + FED_BYTES : name, tensor);
            });
            List<Fetched> asked = fetches.stream().map(this::fetched).toList();
            asked.forEach(fetch -> runner.fetch(fetch.output));
            targets.forEach(runner::addTarget);
            List<Tensor<?>> results = runner.run();
            open.addAll(results);
            List<TensorValue> values = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                values.add(toValue(results.get(i), asked.get(i).dtype));
            }
            return values;
        } finally {
            open.forEach(Tensor::close);
        }
    }

    /** Ends the session and frees TensorFlow's memory. */
    @Override
    public void close() {
        session.close();
        graph.close();
    }

    /** The graph with a way in for values of every type. */
    private static GraphDef feedable(GraphDef graphDef) {
        GraphDef.Builder result = graphDef.toBuilder().clearNode();
        for (NodeDef given : graphDef.getNodeList()) {
            NodeDef node = given.getDevice().isEmpty()
                    ? given.toBuilder().setDevice(CPU).build()
                    : given;
            DataType dtype =
                    node.getAttrOrDefault("dtype", attr(DataType.DT_INVALID)).getType();
            if (node.getOp().equals("Placeholder") && javaType(dtype) == null) {
                String bytes = node.getName() + FED_BYTES;
                NodeDef.Builder placeholder = node.toBuilder()
                        .setName(bytes)
                        .putAttr("dtype", attr(DataType.DT_UINT8))
                        .removeAttr("_class");
                if (node.containsAttr("shape")) {
                    placeholder.putAttr("shape", withInnerSize(node.getAttrOrThrow("shape"), ElementBytes.size(dtype)));
                }
                result.addNode(placeholder);
                result.addNode(node.toBuilder()
                        .setOp("Bitcast")
                        .clearInput()
                        .addInput(bytes)
                        .addAllInput(node.getInputList())
                        .removeAttr("dtype")
                        .removeAttr("shape")
                        .putAttr("T", attr(DataType.DT_UINT8))
                        .putAttr("type", attr(dtype)));
            } else {
                result.addNode(node);
            }
        }
        return result.build();
    }

    /** The shape of the bytes; a Bitcast between types of one size leaves the shape as it is. */
    private static AttrValue withInnerSize(AttrValue shape, int size) {
        if (shape.getShape().getUnknownRank() || size == 1) {
            return shape;
        }
        TensorShapeProto.Builder dims = shape.getShape().toBuilder();
        dims.addDimBuilder().setSize(size);
        return AttrValue.newBuilder().setShape(dims).build();
    }

    private Fetched fetched(String name) {
        Fetched known = fetched.get(name);
        if (known == null) {
            known = fetchable(name);
            fetched.put(name, known);
        }
        return known;
    }

    private Fetched fetchable(String name) {
        GraphOperation op = graph.operation(withoutIndex(name));
        if (op == null) {
            throw new IllegalArgumentException("the graph has no op \"" + withoutIndex(name) + '"');
        }
        Output<?> output = op.output(index(name));
        try {
            return new Fetched(output, DataType.valueOf("DT_" + output.dataType()));
        } catch (IllegalArgumentException unknownToJava) {
            // A type beyond the seven, or a reference: TensorFlow tells which when it completes an op that takes it.
            String typed = FETCHED_TYPE + fetched.size();
            Output<?> value =
                    graph.opBuilder("Identity", typed).addInput(output).build().output(0);
            DataType dtype = attrT(typed);
            if (javaType(dtype) != null) {
                return new Fetched(output, dtype);
            }
            Output<?> bytes = graph.opBuilder("Bitcast", FETCHED_BYTES + fetched.size())
                    .addInput(value)
                    .setAttr("type", org.tensorflow.DataType.UINT8)
                    .build()
                    .output(0);
            return new Fetched(bytes, dtype);
        }
    }

    private DataType attrT(String op) {
        try {
            return GraphDef.parseFrom(graph.toGraphDef()).getNodeList().stream()
                    .filter(node -> node.getName().equals(op))
                    .map(node -> node.getAttrOrThrow("T").getType())
                    .findFirst()
                    .orElseThrow();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Tensor<?> toTensor(TensorValue value) {
        ByteBuffer bytes = ElementBytes.encode(value);
        Class<?> type = javaType(value.dtype());
        if (type != null) {
            return Tensor.create(type, value.shapeArray(), bytes);
        }
        long[] shape = value.shapeArray();
        int size = ElementBytes.size(value.dtype());
        if (size > 1) {
            shape = Arrays.copyOf(shape, shape.length + 1);
            shape[shape.length - 1] = size;
        }
        return Tensor.create(UInt8.class, shape, bytes);
    }

    private static TensorValue toValue(Tensor<?> tensor, DataType dtype) {
        long[] shape = tensor.shape();
        int length = tensor.numElements();
        if (javaType(dtype) == null && ElementBytes.size(dtype) > 1) {
            shape = Arrays.copyOf(shape, shape.length - 1);
            length /= ElementBytes.size(dtype);
        }
        ByteBuffer bytes = ElementBytes.allocate(length == 0 ? 0 : tensor.numBytes());
        if (length != 0) {
            tensor.writeTo(bytes);
            bytes.flip();
        }
        return TensorValue.of(dtype, ElementBytes.decode(dtype, bytes, length), shape);
    }

    /** The class that stands for a type in TensorFlow's Java binding, or null if none does. */
    private static @Nullable Class<?> javaType(DataType dtype) {
        return switch (dtype) {
            case DT_FLOAT -> Float.class;
            case DT_DOUBLE -> Double.class;
            case DT_INT32 -> Integer.class;
            case DT_INT64 -> Long.class;
            case DT_UINT8 -> UInt8.class;
            case DT_BOOL -> Boolean.class;
            case DT_STRING -> String.class;
            default -> null;
        };
    }

    private static AttrValue attr(DataType dtype) {
        return AttrValue.newBuilder().setType(dtype).build();
    }

    private static String withoutIndex(String name) {
        int colon = name.lastIndexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    private static int index(String name) {
        int colon = name.lastIndexOf(':');
        return colon < 0 ? 0 : Integer.parseInt(name, colon + 1, name.length(), 10);
    }
}
