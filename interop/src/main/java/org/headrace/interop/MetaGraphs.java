package org.headrace.interop;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.headrace.core.Fetch;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Variable;
import org.headrace.interop.proto.CollectionDef;
import org.headrace.interop.proto.MetaGraphDef;
import org.headrace.interop.proto.SaverDef;
import org.headrace.interop.proto.VariableDef;
import org.jspecify.annotations.Nullable;

/**
 * Graphs with what belongs to them, their collections and how to save and restore them, as TensorFlow's
 * {@code MetaGraphDef}: TensorFlow's {@code tf.train.export_meta_graph}.
 *
 * <p>A collection holds variables, ops and outputs by name, or numbers, or texts; others, which no file can hold, are left
 * out.
 */
public final class MetaGraphs {
    private static final String TENSORFLOW_VERSION = "1.15.0";

    private MetaGraphs() {}

    /** The graph as a serialized {@code MetaGraphDef}. */
    public static byte[] toMetaGraphDef(Graph graph, @Nullable SaverNames saver) {
        return message(graph, saver).toByteArray();
    }

    /**
     * Writes the graph to {@code file}: as text if the name ends in {@code .pbtxt}, else in binary form. A file that was
     * there is replaced in one instant.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(Graph graph, @Nullable SaverNames saver, Path file) {
        MetaGraphDef message = message(graph, saver);
        try {
            DurableFiles.write(file, message);
        } catch (IOException e) {
            throw new UncheckedIOException("the meta graph cannot be written to " + file + ": " + e, e);
        }
    }

    private static MetaGraphDef message(Graph graph, @Nullable SaverNames saver) {
        MetaGraphDef.Builder message = MetaGraphDef.newBuilder().setGraphDef(GraphDefs.message(graph));
        message.getMetaInfoDefBuilder().setTensorflowVersion(TENSORFLOW_VERSION);
        if (saver != null) {
            message.setSaverDef(saver(saver));
        }
        for (String name : graph.collectionNames()) {
            CollectionDef collection = collection(graph, graph.collection(name));
            if (collection != null) {
                message.putCollectionDef(name, collection);
            }
        }
        return message.build();
    }

    private static SaverDef saver(SaverNames saver) {
        return SaverDef.newBuilder()
                .setFilenameTensorName(saver.filenameTensor())
                .setSaveTensorName(saver.saveTensor())
                .setRestoreOpName(saver.restoreOp())
                .setMaxToKeep(saver.maxToKeep())
                .setSharded(saver.sharded())
                .setKeepCheckpointEveryNHours((float) saver.keepCheckpointEveryNHours())
                .setVersion(
                        saver.version() == CheckpointVersion.V1
                                ? SaverDef.CheckpointFormatVersion.V1
                                : SaverDef.CheckpointFormatVersion.V2)
                .build();
    }

    private static @Nullable CollectionDef collection(Graph graph, List<Object> members) {
        CollectionDef.Builder collection = CollectionDef.newBuilder();
        for (Object member : members) {
            Variable variable = variable(graph, member);
            if (variable != null) {
                collection.getBytesListBuilder().addValue(definition(variable));
            } else if (member instanceof Output output) {
                collection.getNodeListBuilder().addValue(output.name());
            } else if (member instanceof Fetch op) {
                collection.getNodeListBuilder().addValue(op.op().name());
            } else if (member instanceof Integer || member instanceof Long) {
                collection.getInt64ListBuilder().addValue(((Number) member).longValue());
            } else if (member instanceof Float || member instanceof Double) {
                collection.getFloatListBuilder().addValue(((Number) member).floatValue());
            } else if (member instanceof String text) {
                collection.getBytesListBuilder().addValue(ByteString.copyFromUtf8(text));
            } else {
                return null;
            }
        }
        return collection.build();
    }

    private static @Nullable Variable variable(Graph graph, Object member) {
        if (member instanceof Variable variable) {
            return variable;
        }
        return member instanceof Output output ? graph.variable(output.op()) : null;
    }

    private static ByteString definition(Variable variable) {
        return VariableDef.newBuilder()
                .setVariableName(variable.ref().name())
                .setInitializerName(variable.initializer().name())
                .setSnapshotName(variable.read().name())
                .setInitialValueName(variable.initialValue().name())
                .setTrainable(variable.trainable())
                .build()
                .toByteString();
    }
}
