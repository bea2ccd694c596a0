package org.headrace.peers.tensorflow2;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.headrace.peers.tensorflow.Binding;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A graph of TensorFlow 2. */
final class TensorFlow2Binding extends Binding {
    private final Graph graph = new Graph();
    private final int threads;
    private @Nullable Session session;

    TensorFlow2Binding(int threads) {
        this.threads = threads;
    }

    private static Output<?> output(Node node) {
        return ((Operation) node.op()).output(node.index());
    }

    private static Output<?>[] outputs(List<Node> nodes) {
        return nodes.stream().map(TensorFlow2Binding::output).toArray(Output<?>[]::new);
    }

    private static Shape shape(Dims dims) {
        return Shape.of(dims.toArray());
    }

    private static DataType dataType(Type type) {
        return type == Type.FLOAT ? DataType.DT_FLOAT : DataType.DT_INT32;
    }

    @Override
    public Node op(String type, Object... arguments) {
        OperationBuilder builder = graph.opBuilder(type, uniqueName(type), graph.baseScope());
        for (Object argument : arguments) {
            if (argument instanceof Node node) {
                builder.addInput(output(node));
            } else if (argument instanceof Nodes list && list.control()) {
                list.nodes().forEach(node -> builder.addControlInput((Operation) node.op()));
            } else if (argument instanceof Nodes list) {
                builder.addInputList(outputs(list.nodes()));
            } else {
                set(builder, (Attribute) argument);
            }
        }
        return new Node(builder.build(), 0);
    }

    private static void set(OperationBuilder builder, Attribute attribute) {
        String name = attribute.name();
        Object value = attribute.value();
        if (value instanceof Long number) {
            builder.setAttr(name, number);
        } else if (value instanceof String text) {
            builder.setAttr(name, text);
        } else if (value instanceof Type type) {
            builder.setAttr(name, dataType(type));
        } else if (value instanceof Dims dims) {
            builder.setAttr(name, shape(dims));
        } else if (value instanceof List<?> list) {
            builder.setAttr(name, list.stream().mapToLong(each -> (Long) each).toArray());
        } else {
            throw new IllegalArgumentException(name + ": " + value);
        }
    }

    @Override
    public Node constant(float[] values, Dims shape) {
        return constant(TFloat32.tensorOf(shape(shape), DataBuffers.of(values, false, false)), Type.FLOAT);
    }

    @Override
    public Node constant(int[] values, Dims shape) {
        return constant(TInt32.tensorOf(shape(shape), DataBuffers.of(values, false, false)), Type.INT32);
    }

    private Node constant(Tensor value, Type type) {
        try (value) {
            Operation op = graph.opBuilder("Const", uniqueName("Const"), graph.baseScope())
                    .setAttr("dtype", dataType(type))
                    .setAttr("value", value)
                    .build();
            return new Node(op, 0);
        }
    }

    @Override
    public List<Node> gradients(Node y, List<Node> xs) {
        List<Node> gradients = new ArrayList<>();
        for (Output<?> gradient : graph.addGradients(output(y), outputs(xs))) {
            gradients.add(new Node(gradient.op(), gradient.index()));
        }
        return gradients;
    }

    @Override
    public int size() {
        int size = 0;
        for (Iterator<GraphOperation> all = graph.operations(); all.hasNext(); all.next()) {
            size++;
        }
        return size;
    }

    @Override
    public void openSession() {
        session = new Session(
                graph,
                ConfigProto.newBuilder()
                        .setIntraOpParallelismThreads(threads)
                        .setInterOpParallelismThreads(INLINE ? -1 : threads)
                        .build());
    }

    @Override
    public float run(
            List<Node> feeds,
            float[][] values,
            List<Dims> shapes,
            @Nullable Node fetch,
            float @Nullable [] result,
            @Nullable Node target) {
        Session open = session;
        if (open == null) {
            throw new IllegalStateException("no session");
        }
        Session.Runner runner = open.runner();
        Tensor[] fed = new Tensor[feeds.size()];
        for (int i = 0; i < fed.length; i++) {
            fed[i] = TFloat32.tensorOf(shape(shapes.get(i)), DataBuffers.of(values[i], true, false));
            runner.feed(output(feeds.get(i)), fed[i]);
        }
        if (fetch != null) {
            runner.fetch(output(fetch));
        }
        if (target != null) {
            runner.addTarget((Operation) target.op());
        }
        try (Result fetched = runner.run()) {
            for (Tensor tensor : fed) {
                tensor.close();
            }
            if (fetch == null) {
                return Float.NaN;
            }
            TFloat32 value = (TFloat32) fetched.get(0);
            if (result == null) {
                return value.getFloat();
            }
            value.asRawTensor().data().asFloats().read(result);
            return result[0];
        }
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
        graph.close();
    }
}
