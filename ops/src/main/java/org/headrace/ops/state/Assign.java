package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.Assigning;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;

/**
 * Gives a variable a value: TensorFlow's {@code Assign(ref, value)}. It is what initializes variables.
 *
 * @param validateShape whether the value must have the variable's shape; otherwise the variable takes on the value's
 * @param useLocking kept for TensorFlow's files: here every run that assigns excludes all others
 */
public record Assign(boolean validateShape, boolean useLocking) implements Assigning {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        References.requireSameDType(in, 1, "value", "ref");
        Shape shape = validateShape ? References.merge(in, in.shape(0), in.shape(1)) : in.shape(1);
        return List.of(in.input(0).withShape(shape));
    }

    @Override
    public Kernel kernel(Signature signature) {
        return context -> {
            Tensor value = context.input(1);
            if (context.isInitialized(0) && context.variable(0).shape().equals(value.shape())) {
                context.variable(0).setFrom(value);
            } else {
                context.setVariable(0, value.copy());
            }
        };
    }
}
