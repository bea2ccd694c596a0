package org.headrace.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.train.data.DatasetTest.number;
import static org.headrace.train.data.DatasetTest.numbers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.InvalidArgumentException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.AssertionFailedError;

@Timeout(60)
class DatasetThreadsTest {
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.equals("headrace-map") || name.equals("headrace-prefetch"))
                .toList();
    }

    @AfterEach
    void noThreadIsLeft() {
        requireNoThreads();
    }

    /** A pool has ended a moment before its threads have. */
    private static void requireNoThreads() {
        for (int i = 0; i < 500 && !threads().isEmpty(); i++) {
            pause(10);
        }
        assertThat(threads()).isEmpty();
    }

    private static Element slowSquare(Element element) {
        long value = element.get(0).toLong();
        pause(value % 3);
        return number(value * value);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    @Test
    void theOrderIsTheSameForAnyNumberOfThreads() {
        Dataset shuffled = Dataset.range(200).shuffle(50, 5, false);
        List<Long> sequential = numbers(shuffled.map(DatasetThreadsTest::slowSquare));
        for (int threads : new int[] {1, 2, 8, 300}) {
            assertThat(numbers(shuffled.map(DatasetThreadsTest::slowSquare, threads)
                            .prefetch(3)))
                    .isEqualTo(sequential);
        }
    }

    @Test
    void severalElementsAreMappedAtATime() {
        CountDownLatch met = new CountDownLatch(3);
        Dataset meeting = Dataset.range(3)
                .map(
                        element -> {
                            met.countDown();
                            try {
                                met.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return element;
                        },
                        3);
        assertThat(numbers(meeting)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void noMoreElementsAreUnderWayThanAllowed() {
        AtomicLong pulled = new AtomicLong();
        Dataset source = Dataset.fromGenerator(() -> Stream.generate(() -> number(pulled.getAndIncrement())));
        try (var mapped = source.map(e -> e, 4).iterator()) {
            mapped.next();
            assertThat(pulled).hasValueLessThanOrEqualTo(5);
        }
        pulled.set(0);
        try (var prefetched = source.prefetch(10).iterator()) {
            prefetched.next();
            pause(100);
            assertThat(pulled).hasValueBetween(2, 12);
        }
    }

    @Test
    void errorsComeInTheirTurnAndNameTheElement() {
        Dataset failing = Dataset.range(100)
                .map(
                        element -> {
                            if (element.get(0).toLong() == 5) {
                                throw new IllegalStateException("five");
                            }
                            return slowSquare(element);
                        },
                        4);
        for (Dataset dataset : List.of(failing, failing.prefetch(2), failing.prefetch(50))) {
            List<Long> seen = new ArrayList<>();
            assertThatThrownBy(() -> dataset.forEach(e -> seen.add(e.get(0).toLong())))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessage("the function of map failed at element 5: java.lang.IllegalStateException: five");
            assertThat(seen).containsExactly(0L, 1L, 4L, 9L, 16L);
        }
    }

    @Test
    void anErrorOfTheInputComesAfterTheElementsBeforeIt() {
        Dataset failing =
                Dataset.range(10).map(e -> number(1 / (3 - e.get(0).toLong()))).map(e -> e, 8);
        List<Long> seen = new ArrayList<>();
        assertThatThrownBy(() -> failing.forEach(e -> seen.add(e.get(0).toLong())))
                .hasMessageContaining("failed at element 3: java.lang.ArithmeticException");
        assertThat(seen).containsExactly(0L, 0L, 1L);
    }

    @Test
    void errorsOfTheMachinePassAsTheyAre() {
        Dataset failing = Dataset.range(10)
                .map(
                        e -> {
                            throw new AssertionFailedError("out of order");
                        },
                        2);
        assertThatThrownBy(() -> numbers(failing.prefetch(1))).isInstanceOf(AssertionFailedError.class);
    }

    @Test
    void closingInterruptsTheFunctionsAndEndsTheThreads() {
        AtomicInteger interrupted = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(3);
        Dataset endless = Dataset.range(1000)
                .map(
                        element -> {
                            if (element.get(0).toLong() == 0) {
                                return element;
                            }
                            begun.countDown();
                            try {
                                Thread.sleep(3_600_000);
                            } catch (InterruptedException e) {
                                interrupted.incrementAndGet();
                            }
                            return element;
                        },
                        4)
                .prefetch(2);
        DatasetIterator iterator = endless.iterator();
        iterator.next();
        try {
            begun.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        long start = System.nanoTime();
        iterator.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(1));
        assertThat(interrupted).hasValueGreaterThanOrEqualTo(3);
        requireNoThreads();
        assertThat(iterator.hasNext()).isFalse();
    }

    @Test
    void anIteratorThatIsForgottenEndsItsThreads() {
        for (Element element : Dataset.range(10).repeat().map(e -> e, 2).prefetch(2)) {
            if (element.get(0).toLong() == 7) {
                break;
            }
        }
        // The garbage collector has to find it.
        for (int i = 0; i < 100 && !threads().isEmpty(); i++) {
            System.gc();
            pause(50);
        }
        requireNoThreads();
    }

    @Test
    void theInputIsClosedWithThePass() {
        AtomicInteger open = new AtomicInteger();
        Dataset source = Dataset.fromGenerator(() -> {
            open.incrementAndGet();
            return Stream.generate(() -> number(1)).onClose(open::decrementAndGet);
        });
        for (Dataset dataset : List.of(
                source.prefetch(2), source.map(e -> e, 3), source.map(e -> e, 3).prefetch(1))) {
            try (var iterator = dataset.iterator()) {
                iterator.next();
                assertThat(open).hasValue(1);
            }
            assertThat(open).hasValue(0);
        }
    }

    @Test
    void anInterruptedConsumerIsToldSoAndStaysInterrupted() {
        Dataset slow = Dataset.range(5).map(e -> {
            pause(3_600_000);
            return e;
        });
        for (Dataset dataset : List.of(
                slow.prefetch(1),
                Dataset.range(5)
                        .map(
                                e -> {
                                    pause(3_600_000);
                                    return e;
                                },
                                2))) {
            try (var iterator = dataset.iterator()) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(iterator::hasNext)
                        .isInstanceOf(FailedPreconditionException.class)
                        .hasMessage("interrupted while waiting for the next element");
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }
}
