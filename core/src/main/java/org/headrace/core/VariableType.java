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

    /** The dtype of the value, and its shape as far as it is known: those of the output, unless that is a handle. */
    default TensorSpec value(Op op) {
        return op.output(0).spec();
    }

    @Override
    default Kernel kernel(Signature signature) {
        throw new InternalException(signature.op() + " is a variable: the session holds its value");
    }

    @Override
    Map<String, Object> attributes(Op op);
}
