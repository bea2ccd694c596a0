package org.headrace.core;

import java.util.List;
import org.headrace.core.internal.Plan;
import org.headrace.core.internal.Program;
import org.jspecify.annotations.Nullable;

/**
 * Fetches and feeds made ready to be run in a hot loop: a run looks nothing up and, once the shapes have been seen,
 * allocates nothing. Values that {@link #get} returns are overwritten by the next run. For one thread at a time.
 */
public final class PreparedRun {
    private final Session session;
    private final Plan plan;
    private final List<Fetch> fetches;
    private final List<Output> feeds;
    private final Tensor[] values;
    private final @Nullable Tensor[] results;
    private @Nullable Program program;
    private int missing;

    PreparedRun(Session session, Plan plan, List<? extends Fetch> fetches, List<Output> feeds) {
        this.session = session;
        this.plan = plan;
        this.fetches = List.copyOf(fetches);
        this.feeds = List.copyOf(feeds);
        this.feeds.forEach(feed -> session.requireOwn(feed, "fed"));
        this.values = new Tensor[feeds.size()];
        this.results = new Tensor[fetches.size()];
        this.missing = feeds.size();
    }

    /** Gives the value of feed number {@code i} for this run and the next ones. A tensor's array is not copied. */
    public PreparedRun feed(int i, Object value) {
        if (i < 0 || i >= values.length) {
            throw new InvalidArgumentException("there is no feed number " + i + ": this run feeds " + feeds);
        }
        Output output = feeds.get(i);
        Tensor tensor = value instanceof Tensor t
                        && t.dtype() == output.dtype()
                        && output.shape().isCompatibleWith(t.shape())
                ? t
                : Feeds.valueFor(output, value);
        if (values[i] == null) {
            missing--;
        }
        values[i] = tensor;
        return this;
    }

    /** Runs once. */
    public PreparedRun run() {
        session.requireOpen();
        if (missing > 0) {
            throw new InvalidArgumentException("this run needs values for " + feeds + ", " + missing + " are missing");
        }
        Program ready = program;
        if (ready == null || !ready.fits(values)) {
            ready = plan.make(values, session.state(), true);
            program = ready;
        }
        session.execute(plan, ready, values, results);
        return this;
    }

    /** The value of fetch number {@code i} in the last run, valid until the next one. */
    public Tensor get(int i) {
        if (i < 0 || i >= results.length) {
            throw new InvalidArgumentException("there is no fetch number " + i + ": this run fetches " + fetches);
        }
        Tensor value = results[i];
        if (value == null) {
            throw new InvalidArgumentException(
                    fetches.get(i).op(), "has no value: nothing has run yet, or it was fetched as an op");
        }
        return value;
    }
}
