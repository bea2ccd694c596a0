package org.headrace.train.hooks;

import java.util.List;
import java.util.Map;
import org.headrace.core.Fetch;
import org.headrace.core.Fetched;
import org.headrace.core.Session;
import org.jspecify.annotations.Nullable;

/** Runs ops once when the session ends, and keeps their values: TensorFlow's {@code tf.train.FinalOpsHook}. */
public final class FinalOpsHook implements SessionRunHook {
    private final List<Fetch> finalOps;
    private final Map<?, ?> feedDict;
    private @Nullable Fetched values;

    /** Runs these. */
    public FinalOpsHook(List<? extends Fetch> finalOps) {
        this(finalOps, Map.of());
    }

    /** Runs these with values for outputs or names of outputs. */
    public FinalOpsHook(List<? extends Fetch> finalOps, Map<?, ?> finalOpsFeedDict) {
        this.finalOps = List.copyOf(finalOps);
        this.feedDict = Map.copyOf(finalOpsFeedDict);
    }

    /** The values; null before the session has ended. */
    public @Nullable Fetched finalOpsValues() {
        return values;
    }

    @Override
    public void end(Session session) {
        values = session.run(finalOps, feedDict);
    }
}
