package org.headrace.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that are made ready once. */
class PreparedRunTest {
    private final Toys toys = new Toys();
    private final Session session = new Session(toys.graph);
    private final Output x = toys.placeholder("x", -1);
    private final Output v = toys.variable("v", 2);
    private final Output sum = toys.add(toys.identity(x), toys.identity(v));
    private final Op bump = toys.assignAdd(v, sum).op();
    private final PreparedRun run = session.prepare(List.of(sum, v, bump), List.of(x));

    private void initialize() {
        session.run(toys.assign(v, toys.constant(new float[] {1, 2})).op());
    }

    @Test
    void runsAgainWithTheSameOrNewFeeds() {
        initialize();
        float[] given = {1, 1};
        run.feed(0, Tensor.wrap(Shape.of(2), given)).run();
        assertThat(run.get(0)).isEqualTo(Tensor.of(2f, 3f));
        assertThat(run.get(1)).as("as it was when the run started").isEqualTo(Tensor.of(1f, 2f));
        given[0] = 0;
        run.run();
        assertThat(run.get(0)).as("an array that is not copied").isEqualTo(Tensor.of(3f, 6f));
        run.feed(0, new float[] {0, 0}).run();
        assertThat(run.get(0)).isEqualTo(Tensor.of(6f, 11f));
    }

    @Test
    void theShapesMayChange() {
        Output twice = toys.add(x, x);
        PreparedRun doubling = session.prepare(List.of(twice, x), List.of(x));
        for (int n : new int[] {2, 3, 0, 2}) {
            doubling.feed(0, new float[n]).run();
            assertThat(doubling.get(0).shape()).isEqualTo(Shape.of(n));
            assertThat(doubling.get(1).shape()).isEqualTo(Shape.of(n));
        }
    }

    @Test
    void mistakesAreOurErrors() {
        assertThatThrownBy(run::run)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("x:0")
                .hasMessageEndingWith("1 are missing");
        assertThatThrownBy(() -> run.feed(1, 1)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> run.feed(-1, 1)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> run.feed(0, new float[2][2])).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> run.get(0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("nothing has run yet");
        assertThatThrownBy(() -> run.get(3)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> session.prepare(List.of(sum), List.of(new Toys().placeholder("y"))))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void anOpHasNoValue() {
        initialize();
        run.feed(0, new float[] {1, 1}).run();
        assertThatThrownBy(() -> run.get(2))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("fetched as an op");
    }

    @Test
    void allocatesNothingOnceTheShapesHaveBeenSeen() {
        initialize();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        Tensor batch = Tensor.of(1f, 1f);
        for (int i = 0; i < 1000; i++) {
            run.feed(0, batch).run();
        }
        int runs = 10_000;
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < runs; i++) {
            run.feed(0, batch).run();
        }
        long bytes = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(bytes).as("one object a run would be 16 bytes a run").isLessThan(8L * runs);
    }
}
