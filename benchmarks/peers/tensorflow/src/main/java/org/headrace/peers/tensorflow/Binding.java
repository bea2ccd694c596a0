package org.headrace.peers.tensorflow;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One graph and its session in one version of TensorFlow. */
public abstract class Binding implements AutoCloseable {
    /** Says that kernels run in the calling thread: {@code inter_op_parallelism_threads = -1}. */
    protected static final boolean INLINE = Boolean.getBoolean("peers.tensorflow.inline");

    private int number;

    /** Output {@code index} of the library's operation. */
    public record Node(Object op, int index) {
        Node output(int i) {
            return new Node(op, i);
        }
    }

    /** The type of a tensor or attribute. */
    public enum Type {
        FLOAT,
        INT32
    }

    /** An op's attribute: Long, Float, Boolean, String, {@code List<Long>}, {@link Type} or {@link Dims}. */
    public record Attribute(String name, Object value) {}

    /** A shape. */
    public record Dims(List<Long> sizes) {
        /** The sizes as an array. */
        public long[] toArray() {
            return sizes.stream().mapToLong(Long::longValue).toArray();
        }

        public static Dims of(int... sizes) {
            return new Dims(Arrays.stream(sizes).asLongStream().boxed().toList());
        }
    }

    /** The inputs of an op that come as one list, or nodes that must run before. */
    public record Nodes(List<Node> nodes, boolean control) {}

    protected final String uniqueName(String type) {
        return type + "_" + number++;
    }

    /** Adds an op; arguments are {@link Node}, {@link Nodes}, {@link Attribute}. */
    public abstract Node op(String type, Object... arguments);

    public abstract Node constant(float[] values, Dims shape);

    public abstract Node constant(int[] values, Dims shape);

    public abstract List<Node> gradients(Node y, List<Node> xs);

    public abstract int size();

    public abstract void openSession();

    /**
     * One {@code Session.run}: feeds heap arrays, runs {@code target}, and brings {@code fetch} back, into {@code result} if
     * there is one.
     *
     * @return the first float of what was fetched
     */
    public abstract float run(
            List<Node> feeds,
            float[][] values,
            List<Dims> shapes,
            @Nullable Node fetch,
            float @Nullable [] result,
            @Nullable Node target);

    @Override
    public abstract void close();
}
