package org.headrace.ops.control;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.Op;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.NotDifferentiable;

/**
 * What a Java function makes of the inputs, called each time the op runs: TensorFlow's {@code PyFunc(input...)}. The shapes
 * of its results are known when it runs; no gradient flows through it. The function gets copies of the inputs, and its
 * results are copied too.
 *
 * <p>An exported graph has a token in the function's place, {@code pyfunc_7}, which no other process knows: the op can be
 * shown there but not run, as with TensorFlow's. Where shapes are known beforehand or a gradient is wanted, an op type of
 * one's own, a record with {@code infer} and {@code kernel}, is the better way.
 *
 * @param function takes as many tensors as the op has inputs, and returns as many as there are dtypes
 * @param tout the dtypes of the results
 */
public record PyFunc(Function<? super List<Tensor>, ? extends List<Tensor>> function, List<DType> tout)
        implements Stateful, NotDifferentiable {
    public PyFunc {
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
