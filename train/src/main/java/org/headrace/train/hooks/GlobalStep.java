package org.headrace.train.hooks;

import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Variable;
import org.headrace.ops.Ops;
import org.headrace.train.TrainOps;
import org.jspecify.annotations.Nullable;

/** The value of the variable that counts steps, as it was before a run changes it. */
final class GlobalStep {
    private GlobalStep() {}

    /** Its value, or null if the graph does not count steps. */
    static @Nullable Output find(Ops tf) {
        Output step = new TrainOps(tf).getGlobalStep();
        if (step == null) {
            return null;
        }
        Variable variable = tf.graph().variable(step.op());
        return variable == null ? step : variable.read();
    }

    /** Its value, which this hook needs. */
    static Output require(Ops tf, Class<? extends SessionRunHook> hook) {
        Output step = find(tf);
        if (step == null) {
            throw new FailedPreconditionException("Global step should be created to use " + hook.getSimpleName()
                    + ": make it with tf.train.getOrCreateGlobalStep() and give it to the optimizer's minimize");
        }
        return step;
    }

    static long value(Session session, Output step) {
        return session.run(step).longAt(0);
    }

    static long value(SessionRunValues values) {
        return values.get(0).longAt(0);
    }
}
