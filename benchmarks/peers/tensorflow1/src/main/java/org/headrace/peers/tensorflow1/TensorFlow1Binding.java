package org.headrace.peers.tensorflow1;

import java.io.ByteArrayOutputStream;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.headrace.peers.tensorflow.Binding;
import org.jspecify.annotations.Nullable;
import org.tensorflow.DataType;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Shape;
import org.tensorflow.Tensor;

/** A graph of TensorFlow 1.15. */
final class TensorFlow1Binding extends Binding {
    /** The tags of {@code intra_op_parallelism_threads} and {@code inter_op_parallelism_threads} in a ConfigProto. */
    private static final int INTRA_OP = 2 << 3;

    private static final int INTER_OP = 5 << 3;

    private final Graph graph = new Graph();
    private final int threads;
    private @Nullable Session session;

    TensorFlow1Binding(int threads) {
        this.threads = threads;
    }

    private static Output<?> output(Node node) {
        return ((Operation) node.op()).output(node.index());
    }

    private static Output<?>[] outputs(List<Node> nodes) {
        return nodes.stream().map(TensorFlow1Binding::output).toArray(Output<?>[]::new);
    }

    @Override
    public Node op(String type, Object... arguments) {
        OperationBuilder builder = graph.opBuilder(type, uniqueName(type));
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
            builder.setAttr(name, DataType.valueOf(type.name()));
        } else if (value instanceof Dims dims) {
            builder.setAttr(name, shape(dims.toArray()));
        } else if (value instanceof List<?> list) {
            builder.setAttr(name, list.stream().mapToLong(each -> (Long) each).toArray());
        } else {
            throw new IllegalArgumentException(name + ": " + value);
        }
    }

    private static Shape shape(long[] dims) {
        return dims.length == 0 ? Shape.scalar() : Shape.make(dims[0], Arrays.copyOfRange(dims, 1, dims.length));
    }

    @Override
    public Node constant(float[] values, Dims shape) {
        return constant(Tensor.create(shape.toArray(), FloatBuffer.wrap(values)), DataType.FLOAT);
    }

    @Override
    public Node constant(int[] values, Dims shape) {
        return constant(Tensor.create(shape.toArray(), IntBuffer.wrap(values)), DataType.INT32);
    }

    private Node constant(Tensor<?> value, DataType type) {
        try (value) {
            Operation op = graph.opBuilder("Const", uniqueName("Const"))
                    .setAttr("dtype", type)
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
        for (Iterator<Operation> all = graph.operations(); all.hasNext(); all.next()) {
            size++;
        }
        return size;
    }

    @Override
    public void openSession() {
        ByteArrayOutputStream config = new ByteArrayOutputStream();
        if (threads > 0) {
            write(config, INTRA_OP, threads);
        }
        if (INLINE) {
            write(config, INTER_OP, -1);
        } else if (threads > 0) {
            write(config, INTER_OP, threads);
        }
        session = new Session(graph, config.toByteArray());
    }

    private static void write(ByteArrayOutputStream config, int tag, long value) {
        config.write(tag);
        for (long rest = value; ; rest >>>= 7) {
            if (rest >>> 7 == 0) {
                config.write((int) rest);
                return;
            }
            config.write((int) (rest & 0x7f | 0x80));
        }
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
        Tensor<?>[] fed = new Tensor<?>[feeds.size()];
        for (int i = 0; i < fed.length; i++) {
            fed[i] = Tensor.create(shapes.get(i).toArray(), FloatBuffer.wrap(values[i]));
            runner.feed(output(feeds.get(i)), fed[i]);
        }
        if (fetch != null) {
            runner.fetch(output(fetch));
        }
        if (target != null) {
            runner.addTarget((Operation) target.op());
        }
        List<Tensor<?>> fetched = runner.run();
        for (Tensor<?> tensor : fed) {
            tensor.close();
        }
        if (fetch == null) {
            return Float.NaN;
        }
        try (Tensor<?> value = fetched.get(0)) {
            if (result == null) {
                return value.floatValue();
            }
            value.writeTo(FloatBuffer.wrap(result));
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
