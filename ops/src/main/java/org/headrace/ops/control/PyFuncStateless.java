package org.headrace.ops.control;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/**
 * {@link PyFunc} of a function that has no effects and gives the same for the same inputs: TensorFlow's
 * {@code PyFuncStateless(input...)}. Where its inputs are constant it is called once, not in each run.
 *
 * @param function takes as many tensors as the op has inputs, and returns as many as there are dtypes
 * @param tout the dtypes of the results
 */
public record PyFuncStateless(Function<? super List<Tensor>, ? extends List<Tensor>> function, List<DType> tout)
        implements NotDifferentiable {
    public PyFuncStateless {
        tout = List.copyOf(tout);
    }

    @Override
    public List<TensorSpec> infer(InferContext in) {
        return Calls.infer(in, tout);
    }

    @Override
    public Kernel kernel(Signature signature) {
        return Calls.kernel(signature, function, tout);
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Calls.attributes(op, tout);
    }
}
