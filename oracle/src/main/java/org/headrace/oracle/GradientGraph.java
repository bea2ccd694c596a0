package org.headrace.oracle;

import java.util.Optional;
import org.headrace.core.Output;
import org.headrace.interop.GraphDefs;
import org.tensorflow.Graph;

/**
 * One of our graphs in TensorFlow, to which TensorFlow's C++ side adds the ops of gradients: its own rules, which are not
 * its Python's, and fewer.
 */
public final class GradientGraph implements AutoCloseable {
    private final Graph graph = new Graph();
    private int added;

    /**
     * Exports the graph, as it is now, and imports it into TensorFlow.
     *
     * @throws IllegalArgumentException if TensorFlow does not accept it
     */
    public GradientGraph(org.headrace.core.Graph ours) {
        try {
            graph.importGraphDef(GraphDefs.toGraphDef(ours));
        } catch (RuntimeException e) {
            graph.close();
            throw new IllegalArgumentException("TensorFlow does not import the graph: " + e.getMessage(), e);
        }
    }

    /**
     * Adds the gradient of {@code y} with respect to {@code x}, given the gradient of {@code y}.
     *
     * @return the name of the gradient; none if {@code y} does not depend on {@code x}, or not smoothly
     * @throws UnsupportedOperationException if TensorFlow has no rule for an op between the two
     * @throws IllegalArgumentException if one of its rules goes wrong
     */
    public Optional<String> add(Output y, Output x, Output dy) {
        org.tensorflow.Output<?> dx;
        try {
            dx = graph.addGradients("cpp_gradients_" + added++, list(y), list(x), list(dy))[0];
        } catch (RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("unreachable from the output node")) {
                return Optional.empty();
            }
            throw message.startsWith("No gradient defined for op")
                    ? new UnsupportedOperationException(message, e)
                    : new IllegalArgumentException(message, e);
        }
        try {
            return Optional.of(dx.op().name() + ':' + dx.index());
        } catch (NullPointerException noOp) {
            return Optional.empty();
        }
    }

    private org.tensorflow.Output<?>[] list(Output output) {
        return new org.tensorflow.Output<?>[] {
            graph.operation(output.op().name()).output(output.index())
        };
    }

    /** The graph with all that has been added to it, a serialized GraphDef. */
    public byte[] toGraphDef() {
        return graph.toGraphDef();
    }

    /** Frees TensorFlow's memory. */
    @Override
    public void close() {
        graph.close();
    }
}
