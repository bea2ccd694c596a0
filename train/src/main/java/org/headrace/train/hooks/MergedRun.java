package org.headrace.train.hooks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.headrace.core.Fetch;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Output;
import org.jspecify.annotations.Nullable;

/** What a caller and the hooks want of a run, in one list of fetches and one of feeds, the caller's first. */
final class MergedRun {
    private final @Nullable SessionRunArgs[] asked;
    private final List<Fetch> fetches;
    private final List<Output> feeds;
    /** Where the fetches of each hook begin. */
    private final int[] offsets;

    MergedRun(
            Collection<? extends Fetch> callersFetches,
            Collection<Output> callersFeeds,
            @Nullable SessionRunArgs[] asked) {
        this.asked = asked.clone();
        this.fetches = new ArrayList<>(callersFetches);
        this.offsets = new int[asked.length];
        Set<Output> hooksFeeds = new LinkedHashSet<>();
        for (int i = 0; i < asked.length; i++) {
            offsets[i] = fetches.size();
            SessionRunArgs args = asked[i];
            if (args != null) {
                fetches.addAll(args.fetches());
                for (Output feed : args.feeds().keySet()) {
                    requireFree(!hooksFeeds.add(feed), feed, "two hooks");
                    requireFree(callersFeeds.contains(feed), feed, "a hook and the caller of run");
                }
            }
        }
        this.feeds = new ArrayList<>(callersFeeds);
        feeds.addAll(hooksFeeds);
    }

    private static void requireFree(boolean taken, Output feed, String both) {
        if (taken) {
            throw new InvalidArgumentException(feed.op(), "'" + feed.name() + "' is fed by " + both + ": one must go");
        }
    }

    /** Whether this is what the hooks want now; what they feed may have other values. */
    boolean answers(@Nullable SessionRunArgs[] now) {
        for (int i = 0; i < now.length; i++) {
            if (!alike(asked[i], now[i])) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings(
            "ReferenceEquality") // most hooks ask with the same object, and that is seen without a look inside
    private static boolean alike(@Nullable SessionRunArgs a, @Nullable SessionRunArgs b) {
        return a == b
                || a != null
                        && b != null
                        && a.fetches().equals(b.fetches())
                        && List.copyOf(a.feeds().keySet())
                                .equals(List.copyOf(b.feeds().keySet()));
    }

    List<Fetch> fetches() {
        return fetches;
    }

    List<Output> feeds() {
        return feeds;
    }

    int offset(int hook) {
        return offsets[hook];
    }
}
