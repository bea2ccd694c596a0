package org.headrace.autodiff.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.Feeds;
import org.headrace.core.Fetch;
import org.headrace.core.Fetched;
import org.headrace.core.GraphException;
import org.headrace.core.InternalException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.PreparedRun;
import org.headrace.core.Session;
import org.headrace.core.SessionConfig;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/** Runs scenarios in sessions and by the interpreter, and says where they differ. */
final class Judge {
    /** Values may be this many times as far off as {@link Shaking} moved them in any of a few tries. */
    private static final double MARGIN = 4;

    private static final int TRIES = 12;

    private int runs;
    private int refused;
    private int rounded;
    private int inLanes;
    private int byRows;

    /** How many runs were compared. */
    int runs() {
        return runs;
    }

    /** How many of them both sides refused, so that there were no values to compare. */
    int refused() {
        return refused;
    }

    /** How many scenarios had sums that were rounded differently. */
    int rounded() {
        return rounded;
    }

    /** How many scenarios had programs whose steps ran side by side. */
    int inLanes() {
        return inLanes;
    }

    /** How many scenarios had programs of which steps ran by rows. */
    int byRows() {
        return byRows;
    }

    /** In which way results differ. */
    enum Kind {
        /** Other values. */
        VALUES,
        /** The session fails where the interpreter does not. */
        FAILS,
        /** The session gives values where the interpreter refuses. */
        ACCEPTS,
        /** An op fails in the interpreter in a way that no user's mistake explains. */
        OP
    }

    /** Where results differ, in words. */
    record Difference(Kind kind, String text) {}

    /** What one run gave: values by fetched output, and those of the variables afterwards; or why it was refused. */
    private record Outcome(
            Map<Output, Tensor> values,
            Map<Op, Tensor> variables,
            @Nullable RuntimeException failure) {}

    /** The first difference, or null. */
    @Nullable
    Difference difference(Scenario scenario) {
        Scenario.Built built = scenario.build();
        List<Outcome> expected = interpret(scenario, built, null);
        Outcome last = expected.get(expected.size() - 1);
        runs += expected.size();
        if (last.failure() != null) {
            refused++;
            if (!(last.failure() instanceof GraphException) || last.failure() instanceof InternalException) {
                return new Difference(Kind.OP, "the interpreter fails: " + last.failure());
            }
        }
        for (int threads = 1; threads <= 2; threads++) {
            Difference difference = difference(scenario, built, expected, threads);
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    /** On one thread run by run, on several prepared. */
    private @Nullable Difference difference(
            Scenario scenario, Scenario.Built built, List<Outcome> expected, int threads) {
        SessionConfig config = SessionConfig.defaults().withThreads(threads);
        try (Session session = new Session(built.graph(), config)) {
            StringBuilder programs = new StringBuilder();
            Map<List<?>, PreparedRun> prepared = threads == 1 ? null : new HashMap<>();
            for (int i = 0; i < expected.size(); i++) {
                Outcome want = expected.get(i);
                Outcome got = run(session, scenario, built, i, want, prepared);
                if (threads > 1 && got.failure() == null) {
                    programs.append(explain(session, scenario, built, i));
                }
                Difference difference = difference(scenario, built, i, got, want);
                if (difference != null) {
                    return new Difference(
                            difference.kind(), "run " + i + ", " + threads + " threads: " + difference.text());
                }
            }
            inLanes += programs.indexOf("in lanes") >= 0 ? 1 : 0;
            byRows += programs.indexOf("by rows") >= 0 ? 1 : 0;
        }
        return null;
    }

    private static String explain(Session session, Scenario scenario, Scenario.Built built, int number) {
        Scenario.Run run = scenario.runs().get(number);
        Fetch[] fetches = built.fetches(run).toArray(Fetch[]::new);
        Feeds feeds = null;
        for (Map.Entry<Output, Tensor> fed : built.feeds(run).entrySet()) {
            feeds = feeds == null
                    ? session.feed(fed.getKey(), fed.getValue())
                    : feeds.feed(fed.getKey(), fed.getValue());
        }
        return feeds == null ? session.explain(fetches) : feeds.explain(fetches);
    }

    private static List<Outcome> interpret(Scenario scenario, Scenario.Built built, @Nullable Shaking shaking) {
        Interpreter interpreter = new Interpreter(shaking);
        List<Outcome> outcomes = new ArrayList<>();
        for (Scenario.Run run : scenario.runs()) {
            try {
                Map<Output, Tensor> values = interpreter.run(built.fetches(run), built.feeds(run));
                outcomes.add(new Outcome(values, Map.copyOf(interpreter.variables()), null));
            } catch (RuntimeException refused) {
                outcomes.add(new Outcome(Map.of(), Map.of(), refused));
                break;
            }
        }
        return outcomes;
    }

    private static Outcome run(
            Session session,
            Scenario scenario,
            Scenario.Built built,
            int number,
            Outcome want,
            @Nullable Map<List<?>, PreparedRun> prepared) {
        Scenario.Run run = scenario.runs().get(number);
        List<Fetch> fetches = built.fetches(run);
        Map<Output, Tensor> feeds = built.feeds(run);
        try {
            Map<Output, Tensor> values =
                    prepared == null ? fetched(session, fetches, feeds) : fetched(session, fetches, feeds, prepared);
            Map<Op, Tensor> variables = new HashMap<>();
            List<Output> refs = want.variables().keySet().stream()
                    .map(variable -> variable.output(0))
                    .toList();
            if (!refs.isEmpty()) {
                fetched(session, refs, Map.of()).forEach((ref, value) -> variables.put(ref.op(), value));
            }
            return new Outcome(values, variables, null);
        } catch (RuntimeException failure) {
            return new Outcome(Map.of(), Map.of(), failure);
        }
    }

    private static Map<Output, Tensor> fetched(
            Session session, List<? extends Fetch> fetches, Map<Output, Tensor> feeds) {
        Fetched fetched = session.run(fetches, feeds);
        Map<Output, Tensor> values = new LinkedHashMap<>();
        for (int i = 0; i < fetches.size(); i++) {
            if (fetches.get(i) instanceof Output output) {
                values.put(output, fetched.get(i));
            }
        }
        return values;
    }

    private static Map<Output, Tensor> fetched(
            Session session, List<Fetch> fetches, Map<Output, Tensor> feeds, Map<List<?>, PreparedRun> prepared) {
        List<Output> fed = new ArrayList<>();
        List<Tensor> given = new ArrayList<>();
        feeds.forEach((output, value) -> {
            fed.add(output);
            given.add(value);
        });
        PreparedRun run = prepared.computeIfAbsent(List.of(fetches, fed), key -> session.prepare(fetches, fed));
        for (int i = 0; i < fed.size(); i++) {
            run.feed(i, given.get(i));
        }
        run.run();
        Map<Output, Tensor> values = new LinkedHashMap<>();
        for (int i = 0; i < fetches.size(); i++) {
            if (fetches.get(i) instanceof Output output) {
                values.put(output, run.get(i).copy());
            }
        }
        return values;
    }

    private @Nullable Difference difference(
            Scenario scenario, Scenario.Built built, int run, Outcome got, Outcome want) {
        if (want.failure() != null) {
            boolean refusedToo =
                    got.failure() instanceof GraphException && !(got.failure() instanceof InternalException);
            return refusedToo
                    ? null
                    : new Difference(
                            got.failure() == null ? Kind.ACCEPTS : Kind.FAILS,
                            "interpreter: " + want.failure() + "; session: " + got.failure());
        }
        if (got.failure() != null) {
            return new Difference(Kind.FAILS, "session: " + got.failure());
        }
        Rounding rounding = new Rounding(scenario, built, run);
        for (Map.Entry<Output, Tensor> entry : want.values().entrySet()) {
            Tensor value = got.values().get(entry.getKey());
            String text = rounding.difference(entry.getKey(), value, entry.getValue());
            if (text != null) {
                return new Difference(Kind.VALUES, Scenario.ref(entry.getKey()) + ": " + text);
            }
        }
        for (Map.Entry<Op, Tensor> entry : want.variables().entrySet()) {
            Tensor value = got.variables().get(entry.getKey());
            String text = rounding.difference(entry.getKey(), value, entry.getValue());
            if (text != null) {
                return new Difference(Kind.VALUES, "variable " + entry.getKey().id() + " afterwards: " + text);
            }
        }
        rounded += rounding.asked() ? 1 : 0;
        return null;
    }

    /** Tells differences of rounding from others. */
    private static final class Rounding {
        private final Scenario scenario;
        private final Scenario.Built built;
        private final int run;
        private @Nullable List<Outcome> shaken;

        Rounding(Scenario scenario, Scenario.Built built, int run) {
            this.scenario = scenario;
            this.built = built;
            this.run = run;
        }

        boolean asked() {
            return shaken != null;
        }

        /** Where {@code got} is not {@code want}, nor so near that rounding explains it; or null. */
        @Nullable
        String difference(Fetch what, @Nullable Tensor got, Tensor want) {
            if (got == null) {
                return "has no value";
            }
            int element = Bits.firstDifference(got, want, i -> false);
            if (element == Bits.NONE) {
                return null;
            }
            List<Tensor> tries = new ArrayList<>();
            for (Outcome outcome : shaken()) {
                Tensor value = what instanceof Output
                        ? outcome.values().get(what)
                        : outcome.variables().get(what.op());
                if (value == null || !value.shape().equals(want.shape())) {
                    return null; // rounding decides more than values here
                }
                tries.add(value);
            }
            if (element != Bits.SPEC) {
                element = Bits.firstDifference(got, want, i -> explained(i, got, want, tries));
            }
            return element == Bits.NONE
                    ? null
                    : element == Bits.SPEC
                            ? "session gives " + got.spec() + ", interpreter " + want.spec()
                            : "element " + element + " of " + want.spec() + ": session gives " + Bits.text(got, element)
                                    + ", interpreter " + Bits.text(want, element);
        }

        private List<Outcome> shaken() {
            List<Outcome> outcomes = shaken;
            if (outcomes == null) {
                outcomes = new ArrayList<>();
                for (int i = 0; i < TRIES; i++) {
                    List<Outcome> all = interpret(scenario, built, new Shaking(i));
                    outcomes.add(all.get(Math.min(run, all.size() - 1)));
                }
                shaken = outcomes;
            }
            return outcomes;
        }

        private static boolean explained(int i, Tensor got, Tensor want, List<Tensor> tries) {
            double expected = want.doubleAt(i);
            double spread = 0;
            for (Tensor value : tries) {
                double moved = value.doubleAt(i);
                if (Double.isNaN(moved) != Double.isNaN(expected)
                        || Double.isInfinite(moved) != Double.isInfinite(expected)) {
                    return true;
                }
                spread = moved == expected ? spread : Math.max(spread, Math.abs(moved - expected));
            }
            return Math.abs(got.doubleAt(i) - expected) <= MARGIN * spread && spread > 0;
        }
    }
}
