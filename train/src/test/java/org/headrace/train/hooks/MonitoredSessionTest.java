package org.headrace.train.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.headrace.core.AbortedException;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.UnavailableException;
import org.headrace.interop.Checkpoints;
import org.headrace.ops.Ops;
import org.headrace.train.SaverOptions;
import org.headrace.train.TrainOps;
import org.headrace.train.data.Dataset;
import org.headrace.train.data.DatasetIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of calls, the steps and the files are those of TensorFlow 1.15's monitored_session.py. */
class MonitoredSessionTest {
    @TempDir
    Path directory;

    private final Ops tf = Ops.on(new Graph());
    private final TrainOps train = new TrainOps(tf);
    private final Output x = tf.placeholder(FLOAT32, Shape.scalar(), "x");
    private final Output w = tf.variable(0f, "w");
    private final Output globalStep = train.createGlobalStep();
    /** Adds x to w, and 1 to the global step. */
    private final Op step = tf.withName("step").group(tf.assignAdd(w, x), tf.assignAdd(globalStep, 1));

    private MonitoredTraining savingEvery(long steps) {
        return new MonitoredTraining().checkpointDir(directory).saveCheckpointSteps(steps);
    }

    private static MonitoredTraining quickly(MonitoredTraining training) {
        return training.recovery(3, Duration.ofMinutes(1));
    }

    /** Writes down what is called. */
    private record Diary(String name, List<String> entries) implements SessionRunHook {
        @Override
        public void begin(Ops tf) {
            entries.add(name + ".begin" + (tf.graph().isFinalized() ? " late" : ""));
        }

        @Override
        public void afterCreateSession(Session session) {
            entries.add(name + ".afterCreateSession" + (session.graph().isFinalized() ? "" : " early"));
        }

        @Override
        public SessionRunArgs beforeRun(SessionRunContext context) {
            entries.add(name + ".beforeRun");
            return SessionRunArgs.of(context.session().graph().output("w/read:0"));
        }

        @Override
        public void afterRun(SessionRunContext context, SessionRunValues values) {
            entries.add(name + ".afterRun " + values.get(0));
        }

        @Override
        public void end(Session session) {
            entries.add(name + ".end " + session.run("w:0").get(0));
        }
    }

    /** Throws at the runs of these numbers, from 0. */
    private static final class Breaks implements SessionRunHook {
        private final List<Integer> at;
        private final RuntimeException error;
        private int runs;
        private int sessions;

        Breaks(RuntimeException error, Integer... at) {
            this.error = error;
            this.at = List.of(at);
        }

        @Override
        public void afterCreateSession(Session session) {
            sessions++;
        }

        @Override
        public void afterRun(SessionRunContext context, SessionRunValues values) {
            if (at.contains(runs++)) {
                throw error;
            }
        }
    }

    @Test
    void hooksAreCalledInTensorFlowsOrder() {
        List<String> entries = new ArrayList<>();
        try (var session = train.monitoredTrainingSession(
                new MonitoredTraining().hooks(new Diary("a", entries), new Diary("b", entries)))) {
            session.feed(x, 2).run(step);
            session.feed(x, 3).run(step);
        }
        assertThat(entries)
                .containsExactly(
                        "a.begin",
                        "b.begin",
                        "a.afterCreateSession",
                        "b.afterCreateSession",
                        "a.beforeRun",
                        "b.beforeRun",
                        "a.afterRun 0.0",
                        "b.afterRun 0.0",
                        "a.beforeRun",
                        "b.beforeRun",
                        "a.afterRun 2.0",
                        "b.afterRun 2.0",
                        "a.end 5.0",
                        "b.end 5.0");
    }

    @Test
    void runGivesTheCallersValuesAndNoOthers() {
        Output sum = tf.add(x, w);
        try (var session =
                train.monitoredTrainingSession(new MonitoredTraining().hooks(new Diary("a", new ArrayList<>())))) {
            assertThat(session.feed("x:0", 2).run(sum).toFloat()).isEqualTo(2);
            assertThat(session.run(sum, Map.of("x:0", 4)).toFloat()).isEqualTo(4);
            var all = session.run(List.of(step, sum), Map.of(x, 3));
            assertThat(all.size()).isEqualTo(2);
            assertThat(all.get(sum).toFloat()).isEqualTo(3);
            assertThat(session.run("w:0").get("w:0").toFloat()).isEqualTo(3);
            assertThat(session.graph()).isSameAs(tf.graph());
        }
    }

    @Test
    void preparedRunsCallTheHooksToo() {
        List<String> entries = new ArrayList<>();
        try (var session = train.monitoredTrainingSession(
                new MonitoredTraining().hooks(new Diary("a", entries), StopAtStepHook.lastStep(3)))) {
            MonitoredRun run = session.prepare(List.of(step, tf.graph().output("w/read:0")), List.of(x));
            for (int i = 0; !session.shouldStop(); i++) {
                assertThat(run.feed(0, 2f).run().get(1).toFloat()).isEqualTo(2 * i);
            }
            assertThatThrownBy(() -> run.get(2)).isInstanceOf(InvalidArgumentException.class);
        }
        assertThat(entries)
                .contains("a.afterRun 0.0", "a.afterRun 2.0", "a.afterRun 4.0", "a.end 6.0")
                .hasSize(9);
    }

    @Test
    void aPreparedRunWithHooksAllocatesNextToNothing() {
        try (var session = train.monitoredTrainingSession(new MonitoredTraining()
                .hooks(
                        StopAtStepHook.lastStep(1_000_000),
                        new StepCounterHook(SecondOrStepTimer.everySteps(1_000_000)),
                        new NanTensorHook(w)))) {
            MonitoredRun run = session.prepare(List.of(step), List.of(x)).feed(0, Tensor.of(1f));
            for (int i = 0; i < 20_000; i++) {
                run.run();
            }
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                run.run();
            }
            assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 1000)
                    .isLessThan(16);
        }
    }

    @Test
    void theGraphIsFinalizedAndAnotherSessionMayFollowOnIt() {
        try (var session = train.monitoredTrainingSession(savingEvery(1))) {
            session.feed(x, 2).run(step);
            assertThatThrownBy(() -> tf.add(x, x)).isInstanceOf(FailedPreconditionException.class);
        }
        try (var session = train.monitoredTrainingSession(savingEvery(1))) {
            session.feed(x, 3).run(step);
            assertThat(session.run(w).toFloat()).isEqualTo(5);
        }
    }

    @Test
    void aNewProcessGoesOnFromTheLastCheckpoint() {
        try (var session = train.monitoredTrainingSession(savingEvery(100).hooks(StopAtStepHook.lastStep(4)))) {
            session.runUntilStop(() -> session.feed(x, 1).run(step));
        }
        MonitoredSessionTest later = new MonitoredSessionTest();
        later.directory = directory;
        try (var session = later.train.monitoredTrainingSession(later.savingEvery(100)
                .hooks(
                        StopAtStepHook.numSteps(3),
                        new CheckpointSaverHook(directory.resolve("more"), SecondOrStepTimer.everySteps(100))))) {
            assertThat(session.run(later.w).toFloat()).isEqualTo(4);
            session.runUntilStop(() -> session.feed(later.x, 1).run(later.step));
        }
        assertThat(Checkpoints.latestCheckpoint(directory)).isEqualTo(directory.resolve("model.ckpt-7"));
        assertThat(Checkpoints.loadVariable(directory.resolve("model.ckpt-7"), "w")
                        .toFloat())
                .isEqualTo(7);
        assertThat(Checkpoints.latestCheckpoint(directory.resolve("more")))
                .isEqualTo(directory.resolve("more/model.ckpt-7"));
    }

    @Test
    void anAbortedRunIsRunAgainFromTheLastCheckpoint() {
        // Runs 0 to 4 end at step 5, the last checkpoint is of step 4. The fifth run counts, but its step is lost.
        Breaks breaks = new Breaks(new AbortedException("preempted"), 4);
        List<Float> seen = new ArrayList<>();
        try (var session =
                train.monitoredTrainingSession(quickly(savingEvery(2)).hooks(breaks, StopAtStepHook.lastStep(6)))) {
            session.runUntilStop(() -> seen.add(session.feed(x, 1)
                    .run(step, tf.graph().output("w/read:0"))
                    .get(1)
                    .toFloat()));
            assertThat(session.shouldStop()).isTrue();
        }
        assertThat(breaks.sessions).isEqualTo(2);
        assertThat(seen).containsExactly(0f, 1f, 2f, 3f, 4f, 5f);
        assertThat(Checkpoints.loadVariable(directory.resolve("model.ckpt-6"), "w")
                        .toFloat())
                .isEqualTo(6);
    }

    @Test
    void preparedRunsRecoverToo() {
        Breaks breaks = new Breaks(new UnavailableException("no route to the file server"), 3);
        try (var session =
                train.monitoredTrainingSession(quickly(savingEvery(2)).hooks(breaks, StopAtStepHook.lastStep(5)))) {
            MonitoredRun run = session.prepare(List.of(step), List.of(x)).feed(0, 1f);
            session.runUntilStop(run::run);
        }
        assertThat(breaks.sessions).isEqualTo(2);
        assertThat(Checkpoints.loadVariable(directory.resolve("model.ckpt-5"), "w")
                        .toFloat())
                .isEqualTo(5);
    }

    @Test
    void withoutADirectoryTrainingBeginsAnew() {
        Breaks breaks = new Breaks(new AbortedException("preempted"), 2);
        try (var session =
                train.monitoredTrainingSession(quickly(new MonitoredTraining()).hooks(breaks))) {
            for (int i = 0; i < 3; i++) {
                session.feed(x, 1).run(step);
            }
            assertThat(session.run(w).toFloat()).isEqualTo(1);
        }
    }

    @Test
    void aSessionThatCannotBeMadeIsTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        SessionRunHook late = new SessionRunHook() {
            @Override
            public void afterCreateSession(Session session) {
                if (tries.incrementAndGet() < 3) {
                    throw new UnavailableException("not yet");
                }
            }
        };
        try (var session =
                train.monitoredTrainingSession(quickly(new MonitoredTraining()).hooks(late))) {
            assertThat(session.run(w).toFloat()).isZero();
        }
        assertThat(tries).hasValue(3);
    }

    @Test
    void recoveryEndsIfThereIsNoProgress() {
        // Every run fails, at step 1, before its checkpoint.
        Breaks breaks = new Breaks(new AbortedException("disk gone"), 0, 1, 2, 3, 4, 5);
        try (var session = train.monitoredTrainingSession(
                savingEvery(100).recovery(2, Duration.ofMinutes(1)).hooks(breaks))) {
            assertThatThrownBy(() -> session.feed(x, 1).run(step))
                    .isInstanceOf(AbortedException.class)
                    .hasMessageContaining("failed 3 times from step 0")
                    .hasMessageContaining("2 recoveries")
                    .hasMessageContaining("disk gone")
                    .hasCauseInstanceOf(AbortedException.class);
        }
        assertThat(breaks.runs).isEqualTo(3);
    }

    @Test
    void recoveryEndsAtItsDeadline() {
        Breaks breaks = new Breaks(new AbortedException("disk gone"), 0);
        try (var session = train.monitoredTrainingSession(
                new MonitoredTraining().recovery(100, Duration.ZERO).hooks(breaks))) {
            assertThatThrownBy(() -> session.feed(x, 1).run(step))
                    .isInstanceOf(AbortedException.class)
                    .hasMessageContaining("within 0 s are allowed");
        }
        assertThat(breaks.sessions).isEqualTo(1);
    }

    @Test
    void failuresDoNotAddUpIfThereIsProgress() {
        Breaks breaks = new Breaks(new AbortedException("preempted"), 1, 4, 7, 10);
        try (var session = train.monitoredTrainingSession(
                savingEvery(1).recovery(1, Duration.ofMinutes(1)).hooks(breaks, StopAtStepHook.lastStep(12)))) {
            session.runUntilStop(() -> session.feed(x, 1).run(step));
        }
        assertThat(breaks.sessions).isEqualTo(5);
        assertThat(Checkpoints.loadVariable(directory.resolve("model.ckpt-12"), "w")
                        .toFloat())
                .isEqualTo(12);
    }

    @Test
    void otherErrorsGoToTheCallerAndEndIsNotCalled() {
        List<String> entries = new ArrayList<>();
        Breaks breaks = new Breaks(new IllegalStateException("a bug"), 1);
        MonitoredSession left;
        try (var session = train.monitoredTrainingSession(savingEvery(100).hooks(breaks, new Diary("a", entries)))) {
            left = session;
            session.feed(x, 1).run(step);
            assertThatThrownBy(() -> session.feed(x, 1).run(step))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a bug");
            assertThat(session.shouldStop()).isFalse();
        }
        assertThat(entries).noneMatch(entry -> entry.contains("end"));
        assertThat(left.shouldStop()).isTrue();
        assertThatThrownBy(() -> left.run(w))
                .isInstanceOf(FailedPreconditionException.class)
                .hasMessageContaining("closed");
        assertThat(Checkpoints.latestCheckpoint(directory)).isEqualTo(directory.resolve("model.ckpt-0"));
    }

    @Test
    void endIsCalledIfTheLoopWentOnAfterAnError() {
        List<String> entries = new ArrayList<>();
        try (var session = train.monitoredTrainingSession(new MonitoredTraining().hooks(new Diary("a", entries)))) {
            assertThatThrownBy(() -> session.run(step)).isInstanceOf(InvalidArgumentException.class);
            session.feed(x, 1).run(step);
        }
        assertThat(entries).contains("a.end 1.0");
    }

    @Test
    void anErrorOfTheLoopEndsWithoutAnEndOfTheHooks() {
        List<String> entries = new ArrayList<>();
        try (var session = train.monitoredTrainingSession(new MonitoredTraining().hooks(new Diary("a", entries)))) {
            assertThatThrownBy(() -> session.runUntilStop(() -> {
                        session.feed(x, 1).run(step);
                        throw new IllegalStateException("a bug");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(entries).noneMatch(entry -> entry.contains("end"));
    }

    @Test
    void anErrorInEndClosesTheSession() {
        SessionRunHook bad = new SessionRunHook() {
            @Override
            public void end(Session session) {
                throw new IllegalStateException("no end");
            }
        };
        MonitoredSession session = train.monitoredTrainingSession(new MonitoredTraining().hooks(bad));
        assertThatThrownBy(session::close).hasMessage("no end");
        assertThatThrownBy(() -> session.run(w)).isInstanceOf(FailedPreconditionException.class);
        session.close();
    }

    @Test
    void theEndOfTheInputEndsTheLoop() {
        List<String> entries = new ArrayList<>();
        try (DatasetIterator batches = Dataset.range(3).iterator();
                var session = train.monitoredTrainingSession(savingEvery(100).hooks(new Diary("a", entries)))) {
            session.runUntilStop(
                    () -> session.feed(x, batches.next().get(0).longAt(0)).run(step));
        }
        assertThat(entries).contains("a.end 3.0");
        assertThat(Checkpoints.latestCheckpoint(directory)).isEqualTo(directory.resolve("model.ckpt-3"));
    }

    @Test
    void aHookFeedsUntilTheInputEnds() {
        List<String> entries = new ArrayList<>();
        try (DatasetIterator batches = Dataset.range(4).iterator();
                var session = train.monitoredTrainingSession(new MonitoredTraining()
                        .hooks(
                                new FeedFnHook(() ->
                                        Map.of(x, (float) batches.next().get(0).longAt(0))),
                                new Diary("a", entries)))) {
            MonitoredRun run = session.prepare(List.of(step), List.of());
            session.runUntilStop(run::run);
        }
        assertThat(entries).contains("a.end 6.0");
    }

    @Test
    void whatIsFedTwiceIsRefused() {
        FeedFnHook one = new FeedFnHook(() -> Map.of(x, 1f));
        try (var session = train.monitoredTrainingSession(new MonitoredTraining().hooks(one))) {
            assertThatThrownBy(() -> session.feed(x, 2).run(step))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("'x:0' is fed by a hook and the caller");
            session.run(step);
        }
        try (var session = train.monitoredTrainingSession(new MonitoredTraining().hooks(one, one))) {
            assertThatThrownBy(() -> session.run(step)).hasMessageContaining("'x:0' is fed by two hooks");
        }
    }

    @Test
    void aScaffoldsOwnPartsAreUsed() {
        var saver = train.saver(List.of(w, globalStep), SaverOptions.defaults().withMaxToKeep(1));
        Op nine = tf.group(tf.assign(w, 9), tf.initializer(globalStep));
        Scaffold scaffold = new Scaffold().saver(saver).initOp(nine).initFn(session -> session.feed(x, 1)
                .run(step));
        try (var session = train.monitoredTrainingSession(savingEvery(1).scaffold(scaffold))) {
            assertThat(session.run(w).toFloat()).isEqualTo(10);
            session.feed(x, 1).run(step);
        }
        assertThat(saver.lastCheckpoints()).containsExactly(directory.resolve("model.ckpt-2"));
    }

    @Test
    void variablesWithoutValuesAreNamed() {
        Scaffold scaffold = new Scaffold().initOp(tf.initializer(globalStep));
        assertThatThrownBy(() -> train.monitoredTrainingSession(new MonitoredTraining().scaffold(scaffold)))
                .isInstanceOf(FailedPreconditionException.class)
                .hasMessageContaining("Variables not initialized: w");
    }

    @Test
    void aCheckpointThatHasGoneIsAnErrorAndNotANewBeginning() throws Exception {
        try (var session = train.monitoredTrainingSession(savingEvery(1))) {
            session.feed(x, 2).run(step);
        }
        try (var files = Files.list(directory)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".index")).toList()) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(() -> train.monitoredTrainingSession(savingEvery(1)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("model.ckpt-1");
    }

    @Test
    void aRunAfterTheEndIsRefused() {
        try (var session = train.monitoredTrainingSession(new MonitoredTraining().hooks(StopAtStepHook.lastStep(1)))) {
            session.feed(x, 1).run(step);
            assertThat(session.shouldStop()).isTrue();
            assertThatThrownBy(() -> session.feed(x, 1).run(step))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining("Run called even after should_stop requested.");
        }
    }

    @Test
    void aGraphWithoutVariablesRunsToo() {
        Ops bare = Ops.on(new Graph());
        Output two = bare.add(bare.constant(1f), bare.constant(1f));
        try (var session = new TrainOps(bare).monitoredTrainingSession(new MonitoredTraining())) {
            assertThat(session.run(two).toFloat()).isEqualTo(2);
        }
    }
}
