package org.headrace.train.hooks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.SessionConfig;
import org.jspecify.annotations.Nullable;

/**
 * How a monitored session trains: the arguments of TensorFlow's {@code tf.train.MonitoredTrainingSession}, with its
 * defaults: {@code new MonitoredTraining().checkpointDir(folder).hooks(StopAtStepHook.lastStep(1000))}.
 */
public final class MonitoredTraining {
    private static final double SAVE_CHECKPOINT_SECS = 600;
    private static final int EVERY_STEPS = 100;

    @Nullable
    Path checkpointDir;

    @Nullable
    Path summaryDir;

    Scaffold scaffold = new Scaffold();
    final List<SessionRunHook> hooks = new ArrayList<>();

    @Nullable
    SecondOrStepTimer saveCheckpoint = SecondOrStepTimer.everySecs(SAVE_CHECKPOINT_SECS);

    @Nullable
    SecondOrStepTimer saveSummaries = SecondOrStepTimer.everySteps(EVERY_STEPS);

    int logStepCountSteps = EVERY_STEPS;
    SessionConfig config = SessionConfig.defaults();
    int recoveries = 5;
    Duration recoveryDeadline = Duration.ofMinutes(10);

    /** No directory, no hooks. */
    public MonitoredTraining() {}

    /**
     * Where checkpoints are saved, and from whose latest the session begins. Summaries and the rate go there too, unless
     * {@link #summaryDir} is given.
     */
    public MonitoredTraining checkpointDir(Path directory) {
        this.checkpointDir = directory;
        return this;
    }

    /** Where summaries and the rate are written. */
    public MonitoredTraining summaryDir(Path directory) {
        this.summaryDir = directory;
        return this;
    }

    /** Ops that are not the usual ones. */
    public MonitoredTraining scaffold(Scaffold given) {
        this.scaffold = given;
        return this;
    }

    /** Hooks of one's own, called after those that the session adds: the rate's, the summaries', the checkpoints'. */
    public MonitoredTraining hooks(SessionRunHook... more) {
        hooks.addAll(List.of(more));
        return this;
    }

    /** A checkpoint every so many seconds, by default 600; 0 for none. */
    public MonitoredTraining saveCheckpointSecs(double secs) {
        this.saveCheckpoint = secs == 0 ? null : SecondOrStepTimer.everySecs(secs);
        return this;
    }

    /** A checkpoint every so many steps, in place of seconds; 0 for none. */
    public MonitoredTraining saveCheckpointSteps(long steps) {
        this.saveCheckpoint = steps == 0 ? null : SecondOrStepTimer.everySteps(steps);
        return this;
    }

    /** Summaries every so many seconds, in place of steps; 0 for none. */
    public MonitoredTraining saveSummariesSecs(double secs) {
        this.saveSummaries = secs == 0 ? null : SecondOrStepTimer.everySecs(secs);
        return this;
    }

    /** Summaries every so many steps, by default 100; 0 for none. */
    public MonitoredTraining saveSummariesSteps(long steps) {
        this.saveSummaries = steps == 0 ? null : SecondOrStepTimer.everySteps(steps);
        return this;
    }

    /** The rate every so many steps, by default 100; 0 for never. */
    public MonitoredTraining logStepCountSteps(int steps) {
        if (steps < 0) {
            throw new InvalidArgumentException("log_step_count_steps is 0 (never) or more, not " + steps);
        }
        this.logStepCountSteps = steps;
        return this;
    }

    /** The session's settings. */
    public MonitoredTraining config(SessionConfig given) {
        this.config = given;
        return this;
    }

    /**
     * How often the session may be made anew from the last checkpoint before a later one is saved, by default 5 times, and
     * how long after the first failure, by default 10 minutes. TensorFlow tries for ever.
     */
    public MonitoredTraining recovery(int attempts, Duration deadline) {
        if (attempts < 0 || deadline.isNegative()) {
            throw new InvalidArgumentException(
                    "recovery takes 0 or more attempts within 0 s or more, not " + attempts + " within " + deadline);
        }
        this.recoveries = attempts;
        this.recoveryDeadline = deadline;
        return this;
    }
}
