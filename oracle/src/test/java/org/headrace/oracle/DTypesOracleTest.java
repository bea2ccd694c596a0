package org.headrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.headrace.autodiff.cases.Closeness;
import org.headrace.autodiff.cases.OpCase;
import org.headrace.autodiff.cases.OpCases;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.GraphException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Tensor;
import org.headrace.interop.GraphDefs;
import org.headrace.interop.proto.AttrValue;
import org.headrace.interop.proto.DataType;
import org.headrace.interop.proto.GraphDef;
import org.headrace.interop.proto.NodeDef;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Looks for dtypes that TensorFlow's CPU kernels take and ours don't: every row's graph, rewritten to each dtype, is given to
 * TensorFlow; what it computes, we have to compute too. A report rather than a test, for {@code -Doracle.dtypes=FILE}.
 */
@EnabledIfSystemProperty(named = "oracle.dtypes", matches = ".+")
class DTypesOracleTest {
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

    @Test
    void writesWhatTensorFlowTakesAndWeDont() throws IOException {
        List<String> report = new ArrayList<>();
        for (OpCase row : OpCases.all()) {
            String base = row.variants().findFirst().orElse("given");
            if (!base.equals("given") && row.inputs().size() > 0) {
                Set<String> tried = new TreeSet<>(row.variants().toList());
                for (DType dtype : TRIED) {
                    if (!tried.contains(dtype.toString())) {
                        report.add(row.name() + "\t" + dtype + "\t" + compare(row, base, dtype));
                    }
                }
            }
        }
        Files.write(Path.of(System.getProperty("oracle.dtypes")), report);
        assertThat(report).isNotEmpty();
    }

    private static String compare(OpCase row, String base, DType dtype) {
        List<Tensor> values;
        try {
            values = row.inputs(dtype.toString());
        } catch (GraphException e) {
            return "no inputs";
        }
        List<Tensor> expected;
        try {
            expected = inTensorFlow(row, base, dtype, values);
        } catch (RuntimeException | InvalidProtocolBufferException e) {
            return "refused by TensorFlow";
        }
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        Map<Output, Tensor> feeds = new LinkedHashMap<>();
        try (Session session = new Session(graph)) {
            values.forEach(value -> feeds.put(tf.placeholder(value.dtype(), value.shape()), value));
            List<Output> outputs = row.build().build(tf, List.copyOf(feeds.keySet()));
            var ours = session.run(outputs, feeds);
            for (int i = 0; i < expected.size(); i++) {
                String difference = Closeness.difference(ours.get(i), expected.get(i), row.ulps());
                if (difference != null) {
                    return "DIFFERS " + difference;
                }
            }
            return "equal, not in the row";
        } catch (RuntimeException e) {
            return "MISSING " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    private static List<Tensor> inTensorFlow(OpCase row, String base, DType dtype, List<Tensor> values)
            throws InvalidProtocolBufferException {
        Graph graph = new Graph();
        Ops tf = Ops.on(graph);
        List<Output> inputs = new ArrayList<>();
        row.inputs(base).forEach(value -> inputs.add(tf.placeholder(value.dtype(), value.shape())));
        List<Output> outputs = row.build().build(tf, inputs);
        DataType from = DataType.forNumber(
                DType.valueOf(base.toUpperCase(Locale.ROOT)).number());
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
