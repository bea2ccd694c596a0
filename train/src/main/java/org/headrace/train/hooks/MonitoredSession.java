package org.headrace.train.hooks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.headrace.core.AbortedException;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Fetch;
import org.headrace.core.Fetched;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.SessionConfig;
import org.headrace.core.Tensor;
import org.headrace.core.UnavailableException;
import org.headrace.ops.Ops;
import org.headrace.train.data.OutOfRangeException;
import org.headrace.train.summary.FileWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session that initializes or restores the variables, calls hooks around each run, and begins again from the last
 * checkpoint when a run is broken off: TensorFlow's {@code tf.train.MonitoredSession}.
 *
 * <pre>{@code
 * try (var session = tf.train.monitoredTrainingSession(
 *         new MonitoredTraining().checkpointDir(folder).hooks(StopAtStepHook.lastStep(1000)))) {
 *     while (!session.shouldStop()) {
 *         session.feed(x, batch).run(step);
 *     }
 * }
 * }</pre>
 *
 * <p>To make one calls {@code begin} of the hooks, finalizes the graph, makes a session, restores the latest checkpoint of
 * the directory or, if there is none, initializes the variables, and calls {@code afterCreateSession}.
 *
 * <p>A run that fails with {@link AbortedException} or {@link UnavailableException} closes the session, makes another in
 * the same way, and runs again there, a bounded number of times. Other errors go to the caller. {@link #close} calls
 * {@code end} of the hooks, unless the last run failed; it cannot see errors of the loop's own code, so that these should be
 * thrown inside of {@link #runUntilStop}.
 *
 * <p>For one thread. The graph stays finalized after it; another monitored session may follow on it.
 */
public final class MonitoredSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MonitoredSession.class);

    private final Graph graph;
    private final SessionConfig config;
    private final Scaffold scaffold;
    private final @Nullable Path checkpointDir;
    private final List<SessionRunHook> hooks = new ArrayList<>();
    private final List<FileWriter> writers = new ArrayList<>();
    private final @Nullable Output globalStep;
    private final Recovery recovery;
    private @Nullable HookedSession live;
    private boolean failed;
    private boolean closed;

    /** A session on the graph of {@code tf}, ready to run. */
    public MonitoredSession(Ops tf, MonitoredTraining training) {
        this.graph = tf.graph();
        this.config = training.config;
        this.scaffold = training.scaffold;
        this.checkpointDir = training.checkpointDir;
        this.recovery = new Recovery(training.recoveries, training.recoveryDeadline);
        boolean made = false;
        try {
            addUsualHooks(training);
            hooks.addAll(training.hooks);
            hooks.forEach(hook -> hook.begin(tf));
            this.globalStep = GlobalStep.find(tf);
            scaffold.finalizeGraph(tf);
            while (live == null) {
                live = tryToCreate();
            }
            made = true;
        } finally {
            if (!made) {
                writers.forEach(FileWriter::close);
            }
        }
    }

    private void addUsualHooks(MonitoredTraining training) {
        Path checkpoints = training.checkpointDir;
        Path summaries = training.summaryDir == null ? checkpoints : training.summaryDir;
        FileWriter toSummaries = null;
        if (summaries != null) {
            toSummaries = writer(summaries);
            if (training.logStepCountSteps > 0) {
                hooks.add(new StepCounterHook(SecondOrStepTimer.everySteps(training.logStepCountSteps), toSummaries));
            }
            if (training.saveSummaries != null) {
                hooks.add(new SummarySaverHook(scaffold::summaryOp, training.saveSummaries, toSummaries));
            }
        }
        if (checkpoints != null && training.saveCheckpoint != null) {
            FileWriter beside =
                    toSummaries == null || !checkpoints.equals(summaries) ? writer(checkpoints) : toSummaries;
            hooks.add(new CheckpointSaverHook(checkpoints, training.saveCheckpoint)
                    .saver(scaffold::saver)
                    .writer(beside));
        }
    }

    private FileWriter writer(Path directory) {
        FileWriter writer = new FileWriter(directory);
        writers.add(writer);
        return writer;
    }

    /** A new session; null if it failed in a way that lets another be tried. */
    private @Nullable HookedSession tryToCreate() {
        long step = -1;
        Session session = new Session(graph, config);
        boolean made = false;
        try {
            scaffold.prepare(session, checkpointDir);
            if (globalStep != null) {
                step = GlobalStep.value(session, globalStep);
            }
            for (SessionRunHook hook : hooks) {
                hook.afterCreateSession(session);
            }
            made = true;
            return new HookedSession(session, hooks, step);
        } catch (AbortedException | UnavailableException e) {
            recovery.failed(e, step);
            return null;
        } finally {
            if (!made) {
                session.close();
            }
        }
    }

    /** Runs, as often as it takes: recoveries are bounded. */
    <T> T recovering(Function<HookedSession, T> run) {
        while (true) {
            HookedSession session = runnable();
            if (session == null) {
                live = tryToCreate();
                continue;
            }
            failed = true;
            try {
                T result = run.apply(session);
                failed = false;
                return result;
            } catch (OutOfRangeException end) {
                failed = false;
                throw end;
            } catch (AbortedException | UnavailableException e) {
                session.session().close();
                live = null;
                recovery.failed(e, session.startStep());
            }
        }
    }

    private @Nullable HookedSession runnable() {
        if (closed) {
            throw new FailedPreconditionException("Attempted to use a closed MonitoredSession.");
        }
        if (live != null && live.stopRequested()) {
            throw new FailedPreconditionException(
                    "Run called even after should_stop requested. Ask shouldStop() before each run");
        }
        return live;
    }

    public Graph graph() {
        return graph;
    }

    /** Whether a hook has asked for the end, or the session is closed. */
    public boolean shouldStop() {
        return closed || live != null && live.stopRequested();
    }

    /** The value of one output. */
    public Tensor run(Output fetch) {
        return feeds().run(fetch);
    }

    /** Runs ops for their effect and outputs for their values, with what the hooks ask for. */
    public Fetched run(Fetch... fetches) {
        return feeds().run(Arrays.asList(fetches));
    }

    /** Runs what the names say: {@code "z:0"} is an output, {@code "init"} an op. */
    public Fetched run(String... names) {
        return feeds().run(names);
    }

    /** Runs all of a list. */
    public Fetched run(List<? extends Fetch> fetches) {
        return feeds().run(fetches);
    }

    /** TensorFlow's {@code run(fetch, feed_dict)}: keys are outputs or their names. */
    public Tensor run(Output fetch, Map<?, ?> feedDict) {
        return feeds().feed(feedDict).run(fetch);
    }

    /** TensorFlow's {@code run(fetches, feed_dict)}: keys are outputs or their names. */
    public Fetched run(List<? extends Fetch> fetches, Map<?, ?> feedDict) {
        return feeds().feed(feedDict).run(fetches);
    }

    /** Starts a run with this output's value given. */
    public MonitoredFeeds feed(Output output, Object value) {
        return feeds().feed(output, value);
    }

    /** Starts a run with the value of the output of this name given. */
    public MonitoredFeeds feed(String output, Object value) {
        return feeds().feed(output, value);
    }

    private MonitoredFeeds feeds() {
        return new MonitoredFeeds(this, Map.of());
    }

    /** Makes these fetches ready to be run over and over, with the hooks, with new values for these feeds. */
    public MonitoredRun prepare(List<? extends Fetch> fetches, List<Output> feeds) {
        return new MonitoredRun(this, fetches, feeds);
    }

    /**
     * Takes {@code step} over and over until a hook asks for the end, or the input ends: an {@link OutOfRangeException}, as
     * a data set's iterator throws it, ends the loop and nothing else. This is TensorFlow's {@code while} loop with what its
     * {@code with} block does. After another error {@link #close} does not call {@code end} of the hooks.
     */
    public void runUntilStop(Runnable step) {
        boolean ended = false;
        try {
            while (!shouldStop()) {
                step.run();
            }
            ended = true;
        } catch (OutOfRangeException end) {
            LOG.debug("the input has ended: {}", end.getMessage());
            ended = true;
        } finally {
            failed |= !ended;
        }
    }

    /**
     * Calls {@code end} of the hooks, unless the last run or {@link #runUntilStop} failed, and closes the session. Closing
     * again does nothing.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        HookedSession last = live;
        live = null;
        try {
            if (last != null && !failed) {
                hooks.forEach(hook -> hook.end(last.session()));
            }
        } finally {
            if (last != null) {
                last.session().close();
            }
            writers.forEach(FileWriter::close);
        }
    }
}
