package org.headrace.ops.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Plain code works until vector code is no slower. */
class WarmUpTest {
    private static final long MUCH = 1L << 40;

    private final AtomicInteger rehearsals = new AtomicInteger();
    private final CountDownLatch compared = new CountDownLatch(20);
    private volatile boolean finished;

    private WarmUp<String> warmUp(String slower) {
        return new WarmUp<>("a test", "plain", () -> "vector", 1, 2, () -> (code, size, times) -> {
            if (size < 2) {
                rehearsals.addAndGet(times);
            } else if (code.equals(slower) && !finished) {
                compared.countDown();
                sleep();
            }
        });
    }

    private static void sleep() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void littleWorkIsNotWorthIt() {
        WarmUp<String> warmUp = warmUp("plain");

        for (int i = 0; i < 1000; i++) {
            assertThat(warmUp.code(1000)).isEqualTo("plain");
        }
        for (int i = 0; i < 100_000; i++) {
            assertThat(warmUp.code(50)).isEqualTo("plain");
        }
        assertThat(rehearsals).hasValue(0);
    }

    @Test
    void vectorCodeTakesOverWhenItIsTheFasterOne() throws InterruptedException {
        WarmUp<String> warmUp = warmUp("plain");

        assertThat(warmUp.code(MUCH)).isEqualTo("plain");
        awaitVector(warmUp);
        assertThat(rehearsals.get()).isGreaterThan(WarmUp.EMPTY_CALLS);
    }

    @Test
    void plainCodeGoesOnWhileItIsTheFasterOne() throws InterruptedException {
        WarmUp<String> warmUp = warmUp("vector");

        assertThat(warmUp.code(MUCH)).isEqualTo("plain");
        assertThat(compared.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(warmUp.code(MUCH)).isEqualTo("plain");
        finished = true;
        awaitVector(warmUp);
    }

    @Test
    void brokenVectorCodeIsNotUsedAndHoldsUpNoOther() throws InterruptedException {
        WarmUp<String> broken = new WarmUp<>("a broken test", "plain", () -> "vector", 1, 2, () -> {
            throw new NoClassDefFoundError("as where the module is missing");
        });
        WarmUp<String> sound = warmUp("plain");

        broken.code(MUCH);
        sound.code(MUCH);
        awaitVector(sound);
        assertThat(broken.code(1)).isEqualTo("plain");
    }

    private static void awaitVector(WarmUp<String> warmUp) throws InterruptedException {
        for (int i = 0; i < 10_000 && warmUp.code(MUCH).equals("plain"); i++) {
            Thread.sleep(1);
        }
        assertThat(warmUp.code(1)).isEqualTo("vector");
    }
}
