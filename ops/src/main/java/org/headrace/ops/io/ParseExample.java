package org.headrace.ops.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/**
 * A vector of strings, each a TensorFlow {@code Example}, as tensors: TensorFlow's {@code ParseExample(serialized, names,
 * sparse_keys, dense_keys, dense_defaults)}. The outputs are the indices, the values and the dense shapes of the sparse
 * features, and the dense ones.
 *
 * @param sparseTypes float32, int64 or string
 * @param tdense the dtypes of the dense features: TensorFlow's {@code Tdense}
 * @param denseShapes their shapes in one example, of which the first dimension may be unknown
 */
public record ParseExample(List<DType> sparseTypes, List<DType> tdense, List<Shape> denseShapes) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Inputs.require(in, 0, "serialized", DType.STRING);
        Inputs.require(in, 1, "names", DType.STRING);
        Shape serialized = in.requireRank(0, 1);
        int keys = 2 + sparseTypes.size() + tdense.size();
        for (int i = 2; i < Math.min(keys, in.inputs()); i++) {
            Inputs.requireText(in, i, i < 2 + sparseTypes.size() ? "sparse_keys" : "dense_keys");
        }
        Shape batch = serialized.hasRank() ? serialized : Shape.of(Shape.UNKNOWN);
        return Parsing.infer(in, batch, sparseTypes, tdense, denseShapes, keys);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return this::parse;
    }

    private void parse(KernelContext context) {
        int sparse = sparseTypes.size();
        List<String> sparseKeys = keys(context, 2, sparse);
        List<String> denseKeys = keys(context, 2 + sparse, tdense.size());
        List<Map<String, Tensor>> examples = Parsing.read(context, sparseKeys, denseKeys);
        for (int i = 0; i < sparse; i++) {
            Parsing.sparse(context, examples, sparseKeys.get(i), sparseTypes.get(i), i, sparse);
        }
        for (int i = 0; i < tdense.size(); i++) {
            int standIn = 2 + sparse + tdense.size() + i;
            Parsing.dense(context, examples, denseKeys.get(i), denseShapes.get(i), 3 * sparse + i, standIn);
        }
    }

    private static List<String> keys(KernelContext context, int from, int count) {
        List<String> keys = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            keys.add(Inputs.text(context.input(i).strings()[0]));
        }
        return keys;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("Nsparse", (long) sparseTypes.size());
        attributes.put("Ndense", (long) tdense.size());
        attributes.put("sparse_types", sparseTypes);
        attributes.put("Tdense", tdense);
        attributes.put("dense_shapes", denseShapes);
        return attributes;
    }
}
