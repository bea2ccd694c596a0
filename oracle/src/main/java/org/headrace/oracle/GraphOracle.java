package org.headrace.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.GraphDefs;
import org.headrace.interop.proto.DataType;

/**
 * One of our graphs in one session of TensorFlow 1.15: what {@link org.headrace.core.Session} is to us. The graph is taken
 * as it is when the oracle is made. Complaints come through as {@link TensorFlowOracle} tells.
 */
public final class GraphOracle implements AutoCloseable {
    private final TensorFlowOracle tensorFlow;

    /**
     * Exports the graph and imports it into TensorFlow.
     *
     * @throws IllegalArgumentException if TensorFlow does not accept it
     */
    public GraphOracle(Graph graph) {
        tensorFlow = new TensorFlowOracle(GraphDefs.toGraphDef(graph));
    }

    /** One run without feeds. */
    public List<Tensor> run(List<Output> fetches, Op... targets) {
        return run(Map.of(), fetches, targets);
    }

    /**
     * One run.
     *
     * @param feeds values for outputs; of a type beyond the seven of TensorFlow's Java binding, for placeholders alone
     * @param fetches outputs that are not fed
     * @param targets ops to run for their effects
     * @return the values of {@code fetches}, in their order
     */
    public List<Tensor> run(Map<Output, Tensor> feeds, List<Output> fetches, Op... targets) {
        Map<String, TensorValue> fed = new LinkedHashMap<>();
        feeds.forEach((output, value) -> fed.put(output.name(), toTensorFlow(value)));
        List<String> fetched = fetches.stream().map(Output::name).toList();
        List<String> run = Arrays.stream(targets).map(Op::name).toList();
        List<Tensor> values = new ArrayList<>();
        tensorFlow.run(fed, fetched, run).forEach(value -> values.add(fromTensorFlow(value)));
        return values;
    }

    /** Ends the session and frees TensorFlow's memory. */
    @Override
    public void close() {
        tensorFlow.close();
    }

    static TensorValue toTensorFlow(Tensor tensor) {
        DataType dtype = DataType.forNumber(tensor.dtype().number());
        Object elements = tensor.dtype() == DType.BOOL ? toBooleans(tensor) : tensor.array();
        return TensorValue.of(dtype, elements, tensor.shape().dims());
    }

    static Tensor fromTensorFlow(TensorValue value) {
        DType dtype = DType.ofNumber(value.dtype().getNumber());
        Shape shape = Shape.of(value.shapeArray());
        return dtype == DType.BOOL
                ? Tensor.of(value.booleans()).reshape(shape)
                : Tensor.wrap(dtype, shape, value.elements());
    }

    private static boolean[] toBooleans(Tensor tensor) {
        boolean[] values = new boolean[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.bytes()[i] != 0;
        }
        return values;
    }
}
