package org.headrace.train.hooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.interop.Event;
import org.headrace.interop.GraphDefs;
import org.headrace.ops.Ops;
import org.headrace.train.Saver;
import org.headrace.train.summary.FileWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves checkpoints now and then: TensorFlow's {@code tf.train.CheckpointSaverHook}. The files are {@code graph.pbtxt} and
 * {@code model.ckpt-N}, with N the global step. The first checkpoint is saved when the session begins, the last when it
 * ends.
 */
public final class CheckpointSaverHook implements SessionRunHook {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointSaverHook.class);

    private final Path checkpointDir;
    private final SecondOrStepTimer timer;
    private final List<CheckpointSaverListener> listeners = new ArrayList<>();
    private String basename = "model.ckpt";
    private Supplier<? extends @Nullable Saver> given = () -> null;
    private @Nullable FileWriter writer;
    private @Nullable Output globalStep;
    private @Nullable SessionRunArgs args;

    /** Saves in this directory, which is made if it is not there, by the saver in the collection {@code savers}. */
    public CheckpointSaverHook(Path checkpointDir, SecondOrStepTimer timer) {
        this.checkpointDir = checkpointDir;
        this.timer = timer;
    }

    /** Saves by this saver. */
    public CheckpointSaverHook saver(Saver saver) {
        return saver(() -> saver);
    }

    CheckpointSaverHook saver(Supplier<? extends @Nullable Saver> saver) {
        this.given = saver;
        return this;
    }

    /** What the names of the files begin with, by default {@code model.ckpt}. */
    public CheckpointSaverHook checkpointBasename(String name) {
        this.basename = name;
        return this;
    }

    /** Writes the graph and a note of each checkpoint there. Whose writer it is closes it. */
    public CheckpointSaverHook writer(FileWriter events) {
        this.writer = events;
        return this;
    }

    /** Tells this listener of each checkpoint. */
    public CheckpointSaverHook listener(CheckpointSaverListener listener) {
        listeners.add(listener);
        return this;
    }

    @Override
    public void begin(Ops tf) {
        globalStep = GlobalStep.require(tf, CheckpointSaverHook.class);
        args = SessionRunArgs.of(globalStep);
        listeners.forEach(listener -> listener.begin(tf));
    }

    @Override
    public void afterCreateSession(Session session) {
        Graph graph = session.graph();
        try {
            Files.createDirectories(checkpointDir);
        } catch (IOException e) {
            throw new UncheckedIOException("no checkpoints can be saved in " + checkpointDir + ": " + e, e);
        }
        GraphDefs.write(graph, checkpointDir.resolve("graph.pbtxt"));
        if (writer != null) {
            writer.addGraph(graph);
            writer.addMetaGraph(graph);
        }
        long step = step(session);
        save(session, step);
        timer.updateLastTriggeredStep(step);
    }

    private long step(Session session) {
        if (globalStep == null) {
            throw new FailedPreconditionException("a CheckpointSaverHook saves after its begin was called");
        }
        return GlobalStep.value(session, globalStep);
    }

    @Override
    public @Nullable SessionRunArgs beforeRun(SessionRunContext context) {
        return args;
    }

    @Override
    public void afterRun(SessionRunContext context, SessionRunValues values) {
        if (timer.shouldTriggerForStep(GlobalStep.value(values) + 1)) {
            long step = step(context.session());
            if (timer.shouldTriggerForStep(step)) {
                timer.updateLastTriggeredStep(step);
                if (save(context.session(), step)) {
                    context.requestStop();
                }
            }
        }
    }

    @Override
    public void end(Session session) {
        long last = step(session);
        if (!timer.lastTriggeredAt(last)) {
            save(session, last);
        }
        listeners.forEach(listener -> listener.end(session, last));
    }

    /** Whether a listener wants training to end. */
    private boolean save(Session session, long step) {
        Path path = checkpointDir.resolve(basename);
        LOG.info("Saving checkpoints for {} into {}.", step, path);
        listeners.forEach(listener -> listener.beforeSave(session, step));
        saverOf(session.graph()).save(session, path, step);
        if (writer != null) {
            writer.addSessionLog(new Event.SessionLog(Event.SessionLog.Status.CHECKPOINT, path.toString(), ""), step);
        }
        boolean stop = false;
        for (CheckpointSaverListener listener : listeners) {
            if (listener.afterSave(session, step)) {
                LOG.info("A CheckpointSaverListener requested that training be stopped. listener: {}", listener);
                stop = true;
            }
        }
        return stop;
    }

    private Saver saverOf(Graph graph) {
        Saver saver = given.get();
        Saver found = saver == null ? Scaffold.saverOf(graph) : saver;
        if (found == null) {
            throw new FailedPreconditionException("No items in collection savers: there is nothing to save. Give the"
                    + " CheckpointSaverHook a saver");
        }
        return found;
    }
}
