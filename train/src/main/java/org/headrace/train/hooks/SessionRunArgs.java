package org.headrace.train.hooks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.Fetch;
import org.headrace.core.Output;

/**
 * What a hook adds to a run: TensorFlow's {@code tf.train.SessionRunArgs}.
 *
 * @param fetches ops for their effect and outputs for their values
 * @param feeds values that are given in place of outputs; no one else may feed these
 */
public record SessionRunArgs(List<Fetch> fetches, Map<Output, Object> feeds) {
    public SessionRunArgs {
        fetches = List.copyOf(fetches);
        feeds = Collections.unmodifiableMap(new LinkedHashMap<>(feeds));
    }

    /** Fetches, and no feeds. */
    public static SessionRunArgs of(Fetch... fetches) {
        return new SessionRunArgs(List.of(fetches), Map.of());
    }
}
