package org.headrace.oracle;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.autodiff.cases.OpCase;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.interop.GraphDefs;
import org.headrace.interop.proto.AttrValue;
import org.headrace.interop.proto.DataType;
import org.headrace.interop.proto.GraphDef;
import org.headrace.interop.proto.NodeDef;
import org.headrace.ops.Ops;

/**
 * Finds the dtypes that TensorFlow's CPU kernels take: each row's graph, rewritten to each dtype, is given to TensorFlow. What
 * it computes, the other tests demand of us.
 */
final class TakenByTensorFlow {
    private static final List<DType> TRIED = List.of(
            DType.FLOAT16,
            DType.BFLOAT16,
            DType.FLOAT32,
            DType.FLOAT64,
            DType.INT8,
            DType.INT16,
            DType.INT32,
            DType.INT64,
            DType.UINT8,
            DType.UINT16,
            DType.UINT32,
            DType.UINT64,
            DType.COMPLEX64,
            DType.COMPLEX128);

    private TakenByTensorFlow() {}

    /** By row: the dtypes, but for rows that name theirs. */
    static Map<String, List<DType>> find(List<OpCase> rows) {
        Map<String, List<DType>> taken = new LinkedHashMap<>();
        for (OpCase row : rows) {
            if (row.excluded() != null && !row.inputs().isEmpty()) {
                taken.put(
                        row.name(),
                        TRIED.stream().filter(dtype -> takes(row, dtype)).toList());
            }
        }
        return taken;
    }

    private static boolean takes(OpCase row, DType dtype) {
        if (row.dtypes().contains(dtype)) {
            return true;
        }
        try {
            inTensorFlow(row, row.dtypes().get(0), dtype, row.inputs(dtype.toString()));
            return true;
        } catch (RuntimeException | InvalidProtocolBufferException refused) {
            return false;
        }
    }

    private static List<Tensor> inTensorFlow(OpCase row, DType base, DType dtype, List<Tensor> values)
            throws InvalidProtocolBufferException {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        List<Output> inputs = new ArrayList<>();
        row.inputs(base.toString()).forEach(value -> inputs.add(tf.placeholder(value.dtype(), value.shape())));
        List<Output> outputs = row.build().build(tf, inputs);
        DataType from = DataType.forNumber(base.number());
        GraphDef rewritten =
                rewritten(GraphDef.parseFrom(GraphDefs.toGraphDef(graph)), from, DataType.forNumber(dtype.number()));
        Map<String, TensorValue> feeds = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            feeds.put(inputs.get(i).name(), GraphOracle.toTensorFlow(values.get(i)));
        }
        try (var oracle = new TensorFlowOracle(rewritten.toByteArray())) {
            List<String> names = outputs.stream().map(Output::name).toList();
            return oracle.run(feeds, names, List.of()).stream()
                    .map(GraphOracle::fromTensorFlow)
                    .toList();
        }
    }

    private static GraphDef rewritten(GraphDef graph, DataType from, DataType to) {
        GraphDef.Builder result = graph.toBuilder().clearNode();
        for (NodeDef node : graph.getNodeList()) {
            if (node.getOp().equals("Const") && node.getAttrOrThrow("dtype").getType() == from) {
                throw new IllegalArgumentException("has constants of the dtype");
            }
            NodeDef.Builder changed = node.toBuilder();
            node.getAttrMap().forEach((name, value) -> {
                if (value.getType() == from) {
                    changed.putAttr(name, AttrValue.newBuilder().setType(to).build());
                }
            });
            result.addNode(changed);
        }
        return result.build();
    }
}
