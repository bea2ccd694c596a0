package org.headrace.autodiff.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds sessions to the interpreter on random graphs: {@code -Dheadrace.graphs=100000} sets how many,
 * {@code -Dheadrace.graphs.from=7} the first seed.
 */
class RandomGraphsTest {
    private static final Logger log = LoggerFactory.getLogger(RandomGraphsTest.class);

    private static final int GRAPHS = Integer.getInteger("headrace.graphs", 1_000);
    private static final long FROM = Long.getLong("headrace.graphs.from", 0);
    /** More of them say no more. */
    private static final int FAILURES = 10;

    private static final int ATTEMPTS = 3_000;

    @Test
    void sessionsComputeWhatTheInterpreterDoes() {
        Judge judge = new Judge();
        List<String> failures = new ArrayList<>();
        Set<String> types = new HashSet<>();
        for (long seed = FROM; seed < FROM + GRAPHS && failures.size() < FAILURES; seed++) {
            Scenario scenario = GraphGenerator.generate(seed);
            types.addAll(scenario.census().keySet());
            Judge.Difference difference = judge.difference(scenario);
            if (difference != null) {
                failures.add(failure(seed, scenario, difference));
                log.error("{}", failures.get(failures.size() - 1));
            }
        }
        log.info(
                "{} graphs, {} runs, {} refused by both, {} with sums rounded differently, {} with lanes, {} by rows, {} op types",
                GRAPHS,
                judge.runs(),
                judge.refused(),
                judge.rounded(),
                judge.inLanes(),
                judge.byRows(),
                types.size());
        assertThat(failures).isEmpty();
        if (GRAPHS >= 1_000) { // else chance decides
            assertThat(judge.refused()).isLessThan(judge.runs() / 20);
            assertThat(judge.inLanes()).isPositive();
            assertThat(judge.byRows()).isPositive();
            assertThat(types).hasSizeGreaterThan(100);
        }
    }

    private static String failure(long seed, Scenario scenario, Judge.Difference difference) {
        Scenario small = Shrinker.shrink(scenario, difference, ATTEMPTS);
        Judge.Difference why = new Judge().difference(small);
        return "seed " + seed + ": " + (why == null ? difference : why).text() + "\n" + Listing.of(small);
    }
}
