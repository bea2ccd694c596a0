package org.headrace.train.hooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.Fetch;
import org.headrace.core.Fetched;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.jspecify.annotations.Nullable;

/** A session that asks hooks before and after each run, until one wants to stop. A recovery makes another. */
final class HookedSession {
    private final Session session;
    private final List<SessionRunHook> hooks;
    private final long startStep;
    private boolean stopRequested;

    /** With variables that have values; {@code startStep} is the global step then. */
    HookedSession(Session session, List<SessionRunHook> hooks, long startStep) {
        this.session = session;
        this.hooks = hooks;
        this.startStep = startStep;
    }

    Session session() {
        return session;
    }

    long startStep() {
        return startStep;
    }

    void requestStop() {
        stopRequested = true;
    }

    boolean stopRequested() {
        return stopRequested;
    }

    Fetched run(List<? extends Fetch> fetches, Map<Output, Object> feeds) {
        SessionRunContext context = new SessionRunContext(this, List.copyOf(fetches));
        @Nullable SessionRunArgs[] asked = new SessionRunArgs[hooks.size()];
        before(context, asked);
        MergedRun merged = new MergedRun(fetches, feeds.keySet(), asked);
        Map<Output, Object> all = new LinkedHashMap<>(feeds);
        for (SessionRunArgs args : asked) {
            if (args != null) {
                all.putAll(args.feeds());
            }
        }
        Fetched values = session.run(merged.fetches(), all);
        for (int i = 0; i < hooks.size(); i++) {
            int offset = merged.offset(i);
            hooks.get(i).afterRun(context, fetch -> values.get(offset + fetch));
        }
        return values.first(fetches.size());
    }

    /** Asks the hooks what they want of the next run. */
    void before(SessionRunContext context, @Nullable SessionRunArgs[] asked) {
        for (int i = 0; i < asked.length; i++) {
            asked[i] = hooks.get(i).beforeRun(context);
        }
    }

    List<SessionRunHook> hooks() {
        return hooks;
    }
}
