package org.headrace.train.hooks;

import java.util.function.Supplier;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.interop.Event;
import org.headrace.ops.Ops;
import org.headrace.train.summary.FileWriter;
import org.jspecify.annotations.Nullable;

/** Writes summaries now and then, at the first step too: TensorFlow's {@code tf.train.SummarySaverHook}. */
public final class SummarySaverHook implements SessionRunHook {
    private final Supplier<? extends @Nullable Output> summaryOp;
    private final SecondOrStepTimer timer;
    private final FileWriter writer;
    private @Nullable Output globalStep;
    private @Nullable SessionRunArgs stepOnly;
    private @Nullable SessionRunArgs withSummary;
    private boolean hasSummary;
    private boolean started;
    private long nextStep;
    private boolean requested;

    /**
     * Writes to {@code writer}, whose owner closes it.
     *
     * @param summaryOp a scalar of string, as {@code tf.summary.mergeAll()} gives it
     */
    public SummarySaverHook(Output summaryOp, SecondOrStepTimer timer, FileWriter writer) {
        this(() -> summaryOp, timer, writer);
    }

    /** The same with an op that is known when the graph is finalized. */
    SummarySaverHook(Supplier<? extends @Nullable Output> summaryOp, SecondOrStepTimer timer, FileWriter writer) {
        this.summaryOp = summaryOp;
        this.timer = timer;
        this.writer = writer;
    }

    @Override
    public void begin(Ops tf) {
        started = false;
        globalStep = GlobalStep.require(tf, SummarySaverHook.class);
        stepOnly = SessionRunArgs.of(globalStep);
    }

    @Override
    public void afterCreateSession(Session session) {
        Output summary = summaryOp.get();
        hasSummary = summary != null && globalStep != null;
        withSummary = summary == null || globalStep == null ? stepOnly : SessionRunArgs.of(globalStep, summary);
    }

    @Override
    public @Nullable SessionRunArgs beforeRun(SessionRunContext context) {
        requested = !started || timer.shouldTriggerForStep(nextStep);
        return requested ? withSummary : stepOnly;
    }

    @Override
    public void afterRun(SessionRunContext context, SessionRunValues values) {
        if (globalStep == null) {
            return;
        }
        // Without a summary the step need not be exact.
        long step = requested ? GlobalStep.value(context.session(), globalStep) : GlobalStep.value(values) + 1;
        if (!started) {
            started = true;
            writer.addSessionLog(new Event.SessionLog(Event.SessionLog.Status.START, "", ""), step);
        }
        if (requested) {
            timer.updateLastTriggeredStep(step);
            if (hasSummary) {
                writer.addSummary(values.get(1), step);
            }
        }
        nextStep = step + 1;
    }

    @Override
    public void end(Session session) {
        writer.flush();
    }
}
