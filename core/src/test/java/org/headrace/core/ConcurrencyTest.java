package org.headrace.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs from many threads: those that write exclude all others. */
@Timeout(60)
class ConcurrencyTest {
    private static final int THREADS = 8;
    private static final int RUNS = 300;

    private final Toys toys = new Toys();
    private final Session session = new Session(toys.graph);
    private final Output zeros = toys.constant(new float[64]);
    private final Output v = toys.variable("v", 64);
    private final Output w = toys.variable("w", 64);

    private static void inParallel(IntConsumer job) throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> jobs = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                jobs.add(pool.submit(() -> job.accept(thread)));
            }
            for (Future<?> each : jobs) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void noUpdateIsLostAndWritingRunsAreAtomic() throws InterruptedException, ExecutionException {
        float[] ones = new float[64];
        Arrays.fill(ones, 1);
        Output step = toys.constant(ones);
        session.run(toys.assign(v, zeros).op(), toys.assign(w, zeros).op());
        Op both = toys.after(
                new Toys.NoOp(),
                List.of(toys.assignAdd(v, step).op(), toys.assignAdd(w, step).op()));
        Output readV = toys.identity(v);
        Output readW = toys.identity(w);
        inParallel(thread -> {
            for (int run = 0; run < RUNS; run++) {
                if (thread % 2 == 0) {
                    session.run(both);
                } else {
                    Fetched fetched = session.run(readV, readW);
                    assertThat(fetched.get(readV)).isEqualTo(fetched.get(readW));
                    assertThat(fetched.get(readV).doubleAt(0))
                            .isEqualTo(fetched.get(readV).doubleAt(63));
                }
            }
        });
        assertThat(session.run(v).doubleAt(0)).isEqualTo(THREADS / 2 * RUNS);
    }

    @Test
    void readOnlyRunsDoNotDisturbEachOther() throws InterruptedException, ExecutionException {
        Output x = toys.placeholder("x", -1);
        Output sum = toys.add(toys.add(x, x), toys.identity(x));
        inParallel(thread -> {
            for (int run = 0; run < RUNS; run++) {
                float[] values = new float[1 + run % 5];
                Arrays.fill(values, thread * 1000 + run);
                Tensor result = session.feed(x, values).run(sum);
                assertThat(result.size()).isEqualTo(values.length);
                assertThat(result.doubleAt(values.length - 1)).isEqualTo(3.0 * (thread * 1000 + run));
            }
        });
    }

    @Test
    void eachThreadMayHaveItsPreparedRun() throws InterruptedException, ExecutionException {
        Output x = toys.placeholder("x", -1);
        Output sum = toys.add(x, x);
        inParallel(thread -> {
            PreparedRun prepared = session.prepare(List.of(sum), List.of(x));
            for (int run = 0; run < RUNS; run++) {
                prepared.feed(0, new float[] {thread, run}).run();
                assertThat(prepared.get(0)).isEqualTo(Tensor.of(2f * thread, 2f * run));
            }
        });
    }

    @Test
    void theGraphMayGrowWhileItRuns() throws InterruptedException, ExecutionException {
        Output x = toys.placeholder("x");
        inParallel(thread -> {
            for (int run = 0; run < RUNS / 10; run++) {
                if (thread == 0) {
                    toys.add(x, x);
                }
                List<Op> ops = toys.graph.ops();
                Output last = ops.get(ops.size() - 1).output(0);
                double expected = last.equals(x) ? 1 : 2;
                assertThat(session.feed(x, 1f).run(last).toDouble()).isEqualTo(expected);
            }
        });
        assertThat(toys.graph.size()).isEqualTo(4 + RUNS / 10);
    }
}
