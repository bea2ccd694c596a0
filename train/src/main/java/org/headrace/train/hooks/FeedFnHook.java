package org.headrace.train.hooks;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.headrace.core.Output;

/**
 * Feeds each run what a function gives, the next batch for instance: TensorFlow's {@code tf.train.FeedFnHook}. A function that
 * throws {@link org.headrace.train.data.OutOfRangeException} ends {@link MonitoredSession#runUntilStop}.
 */
public final class FeedFnHook implements SessionRunHook {
    private final Supplier<Map<Output, Object>> feedFn;

    /** Calls {@code feedFn} before each run. */
    public FeedFnHook(Supplier<Map<Output, Object>> feedFn) {
        this.feedFn = feedFn;
    }

    @Override
    public SessionRunArgs beforeRun(SessionRunContext context) {
        return new SessionRunArgs(List.of(), feedFn.get());
    }
}
