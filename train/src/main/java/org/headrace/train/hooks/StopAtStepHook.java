package org.headrace.train.hooks;

import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.ops.Ops;
import org.jspecify.annotations.Nullable;

/** Ends training at a step: TensorFlow's {@code tf.train.StopAtStepHook}. */
public final class StopAtStepHook implements SessionRunHook {
    private final boolean relative;
    private final long steps;
    private boolean known;
    private long lastStep;
    private @Nullable Output globalStep;
    private @Nullable SessionRunArgs args;

    private StopAtStepHook(boolean relative, long steps) {
        if (steps < 0) {
            throw new InvalidArgumentException("training stops after 0 or more steps, not " + steps);
        }
        this.relative = relative;
        this.steps = steps;
    }

    /** After so many steps from where the session begins: {@code num_steps}. */
    public static StopAtStepHook numSteps(long steps) {
        return new StopAtStepHook(true, steps);
    }

    /** When the global step is this: {@code last_step}. */
    public static StopAtStepHook lastStep(long step) {
        return new StopAtStepHook(false, step);
    }

    @Override
    public void begin(Ops tf) {
        globalStep = GlobalStep.require(tf, StopAtStepHook.class);
        args = SessionRunArgs.of(globalStep);
    }

    @Override
    public void afterCreateSession(Session session) {
        // A recovered session ends where the first one would have ended.
        if (!known && globalStep != null) {
            lastStep = relative ? GlobalStep.value(session, globalStep) + steps : steps;
            known = true;
        }
    }

    @Override
    public @Nullable SessionRunArgs beforeRun(SessionRunContext context) {
        return args;
    }

    @Override
    public void afterRun(SessionRunContext context, SessionRunValues values) {
        // The value is from before the run, which may or may not have been a step.
        if (globalStep != null
                && GlobalStep.value(values) + 1 >= lastStep
                && GlobalStep.value(context.session(), globalStep) >= lastStep) {
            context.requestStop();
        }
    }
}
