package org.headrace.train.hooks;

import java.util.function.LongSupplier;
import org.headrace.core.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/**
 * Says when it is time again, every so many seconds or steps; the first time is at once: TensorFlow's
 * {@code tf.train.SecondOrStepTimer}. Each hook needs its own.
 */
public final class SecondOrStepTimer {
    private static final double NANOS = 1e9;

    private final double everySecs;
    private final long everySteps;
    private final LongSupplier nanoTime;
    private boolean triggered;
    private long lastStep;
    private long lastNanos;

    /**
     * What has passed between two times.
     *
     * @param secs seconds, more than 0
     */
    public record Elapsed(double secs, long steps) {}

    SecondOrStepTimer(double everySecs, long everySteps, LongSupplier nanoTime) {
        this.everySecs = everySecs;
        this.everySteps = everySteps;
        this.nanoTime = nanoTime;
    }

    /** Every {@code secs} seconds. */
    public static SecondOrStepTimer everySecs(double secs) {
        if (!(secs > 0)) {
            throw new InvalidArgumentException("a timer goes off every so many seconds, more than 0, not " + secs);
        }
        return new SecondOrStepTimer(secs, 0, System::nanoTime);
    }

    /** Every {@code steps} steps. */
    public static SecondOrStepTimer everySteps(long steps) {
        if (steps < 1) {
            throw new InvalidArgumentException("a timer goes off every so many steps, 1 or more, not " + steps);
        }
        return new SecondOrStepTimer(0, steps, System::nanoTime);
    }

    /** Forgets when it went off last. */
    public void reset() {
        triggered = false;
    }

    /** Whether it is time at this step. */
    public boolean shouldTriggerForStep(long step) {
        if (!triggered) {
            return true;
        }
        if (step == lastStep) {
            return false;
        }
        return everySteps > 0
                ? step >= lastStep + everySteps
                : nanoTime.getAsLong() - lastNanos >= (long) (everySecs * NANOS);
    }

    /** Goes off at this step; what has passed since the last time, or null at the first. */
    public @Nullable Elapsed updateLastTriggeredStep(long step) {
        long now = nanoTime.getAsLong();
        Elapsed elapsed = triggered ? new Elapsed(Math.max(1, now - lastNanos) / NANOS, step - lastStep) : null;
        triggered = true;
        lastStep = step;
        lastNanos = now;
        return elapsed;
    }

    /** Whether it went off at this step, and not again since. */
    public boolean lastTriggeredAt(long step) {
        return triggered && step == lastStep;
    }
}
