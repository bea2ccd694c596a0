package org.headrace.train.hooks;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Fetch;
import org.headrace.core.Output;
import org.headrace.core.PreparedRun;
import org.jspecify.annotations.Nullable;

/**
 * A caller's fetches and feeds in one session, made ready together with what the hooks ask for. Hooks ask for few different
 * things, a summary at one run in a hundred for instance: each combination is merged and made ready once.
 */
final class PreparedHookedRun {
    private static final int MAX_KINDS = 16;

    private final HookedSession session;
    private final List<Fetch> fetches;
    private final List<Output> feeds;
    private final SessionRunContext context;
    private final @Nullable SessionRunArgs[] asked;
    private final List<Kind> kinds = new ArrayList<>();

    private record Kind(MergedRun merged, PreparedRun run, List<SessionRunValues> values) {}

    PreparedHookedRun(HookedSession session, List<Fetch> fetches, List<Output> feeds) {
        this.session = session;
        this.fetches = fetches;
        this.feeds = feeds;
        this.context = new SessionRunContext(session, fetches);
        this.asked = new SessionRunArgs[session.hooks().size()];
    }

    HookedSession session() {
        return session;
    }

    /** Runs once; the fetches' values come first in what is returned. */
    PreparedRun run(@Nullable Object[] values) {
        session.before(context, asked);
        Kind kind = kind();
        PreparedRun run = kind.run;
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                run.feed(i, value);
            }
        }
        int feed = values.length;
        for (SessionRunArgs args : asked) {
            if (args != null && !args.feeds().isEmpty()) {
                for (Object value : args.feeds().values()) {
                    run.feed(feed++, value);
                }
            }
        }
        run.run();
        for (int i = 0; i < asked.length; i++) {
            session.hooks().get(i).afterRun(context, kind.values.get(i));
        }
        return run;
    }

    private Kind kind() {
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).merged.answers(asked)) {
                return kinds.get(i);
            }
        }
        MergedRun merged = new MergedRun(fetches, feeds, asked);
        PreparedRun run = session.session().prepare(merged.fetches(), merged.feeds());
        List<SessionRunValues> values = new ArrayList<>();
        for (int i = 0; i < asked.length; i++) {
            int offset = merged.offset(i);
            values.add(fetch -> run.get(offset + fetch));
        }
        if (kinds.size() == MAX_KINDS) {
            kinds.remove(0);
        }
        Kind kind = new Kind(merged, run, values);
        kinds.add(kind);
        return kind;
    }
}
