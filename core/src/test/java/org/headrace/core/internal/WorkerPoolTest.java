package org.headrace.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.headrace.core.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPoolTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void everyPieceIsDoneOnce(int threads) {
        Workers workers = WorkerPool.team(threads);
        for (int round = 0; round < 2_000; round++) {
            int pieces = round % 23;
            AtomicIntegerArray done = new AtomicIntegerArray(pieces);
            workers.run(pieces, (piece, worker) -> done.incrementAndGet(piece));
            for (int i = 0; i < pieces; i++) {
                assertThat(done.get(i)).isEqualTo(1);
            }
        }
    }

    @Test
    void noTwoPiecesShareAWorkerAtATime() {
        Workers workers = WorkerPool.team(4);
        AtomicIntegerArray inUse = new AtomicIntegerArray(4);
        workers.run(1_000, (piece, worker) -> {
            assertThat(inUse.incrementAndGet(worker)).isEqualTo(1);
            Thread.onSpinWait();
            inUse.decrementAndGet(worker);
        });
    }

    @Test
    void teamsThatWorkAtTheSameTimeDoNotMixTheirPieces() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int c = 0; c < 4; c++) {
                runs.add(callers.submit(() -> {
                    Workers workers = WorkerPool.team(3);
                    for (int round = 0; round < 2_000; round++) {
                        AtomicIntegerArray done = new AtomicIntegerArray(8);
                        workers.run(8, (piece, worker) -> done.incrementAndGet(piece));
                        for (int i = 0; i < 8; i++) {
                            assertThat(done.get(i)).isEqualTo(1);
                        }
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            callers.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void whatAPieceHandsOverIsDoneByItsOwnThread(int threads) {
        Workers workers = WorkerPool.team(threads);
        for (int round = 0; round < 1_000; round++) {
            AtomicIntegerArray done = new AtomicIntegerArray(8 * 5);
            workers.run(8, (outer, outerWorker) -> {
                Thread own = Thread.currentThread();
                workers.run(5, (inner, worker) -> {
                    assertThat(Thread.currentThread()).isSameAs(own);
                    assertThat(worker).isZero();
                    done.incrementAndGet(5 * outer + inner);
                });
            });
            for (int i = 0; i < done.length(); i++) {
                assertThat(done.get(i)).isEqualTo(1);
            }
        }
    }

    @Test
    void aTeamThatFailedIsSharedAgain() {
        Workers workers = WorkerPool.team(2);
        assertThatThrownBy(() -> workers.run(2, (piece, worker) -> {
                    throw new ArithmeticException("both");
                }))
                .isInstanceOf(ArithmeticException.class);
        // Each piece waits for the other: on one thread the first would wait in vain.
        CountDownLatch begun = new CountDownLatch(2);
        AtomicInteger met = new AtomicInteger();
        workers.run(2, (piece, worker) -> {
            begun.countDown();
            if (comes(begun)) {
                met.incrementAndGet();
            }
        });
        assertThat(met).hasValue(2);
    }

    private static boolean comes(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theFirstPieceThatFailsIsHeardOf(int threads) {
        Workers workers = WorkerPool.team(threads);
        for (int round = 0; round < 100; round++) {
            assertThatThrownBy(() -> workers.run(50, (piece, worker) -> {
                        if (piece % 7 == 3) {
                            throw new ArithmeticException("piece " + piece);
                        }
                    }))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("piece 3");
        }
        workers.run(2, (piece, worker) -> {});
    }
}
