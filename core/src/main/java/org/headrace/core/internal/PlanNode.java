package org.headrace.core.internal;

import java.util.List;
import org.headrace.core.Assigning;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;

/**
 * One thing to do in a {@link Plan}: an op of the graph, or what a pass made of several.
 *
 * @param op the op that errors name
 * @param type what to run, which a pass may have changed
 * @param sources the graph's outputs that the inputs are
 * @param in the plan's values that the inputs are
 * @param out the plan's values that the outputs are
 * @param controls values that are dead where a control input is, so that this node must not run; of control inputs that
 *     run always there are none
 * @param mark the value by which this node tells nodes that it controls whether it is dead, or -1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlanNode(Op op, OpType type, List<Output> sources, int[] in, int[] out, int[] controls, int mark) {
    static PlanNode of(Op op, int[] in, int[] out) {
        return new PlanNode(op, op.type(), op.inputs(), in, out, new int[0], -1);
    }

    /** Whether output 0 is the variable that input 0 is. */
    boolean returnsReference() {
        return type instanceof Assigning assigning && assigning.returnsReference() && out.length > 0;
    }

    PlanNode withInputs(int[] inputs) {
        return new PlanNode(op, type, sources, inputs, out, controls, mark);
    }

    PlanNode withInputs(int[] inputs, List<Output> names) {
        return new PlanNode(op, type, names, inputs, out, controls, mark);
    }

    PlanNode withControls(int[] values, int ownMark) {
        return new PlanNode(op, type, sources, in, out, values, ownMark);
    }
}
