package org.headrace.peers.ops;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.interop.GraphDefs;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.Tensor;

/** One of our graphs in a session of TensorFlow 1.15. */
final class TensorFlowRun implements AutoCloseable {
    private final Graph graph = new Graph();
    private final Session session;

    /**
     * @param threads that a kernel may use: the first session of a process decides for all that follow. Kernels run in
     *     the calling thread, TensorFlow's fastest setting for graphs of few ops
     */
    TensorFlowRun(org.headrace.core.Graph ours, int threads, Op initializer) {
        graph.importGraphDef(GraphDefs.toGraphDef(ours));
        ByteArrayOutputStream config = new ByteArrayOutputStream();
        config.writeBytes(new byte[] {2 << 3, (byte) threads, 5 << 3}); // intra_op_..., inter_op_parallelism_threads
        config.writeBytes(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1}); // -1 as a varint
        session = new Session(graph, config.toByteArray());
        session.runner().addTarget(initializer.name()).run();
    }

    /** The values of some outputs. */
    List<double[]> values(List<Output> outputs) {
        Session.Runner runner = session.runner();
        outputs.forEach(output -> runner.fetch(output.op().name(), output.index()));
        return runner.run().stream().map(TensorFlowRun::values).toList();
    }

    private static double[] values(Tensor<?> tensor) {
        try (tensor) {
            int n = tensor.numElements();
            switch (tensor.dataType()) {
                case FLOAT -> {
                    FloatBuffer values = FloatBuffer.allocate(n);
                    tensor.writeTo(values);
                    return IntStream.range(0, n).mapToDouble(values::get).toArray();
                }
                case INT32 -> {
                    IntBuffer values = IntBuffer.allocate(n);
                    tensor.writeTo(values);
                    return IntStream.of(values.array()).asDoubleStream().toArray();
                }
                case INT64 -> {
                    LongBuffer values = LongBuffer.allocate(n);
                    tensor.writeTo(values);
                    return IntStream.range(0, n).mapToDouble(values::get).toArray();
                }
                case BOOL -> {
                    ByteBuffer values = ByteBuffer.allocate(n);
                    tensor.writeTo(values);
                    return IntStream.range(0, n).mapToDouble(values::get).toArray();
                }
                default -> throw new IllegalArgumentException(tensor.toString());
            }
        }
    }

    /** A run of some ops, whose results stay where they are. */
    Session.Runner prepare(List<Op> targets) {
        Session.Runner runner = session.runner();
        targets.forEach(op -> runner.addTarget(op.name()));
        return runner;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
