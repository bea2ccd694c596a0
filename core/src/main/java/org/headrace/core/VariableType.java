package org.headrace.core;

import java.util.List;
import java.util.Map;

/**
 * An op whose output is a variable: a value that the session keeps. The session owns the value, so this op never runs.
 */
public interface VariableType extends Stateful {
    DType dtype();

    Shape shape();

    @Override
    default List<TensorSpec> infer(InferContext in) {
        return List.of(new TensorSpec(dtype(), shape()));
    }

    @Override
    default Kernel kernel(Signature signature) {
        throw new InternalException(signature.op() + " is a variable: the session holds its value");
    }

    @Override
    Map<String, Object> attributes(Op op);
}
