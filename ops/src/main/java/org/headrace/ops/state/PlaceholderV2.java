package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.TensorSpec;

/** A {@link Placeholder} as TensorFlow's graphs of versions before 1.0 have it: TensorFlow's {@code PlaceholderV2}. */
public record PlaceholderV2(DType dtype, Shape shape) implements Stateful {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        return List.of(new TensorSpec(dtype, shape));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return new Placeholder(dtype, shape).kernel(signature);
    }
}
