package org.headrace.interop;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.TreeMap;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.ResourceExhaustedException;
import org.headrace.interop.proto.AttrValue;
import org.headrace.interop.proto.AttrValue.ListValue;
import org.headrace.interop.proto.GraphDef;
import org.headrace.interop.proto.NodeDef;
import org.headrace.interop.proto.VersionDef;

/**
 * Graphs as TensorFlow's {@code GraphDef}, which TensorFlow, TensorBoard and Netron read: TensorFlow's
 * {@code graph.as_graph_def()} and {@code tf.io.write_graph}.
 *
 * <p>Each op becomes a node with its name, its type's TensorFlow name, its inputs ({@code x}, {@code x:1}, {@code ^x}), its
 * device and the attributes that {@link org.headrace.core.OpType#attributes} gives; an empty list is written as an empty
 * list. An op placed beside another carries the attribute {@code _class}, {@code ["loc:@other"]}. The ops come in the order
 * of their creation, and equal graphs give equal bytes. The version is TensorFlow 1.15's, 134.
 */
public final class GraphDefs {
    /** TensorFlow 1.15's {@code TF_GRAPH_DEF_VERSION}. */
    private static final int PRODUCER = 134;

    /** What a field's tag and length can add to the node itself. */
    private static final int FIELD_HEADER = 6;

    private GraphDefs() {}

    /**
     * The graph as a serialized {@code GraphDef}.
     *
     * @throws InvalidArgumentException if an attribute is of a Java type that a {@code GraphDef} cannot hold
     * @throws ResourceExhaustedException if a constant, or the whole, takes more than the 2 GB that such a message can
     */
    public static byte[] toGraphDef(Graph graph) {
        return message(graph).toByteArray();
    }

    /**
     * Writes the graph to {@code file}: as text if the name ends in {@code .pbtxt}, else in binary form. A file that was
     * there is replaced once the new one is complete.
     *
     * @throws InvalidArgumentException if an attribute is of a Java type that a {@code GraphDef} cannot hold
     * @throws ResourceExhaustedException if a constant, or the whole, takes more than the 2 GB that such a message can
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(Graph graph, Path file) {
        GraphDef message = message(graph);
        try {
            DurableFiles.write(file, message);
        } catch (IOException e) {
            throw new UncheckedIOException("the graph cannot be written to " + file + ": " + e, e);
        }
    }

    static GraphDef message(Graph graph) {
        GraphDef.Builder message =
                GraphDef.newBuilder().setVersions(VersionDef.newBuilder().setProducer(PRODUCER));
        long bytes = 0;
        for (Op op : graph.ops()) {
            NodeDef node = node(op);
            bytes += node.getSerializedSize() + FIELD_HEADER;
            if (bytes > Integer.MAX_VALUE) {
                throw new ResourceExhaustedException(
                        op, "GraphDef cannot be larger than 2GB: with this op it has " + bytes + " bytes");
            }
            message.addNode(node);
        }
        return message.build();
    }

    private static NodeDef node(Op op) {
        NodeDef.Builder node =
                NodeDef.newBuilder().setName(op.name()).setOp(op.type().name()).setDevice(op.device());
        for (Output input : op.inputs()) {
            node.addInput(input.index() == 0 ? input.op().name() : input.name());
        }
        op.controlInputs().forEach(before -> node.addInput("^" + before.name()));
        try {
            // Sorted, for the order of a Map.of changes from one run of the JVM to the next.
            new TreeMap<>(op.type().attributes(op))
                    .forEach((name, value) -> node.putAttr(name, AttrValues.attribute(op, name, value)));
        } catch (ResourceExhaustedException tooLarge) {
            throw new ResourceExhaustedException(op, String.valueOf(tooLarge.getMessage()));
        }
        Op beside = op.colocatedWith();
        if (beside != null) {
            node.putAttr("_class", colocation(beside));
        }
        return node.build();
    }

    /** All that are placed beside an op that is itself placed beside another belong to that other one's group. */
    private static AttrValue colocation(Op beside) {
        Op group = beside;
        for (Op next = group.colocatedWith(); next != null; next = group.colocatedWith()) {
            group = next;
        }
        return AttrValue.newBuilder()
                .setList(ListValue.newBuilder().addS(ByteString.copyFromUtf8("loc:@" + group.name())))
                .build();
    }
}
