package org.headrace.train.hooks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import org.headrace.core.Fetch;
import org.headrace.core.Fetched;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Tensor;
import org.headrace.ops.Ops;
import org.headrace.train.hooks.SecondOrStepTimer.Elapsed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs values now and then, counted in runs of this session, and at the first run: TensorFlow's
 * {@code tf.train.LoggingTensorHook}.
 *
 * <pre>{@code
 * loss = 0.25, step = 200 (1.234 sec)
 * }</pre>
 *
 * <p>With a {@link #lastStep} it adds the steps a second and the time that is left:
 * {@code (1.234 sec, 81.0 steps/sec, 0:00:10 left)}.
 */
public final class LoggingTensorHook implements SessionRunHook {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingTensorHook.class);
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private final Map<String, Output> tensors;
    private final @Nullable SecondOrStepTimer timer;
    private final List<Fetch> fetches;
    private boolean atEnd;
    private @Nullable Function<Map<String, Tensor>, String> formatter;
    private long lastStep = -1;
    private @Nullable Output globalStep;
    private SessionRunArgs args;
    private long runs;
    private long stepBefore = -1;
    private boolean triggered;

    private LoggingTensorHook(Map<String, Output> tensors, @Nullable SecondOrStepTimer timer, boolean atEnd) {
        if (tensors.isEmpty()) {
            throw new InvalidArgumentException("there are no tensors to log");
        }
        this.tensors = tensors;
        this.timer = timer;
        this.atEnd = atEnd;
        this.fetches = List.copyOf(tensors.values());
        this.args = new SessionRunArgs(fetches, Map.of());
    }

    /** Logs these outputs, in the order of their tags. */
    public LoggingTensorHook(Map<String, Output> tensors, SecondOrStepTimer timer) {
        this(new TreeMap<>(tensors), timer, false);
    }

    /** Logs these outputs under their names, in this order. */
    public LoggingTensorHook(List<Output> tensors, SecondOrStepTimer timer) {
        this(byName(tensors), timer, false);
    }

    /** Logs these outputs when the session ends, and only then. They are run once more for that. */
    public static LoggingTensorHook onlyAtEnd(Map<String, Output> tensors) {
        return new LoggingTensorHook(new TreeMap<>(tensors), null, true);
    }

    private static Map<String, Output> byName(List<Output> tensors) {
        Map<String, Output> named = new LinkedHashMap<>();
        tensors.forEach(tensor -> named.put(tensor.name(), tensor));
        return named;
    }

    /** Logs when the session ends too. The outputs are run once more for that. */
    public LoggingTensorHook atEnd() {
        this.atEnd = true;
        return this;
    }

    /** Logs what this function makes of the values. */
    public LoggingTensorHook formatter(Function<Map<String, Tensor>, String> format) {
        this.formatter = format;
        return this;
    }

    /** Adds the rate, and the time that is left until the global step is this. */
    public LoggingTensorHook lastStep(long step) {
        this.lastStep = step;
        return this;
    }

    @Override
    public void begin(Ops tf) {
        if (timer != null) {
            timer.reset();
        }
        runs = 0;
        if (lastStep >= 0) {
            globalStep = GlobalStep.require(tf, LoggingTensorHook.class);
            List<Fetch> withStep = new ArrayList<>(fetches);
            withStep.add(globalStep);
            args = new SessionRunArgs(withStep, Map.of());
        }
    }

    @Override
    public @Nullable SessionRunArgs beforeRun(SessionRunContext context) {
        triggered = timer != null && timer.shouldTriggerForStep(runs);
        return triggered ? args : null;
    }

    @Override
    public void afterRun(SessionRunContext context, SessionRunValues values) {
        if (triggered && timer != null) {
            Elapsed elapsed = timer.updateLastTriggeredStep(runs);
            log(values, globalStep == null ? -1 : values.get(fetches.size()).longAt(0), elapsed);
        }
        runs++;
    }

    @Override
    public void end(Session session) {
        if (atEnd) {
            Fetched values = session.run(fetches);
            Elapsed elapsed = timer == null ? null : timer.updateLastTriggeredStep(runs);
            log(values::get, globalStep == null ? -1 : GlobalStep.value(session, globalStep), elapsed);
        }
    }

    private void log(SessionRunValues values, long step, @Nullable Elapsed elapsed) {
        if (LOG.isInfoEnabled() || formatter != null) {
            LOG.info("{}", line(values, step, elapsed));
        }
        stepBefore = step;
    }

    /** The line for these values; {@code step} is -1 if it is not known. */
    String line(SessionRunValues values, long step, @Nullable Elapsed elapsed) {
        Map<String, Tensor> byTag = new LinkedHashMap<>();
        for (String tag : tensors.keySet()) {
            byTag.put(tag, values.get(byTag.size()));
        }
        if (formatter != null) {
            return formatter.apply(byTag);
        }
        StringJoiner stats = new StringJoiner(", ");
        byTag.forEach((tag, value) -> stats.add(tag + " = " + value));
        return elapsed == null ? stats.toString() : stats + " (" + time(elapsed, step) + ")";
    }

    private String time(Elapsed elapsed, long step) {
        String secs = String.format(Locale.ROOT, "%.3f sec", elapsed.secs());
        if (step < 0 || stepBefore < 0 || step <= stepBefore) {
            return secs;
        }
        double rate = (step - stepBefore) / elapsed.secs();
        long left = Math.round(Math.max(0, lastStep - step) / rate);
        return secs
                + String.format(
                        Locale.ROOT,
                        ", %.1f steps/sec, %d:%02d:%02d left",
                        rate,
                        left / HOUR,
                        left % HOUR / MINUTE,
                        left % MINUTE);
    }
}
