package org.headrace.core.internal;

import org.headrace.core.GraphException;
import org.headrace.core.InternalException;
import org.headrace.core.ResourceExhaustedException;

/** Steps of a program that nothing else runs beside: the program is turns one after another. */
abstract class Turn {
    abstract void run();

    /** The steps, those of each lane together. */
    abstract Step[][] steps();

    /** How {@code explain} begins the lines of the steps in a lane. */
    abstract String mark(int lane);

    /** What users get to see of what a step threw. */
    static RuntimeException explained(Step step, Throwable thrown) {
        if (thrown instanceof GraphException expected) {
            return expected;
        }
        if (thrown instanceof OutOfMemoryError full) {
            return new ResourceExhaustedException(
                    step.op().site() + " needs more memory than the JVM's heap has left (-Xmx)", full);
        }
        if (thrown instanceof RuntimeException bug) {
            return new InternalException(step.op(), "failed: " + bug, bug);
        }
        throw (Error) thrown;
    }
}
