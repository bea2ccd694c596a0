package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Plain code works until vector code is faster. */
class WarmUpTest {
    private static final long MUCH = 1L << 40;

    private final AtomicInteger rehearsals = new AtomicInteger();
    private final CountDownLatch compared = new CountDownLatch(20);

    private WarmUp warmUp(Runnable vector, Runnable plain) {
        return new WarmUp("a test", () -> List.of(new WarmUp.Act(rehearsals::incrementAndGet, vector, plain)));
    }

    private static void slow() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void littleWorkIsNotWorthIt() {
        WarmUp warmUp = warmUp(() -> {}, WarmUpTest::slow);

        for (int i = 0; i < 1000; i++) {
            assertThat(warmUp.isOver(1000)).isFalse();
        }
        assertThat(rehearsals).hasValue(0);
    }

    @Test
    void vectorCodeTakesOverWhenItIsTheFasterOne() throws InterruptedException {
        WarmUp warmUp = warmUp(() -> {}, WarmUpTest::slow);

        assertThat(warmUp.isOver(MUCH)).isFalse();
        for (int i = 0; i < 10_000 && !warmUp.isOver(MUCH); i++) {
            Thread.sleep(1);
        }
        assertThat(warmUp.isOver(1)).isTrue();
        assertThat(rehearsals.get()).isGreaterThan(5000);
    }

    @Test
    void plainCodeGoesOnWhileItIsTheFasterOne() throws InterruptedException {
        WarmUp warmUp = warmUp(WarmUpTest::slow, compared::countDown);

        assertThat(warmUp.isOver(MUCH)).isFalse();
        assertThat(compared.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(warmUp.isOver(MUCH)).isFalse();
    }
}
