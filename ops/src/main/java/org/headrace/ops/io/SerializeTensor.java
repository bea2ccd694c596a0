package org.headrace.ops.io;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/** A tensor of any dtype as the bytes of TensorFlow's {@code TensorProto}: {@code SerializeTensor(tensor)}. */
public record SerializeTensor() implements NotDifferentiable {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(new TensorSpec(DType.STRING, Shape.scalar()));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> context.output(0).strings()[0] = TensorMessage.write(context.input(0));
    }
}
