package org.headrace.train.hooks;

import java.time.Duration;
import org.headrace.core.AbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds how often a session is made anew. Failures count until a checkpoint has been saved that is later than the one from
 * which the failed session began: training that always fails at the same place ends.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final long FIRST_PAUSE = 100;
    private static final int MAX_DOUBLINGS = 8;

    private final int attempts;
    private final Duration deadline;
    private int failures;
    private long firstFailure;
    private long from = Long.MIN_VALUE;

    /** At most so many attempts, all begun within so long after the first failure. */
    Recovery(int attempts, Duration deadline) {
        this.attempts = attempts;
        this.deadline = deadline;
    }

    /**
     * Returns after a pause if there may be another attempt.
     *
     * @param startStep where the failed session began; -1 if none could be made
     * @throws AbortedException if there have been too many
     */
    void failed(RuntimeException error, long startStep) {
        if (startStep > from) {
            failures = 0;
            from = startStep;
        }
        if (failures == 0) {
            firstFailure = System.nanoTime();
        }
        failures++;
        long pause = FIRST_PAUSE << Math.min(failures - 1, MAX_DOUBLINGS);
        Duration passed = Duration.ofNanos(System.nanoTime() - firstFailure);
        if (failures > attempts || passed.plusMillis(pause).compareTo(deadline) > 0) {
            throw givenUp(error, passed);
        }
        LOG.warn(
                "The session failed and begins again from the last checkpoint, attempt {} of {}: {}",
                failures,
                attempts,
                error.getMessage());
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp(error, passed);
        }
    }

    private AbortedException givenUp(RuntimeException error, Duration passed) {
        String where = from < 0 ? "" : " from step " + from;
        return new AbortedException(
                "Training has failed " + failures + " times" + where + " without a later checkpoint, within "
                        + passed.toSeconds() + " s; " + attempts + " recoveries within " + deadline.toSeconds()
                        + " s are allowed. Mend the cause and start the program again, which goes on from the last"
                        + " checkpoint. The last error: " + error.getMessage(),
                error);
    }
}
