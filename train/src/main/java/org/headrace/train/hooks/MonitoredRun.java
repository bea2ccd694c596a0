package org.headrace.train.hooks;

import java.util.List;
import java.util.function.Function;
import org.headrace.core.Fetch;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.headrace.core.PreparedRun;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PreparedRun} of a monitored session: fetches and feeds made ready for a hot loop, with the hooks around each run.
 * Values that {@link #get} returns are overwritten by the next run.
 */
public final class MonitoredRun {
    private final MonitoredSession owner;
    private final List<Fetch> fetches;
    private final List<Output> feeds;
    private final @Nullable Object[] values;
    private final Function<HookedSession, PreparedRun> body = this::runIn;
    private @Nullable PreparedHookedRun ready;
    private @Nullable PreparedRun last;

    MonitoredRun(MonitoredSession owner, List<? extends Fetch> fetches, List<Output> feeds) {
        this.owner = owner;
        this.fetches = List.copyOf(fetches);
        this.feeds = List.copyOf(feeds);
        this.values = new Object[feeds.size()];
    }

    /** Gives the value of feed number {@code i} for this run and the next ones. */
    public MonitoredRun feed(int i, Object value) {
        if (i < 0 || i >= values.length) {
            throw new InvalidArgumentException("there is no feed number " + i + ": this run feeds " + feeds);
        }
        values[i] = value;
        return this;
    }

    /** Runs once, as {@link MonitoredSession#run(Fetch...)} does. */
    public MonitoredRun run() {
        last = owner.recovering(body);
        return this;
    }

    private PreparedRun runIn(HookedSession session) {
        PreparedHookedRun run = ready;
        if (run == null || run.session() != session) {
            run = new PreparedHookedRun(session, fetches, feeds);
            ready = run;
        }
        return run.run(values);
    }

    /** The value of fetch number {@code i} in the last run, valid until the next one. */
    public Tensor get(int i) {
        PreparedRun run = last;
        if (run == null || i < 0 || i >= fetches.size()) {
            throw new InvalidArgumentException(
                    run == null
                            ? "nothing has run yet"
                            : "there is no fetch number " + i + ": this run fetches " + fetches);
        }
        return run.get(i);
    }
}
