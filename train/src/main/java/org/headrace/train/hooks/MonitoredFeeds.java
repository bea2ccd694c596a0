package org.headrace.train.hooks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.Fetch;
import org.headrace.core.Fetched;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.Tensor;

/** Values given to a run of a monitored session in place of outputs. Immutable: each {@code feed} returns a new one. */
public final class MonitoredFeeds {
    private final MonitoredSession session;
    private final Map<Output, Object> values;

    MonitoredFeeds(MonitoredSession session, Map<Output, Object> values) {
        this.session = session;
        this.values = values;
    }

    /** Gives {@code value} as this output's value, as {@link org.headrace.core.Feeds#feed(Output, Object)} does. */
    public MonitoredFeeds feed(Output output, Object value) {
        Map<Output, Object> more = new LinkedHashMap<>(values);
        more.put(output, value);
        return new MonitoredFeeds(session, more);
    }

    /** Gives a value for the output of this name, {@code "x:0"}. */
    public MonitoredFeeds feed(String output, Object value) {
        return feed(session.graph().output(output), value);
    }

    /** Gives values for outputs or names of outputs: TensorFlow's {@code feed_dict}. */
    public MonitoredFeeds feed(Map<?, ?> feedDict) {
        MonitoredFeeds feeds = this;
        for (Map.Entry<?, ?> entry : feedDict.entrySet()) {
            if (entry.getKey() instanceof Output output) {
                feeds = feeds.feed(output, entry.getValue());
            } else if (entry.getKey() instanceof String name) {
                feeds = feeds.feed(name, entry.getValue());
            } else {
                throw new InvalidArgumentException(
                        "Cannot interpret feed_dict key " + entry.getKey() + ": keys are outputs or their names");
            }
        }
        return feeds;
    }

    /** Runs with these feeds; the value of one output. */
    public Tensor run(Output fetch) {
        return run(List.of(fetch)).get(0);
    }

    /** Runs with these feeds. */
    public Fetched run(Fetch... fetches) {
        return run(Arrays.asList(fetches));
    }

    /** Runs with these feeds what the names say: {@code "z:0"} is an output, {@code "init"} an op. */
    public Fetched run(String... names) {
        return run(Arrays.stream(names).map(this::fetch).toList());
    }

    /** Runs with these feeds. */
    public Fetched run(List<? extends Fetch> fetches) {
        return session.recovering(live -> live.run(fetches, values));
    }

    private Fetch fetch(String name) {
        return name.contains(":")
                ? session.graph().output(name)
                : session.graph().op(name);
    }
}
