package org.headrace.ops.io;

import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.GraphException;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/** The tensor that the bytes of TensorFlow's {@code TensorProto} hold: {@code ParseTensor(serialized)}. */
public record ParseTensor(DType outType) implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Inputs.requireText(in, 0, "serialized");
        return List.of(new TensorSpec(outType, Shape.unknown()));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.setOutput(0, parse(context));
    }

    private Tensor parse(KernelContext context) {
        Tensor tensor;
        try {
            tensor = TensorMessage.read(context.input(0).strings()[0]);
        } catch (GraphException e) {
            throw context.error("Could not parse `serialized` as TensorProto: %s", String.valueOf(e.getMessage()));
        }
        if (tensor.dtype() != outType) {
            throw context.error("Type mismatch between parsed tensor (%s) and dtype (%s)", tensor.dtype(), outType);
        }
        return tensor;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("out_type", outType);
    }
}
