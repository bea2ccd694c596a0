package org.headrace.ops;

import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;

/** How facade methods add ops. {@link Ops} is the one implementation; the interfaces that extend this one are its parts. */
public interface OpBuilder {
    Graph graph();

    /** The same place, where the next op gets this name, made unique, instead of its type's. */
    Ops withName(String name);

    /** Adds an op and returns its first output. */
    Output add(OpType type, Output... inputs);

    /** Adds an op, named after its type or as {@code withName} said. */
    Op addOp(OpType type, Output... inputs);

    /**
     * Opens a name scope for an op that is made of parts: named {@code defaultName} or as {@code withName} said, made
     * unique. The parts are added to what it returns; the op that stands for the whole by {@link #finish}.
     */
    Ops scoped(String defaultName);

    /** Adds the op that this scope is named after, and returns its first output. */
    Output finish(OpType type, Output... inputs);

    /** Adds a constant named {@code name} in this scope. */
    Output constant(Tensor value, String name);
}
