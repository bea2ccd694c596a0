package org.headrace.ops.io;

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
 * One string, a TensorFlow {@code Example}, as tensors: TensorFlow's {@code ParseSingleExample(serialized, dense_defaults)}.
 * The outputs are as those of {@link ParseExample}, without the batch.
 */
public record ParseSingleExample(
        List<String> sparseKeys,
        List<String> denseKeys,
        List<DType> sparseTypes,
        List<DType> tdense,
        List<Shape> denseShapes)
        implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Inputs.requireText(in, 0, "serialized");
        if (sparseKeys.size() != sparseTypes.size() || denseKeys.size() != tdense.size()) {
            throw in.error(
                    "sparse_keys and sparse_types, dense_keys and Tdense must be as many: %s, %s, %s, %s",
                    sparseKeys, sparseTypes, denseKeys, tdense);
        }
        return Parsing.infer(in, Shape.scalar(), sparseTypes, tdense, denseShapes, 1);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return this::parse;
    }

    private void parse(KernelContext context) {
        List<Map<String, Tensor>> examples = Parsing.read(context, sparseKeys, denseKeys);
        int sparse = sparseKeys.size();
        for (int i = 0; i < sparse; i++) {
            Parsing.sparse(context, examples, sparseKeys.get(i), sparseTypes.get(i), i, sparse);
        }
        for (int i = 0; i < denseKeys.size(); i++) {
            Parsing.dense(context, examples, denseKeys.get(i), denseShapes.get(i), 3 * sparse + i, 1 + i);
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("num_sparse", (long) sparseKeys.size());
        attributes.put("sparse_keys", sparseKeys);
        attributes.put("dense_keys", denseKeys);
        attributes.put("sparse_types", sparseTypes);
        attributes.put("Tdense", tdense);
        attributes.put("dense_shapes", denseShapes);
        return attributes;
    }
}
