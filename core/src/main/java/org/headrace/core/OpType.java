package org.headrace.core;

import java.util.List;
import java.util.Map;

/**
 * What an op does: its attributes, its dtype and shape function, and its kernel, in one immutable value.
 *
 * <p>An op type is a record. The components are the attributes (so {@code equals} tells whether two ops of equal inputs
 * compute the same), and what more an op can do is said by further interfaces: {@link Stateful}, {@link VariableType},
 * {@link Assigning}, {@link Aliasing}, {@link StaticValue}, {@link Elementwise}, {@link Routing}. Ops that come with
 * Headrace and ops that a user writes are the same thing.
 */
public interface OpType {
    /** TensorFlow's op name, {@code "MatMul"}. By default the record's own name. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * The dtype and shape of each output, from what is known of the inputs. Called when the op is added to the graph, and
     * again with complete shapes before it runs.
     *
     * @throws GraphException by {@code throw in.error(...)} if the inputs don't fit
     */
    List<TensorSpec> infer(InferContext in);

    /** The code that computes the outputs for inputs of exactly these shapes. Called once, then run many times. */
    Kernel kernel(Signature signature);

    /**
     * Whether input {@code i} is a variable itself ({@code Assign}'s first input) rather than a variable's value.
     */
    default boolean takesReference(int input) {
        return false;
    }

    /**
     * The attributes of this op's node in a TensorFlow {@code GraphDef}, by TensorFlow's names. By default the record's
     * components, {@code transposeA} as {@code transpose_a}, and {@code T} for the dtype of the first input.
     */
    default Map<String, Object> attributes(Op op) {
        return Attributes.ofRecord(this, op);
    }
}
