package org.headrace.autodiff.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.headrace.core.DType;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.state.Const;
import org.headrace.ops.state.Placeholder;
import org.headrace.ops.state.VariableV2;

/** Exchanges a dimension for another one in all constants, feeds, placeholders and variables of a scenario. */
final class Resizing {
    private Resizing() {}

    /** The dimensions of more than 1 that occur. */
    static NavigableSet<Long> dims(Scenario scenario) {
        NavigableSet<Long> dims = new TreeSet<>();
        for (Scenario.Node node : scenario.nodes()) {
            if (node.type() instanceof Const constant) {
                dims.addAll(constant.value().shape().toList());
            } else if (node.type() instanceof VariableV2 variable) {
                dims.addAll(variable.shape().toList());
            }
        }
        for (Scenario.Run run : scenario.runs()) {
            run.feeds().values().forEach(value -> dims.addAll(value.shape().toList()));
        }
        dims.removeIf(dim -> dim < 2);
        return dims;
    }

    static Scenario exchange(Scenario scenario, long from, long to) {
        List<Scenario.Node> nodes = new ArrayList<>();
        for (Scenario.Node node : scenario.nodes()) {
            nodes.add(new Scenario.Node(exchange(node.type(), from, to), node.inputs(), node.controls()));
        }
        List<Scenario.Run> runs = new ArrayList<>();
        for (Scenario.Run run : scenario.runs()) {
            Map<Scenario.Ref, Tensor> feeds = new LinkedHashMap<>();
            run.feeds().forEach((ref, value) -> feeds.put(ref, exchange(value, from, to)));
            runs.add(new Scenario.Run(run.fetches(), feeds));
        }
        return new Scenario(nodes, runs);
    }

    private static OpType exchange(OpType type, long from, long to) {
        if (type instanceof Const constant) {
            return new Const(exchange(constant.value(), from, to));
        }
        if (type instanceof Placeholder placeholder && placeholder.shape().hasRank()) {
            return new Placeholder(placeholder.dtype(), exchange(placeholder.shape(), from, to));
        }
        if (type instanceof VariableV2 variable) {
            return new VariableV2(exchange(variable.shape(), from, to), variable.dtype(), "", "");
        }
        return type;
    }

    private static Shape exchange(Shape shape, long from, long to) {
        long[] dims = shape.dims();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dims[i] == from ? to : dims[i];
        }
        return Shape.of(dims);
    }

    /** The beginning of the value; of a vector of integers, which may be a shape, also the elements exchanged. */
    private static Tensor exchange(Tensor value, long from, long to) {
        Tensor result = Tensor.zeros(value.dtype(), exchange(value.shape(), from, to));
        boolean mayBeShape = value.shape().rank() <= 1;
        for (int i = 0; i < Math.min(result.size(), value.size()); i++) {
            if (value.dtype() == DType.INT32) {
                int element = value.ints()[i];
                result.ints()[i] = mayBeShape && element == from ? (int) to : element;
            } else if (value.dtype() == DType.INT64) {
                long element = value.longs()[i];
                result.longs()[i] = mayBeShape && element == from ? to : element;
            } else {
                System.arraycopy(value.array(), i, result.array(), i, 1);
            }
        }
        return result;
    }
}
