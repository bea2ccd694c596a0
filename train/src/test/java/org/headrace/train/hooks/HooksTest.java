package org.headrace.train.hooks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.Event;
import org.headrace.interop.EventReader;
import org.headrace.interop.Summary;
import org.headrace.ops.Ops;
import org.headrace.train.TrainOps;
import org.headrace.train.summary.FileWriter;
import org.headrace.train.summary.SummaryOps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When each hook acts is derived from TensorFlow 1.15's basic_session_run_hooks.py. */
class HooksTest {
    @TempDir
    Path directory;

    private final Ops tf = Ops.on(new Graph());
    private final TrainOps train = new TrainOps(tf);
    private final Output x = tf.placeholder(FLOAT32, Shape.scalar(), "x");
    private final Output w = tf.variable(0f, "w");
    private final Output globalStep = train.createGlobalStep();
    private final Op step = tf.withName("step").group(tf.assignAdd(w, x), tf.assignAdd(globalStep, 1));

    private int steps(MonitoredTraining training) {
        int runs = 0;
        try (var session = train.monitoredTrainingSession(training)) {
            while (!session.shouldStop()) {
                session.feed(x, 1).run(step);
                runs++;
            }
        }
        return runs;
    }

    @Test
    void trainingStopsAtExactlyItsLastStep() {
        assertThat(steps(new MonitoredTraining().hooks(StopAtStepHook.lastStep(5))))
                .isEqualTo(5);
        assertThat(steps(new MonitoredTraining().hooks(StopAtStepHook.numSteps(3))))
                .isEqualTo(3);
        assertThat(steps(new MonitoredTraining().hooks(StopAtStepHook.lastStep(9), StopAtStepHook.lastStep(2))))
                .isEqualTo(2);
    }

    /** TensorFlow looks at the step only after a run, so that one is made. */
    @Test
    void trainingThatIsPastItsLastStepMakesOneRun() {
        assertThat(steps(new MonitoredTraining().hooks(StopAtStepHook.lastStep(0))))
                .isEqualTo(1);
    }

    @Test
    void runsThatAreNoStepsAreNotCounted() {
        try (var session = train.monitoredTrainingSession(new MonitoredTraining().hooks(StopAtStepHook.lastStep(2)))) {
            for (int i = 0; i < 5; i++) {
                session.run(w);
                assertThat(session.shouldStop()).isFalse();
            }
            session.feed(x, 1).run(step);
            session.run(w);
            assertThat(session.shouldStop()).isFalse();
            session.feed(x, 1).run(step);
            assertThat(session.shouldStop()).isTrue();
        }
    }

    @Test
    void hooksThatCountNeedAGlobalStep() {
        Ops bare = Ops.on(new Graph());
        bare.variable(0f, "w");
        for (SessionRunHook hook : List.of(
                StopAtStepHook.lastStep(1),
                new StepCounterHook(SecondOrStepTimer.everySteps(1)),
                new CheckpointSaverHook(directory, SecondOrStepTimer.everySteps(1)))) {
            assertThatThrownBy(() -> new TrainOps(bare).monitoredTrainingSession(new MonitoredTraining().hooks(hook)))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining("Global step should be created to use "
                            + hook.getClass().getSimpleName());
        }
    }

    /** Each save with its step, as listeners see it. */
    private static final class Saves implements CheckpointSaverListener {
        private final List<String> seen = new ArrayList<>();
        private long stopAt = -1;

        @Override
        public void begin(Ops tf) {
            seen.add("begin");
        }

        @Override
        public void beforeSave(Session session, long globalStep) {
            seen.add("before " + globalStep);
        }

        @Override
        public boolean afterSave(Session session, long globalStep) {
            seen.add("after " + globalStep);
            return globalStep == stopAt;
        }

        @Override
        public void end(Session session, long globalStep) {
            seen.add("end " + globalStep);
        }
    }

    @Test
    void checkpointsAreSavedAtTheFirstStepEveryFewAndAtTheLast() {
        Saves saves = new Saves();
        steps(new MonitoredTraining()
                .hooks(
                        new CheckpointSaverHook(directory, SecondOrStepTimer.everySteps(3))
                                .checkpointBasename("net")
                                .listener(saves),
                        StopAtStepHook.lastStep(7)));
        assertThat(saves.seen)
                .containsExactly(
                        "begin",
                        "before 0",
                        "after 0",
                        "before 3",
                        "after 3",
                        "before 6",
                        "after 6",
                        "before 7",
                        "after 7",
                        "end 7");
        assertThat(files(name -> name.endsWith(".index") || name.startsWith("graph")))
                .containsExactly("graph.pbtxt", "net-0.index", "net-3.index", "net-6.index", "net-7.index");
        assertThat(directory.resolve("graph.pbtxt")).content().contains("name: \"global_step\"");
    }

    @Test
    void theLastStepIsNotSavedTwice() {
        Saves saves = new Saves();
        steps(new MonitoredTraining()
                .hooks(
                        new CheckpointSaverHook(directory, SecondOrStepTimer.everySteps(2)).listener(saves),
                        StopAtStepHook.lastStep(4)));
        assertThat(saves.seen)
                .filteredOn(entry -> entry.startsWith("before"))
                .containsExactly("before 0", "before 2", "before 4");
    }

    @Test
    void aListenerMayEndTraining() {
        Saves saves = new Saves();
        saves.stopAt = 4;
        assertThat(steps(new MonitoredTraining()
                        .hooks(new CheckpointSaverHook(directory, SecondOrStepTimer.everySteps(2)).listener(saves))))
                .isEqualTo(4);
    }

    @Test
    void theUsualHooksWriteCheckpointsAndEvents() throws IOException {
        new SummaryOps(tf).scalar("weight", w);
        steps(new MonitoredTraining()
                .checkpointDir(directory)
                .saveSummariesSteps(2)
                .logStepCountSteps(3)
                .hooks(StopAtStepHook.lastStep(7)));
        // By default a checkpoint is saved every 600 seconds: at the beginning and at the end.
        assertThat(files(name -> name.endsWith(".index"))).containsExactly("model.ckpt-0.index", "model.ckpt-7.index");
        List<String> told = new ArrayList<>();
        for (Event event : events()) {
            if (event.what() instanceof Event.SessionLog log) {
                told.add(event.step() + " " + log.status() + " " + log.checkpointPath());
            } else if (event.what() instanceof Event.Values values) {
                Summary.Value value = values.summary().values().get(0);
                boolean rate = value.tag().equals("global_step/sec");
                float number = ((Summary.Scalar) value.content()).value();
                told.add(event.step() + " " + value.tag() + (rate ? number > 0 ? " +" : " ?" : " " + number));
            } else {
                told.add(event.step() + " " + event.what().getClass().getSimpleName());
            }
        }
        String checkpoint = " CHECKPOINT " + directory.resolve("model.ckpt");
        // The first summary is of the first step; the steps of the next ones are counted from there, as the rate's.
        // A summary is of the values before the step.
        assertThat(told)
                .containsExactly(
                        "0 FileVersion",
                        "0 GraphBytes",
                        "0 MetaGraphBytes",
                        "0" + checkpoint,
                        "1 START ",
                        "1 weight 0.0",
                        "3 weight 2.0",
                        "4 global_step/sec +",
                        "5 weight 4.0",
                        "7 global_step/sec +",
                        "7 weight 6.0",
                        "7" + checkpoint);
    }

    @Test
    void summariesMayGoElsewhere() {
        steps(new MonitoredTraining()
                .checkpointDir(directory.resolve("checkpoints"))
                .summaryDir(directory.resolve("summaries"))
                .saveCheckpointSteps(0)
                .saveCheckpointSecs(60)
                .saveSummariesSecs(60)
                .hooks(StopAtStepHook.lastStep(1)));
        assertThat(directory.resolve("summaries")).isDirectoryContaining("glob:**events.out.*");
        assertThat(directory.resolve("checkpoints")).isDirectoryContaining("glob:**model.ckpt-1.index");
    }

    @Test
    void theTimerOfSecondsLooksAtTheClock() {
        long[] now = {0};
        SecondOrStepTimer timer = new SecondOrStepTimer(10, 0, () -> now[0]);
        assertThat(timer.shouldTriggerForStep(0)).isTrue();
        assertThat(timer.updateLastTriggeredStep(0)).isNull();
        now[0] = 9_999_999_999L;
        assertThat(timer.shouldTriggerForStep(5)).isFalse();
        now[0] = 10_000_000_000L;
        assertThat(timer.shouldTriggerForStep(0)).isFalse();
        assertThat(timer.shouldTriggerForStep(5)).isTrue();
        assertThat(timer.updateLastTriggeredStep(5)).isEqualTo(new SecondOrStepTimer.Elapsed(10, 5));
        timer.reset();
        assertThat(timer.shouldTriggerForStep(5)).isTrue();
        assertThatThrownBy(() -> SecondOrStepTimer.everySteps(0)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> SecondOrStepTimer.everySecs(Double.NaN)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void valuesAreLoggedEveryFewRunsAndAtTheEnd() {
        List<Float> logged = new ArrayList<>();
        var hook = new LoggingTensorHook(List.of(w), SecondOrStepTimer.everySteps(3))
                .formatter(values -> {
                    logged.add(Objects.requireNonNull(values.get("w:0")).toFloat());
                    return "";
                })
                .atEnd();
        steps(new MonitoredTraining().hooks(hook, StopAtStepHook.lastStep(5)));
        assertThat(logged).containsExactly(0f, 3f, 5f);
        logged.clear();
        var last = LoggingTensorHook.onlyAtEnd(Map.of("w", w)).formatter(values -> {
            logged.add(Objects.requireNonNull(values.get("w")).toFloat());
            return "";
        });
        steps(new MonitoredTraining().hooks(last, StopAtStepHook.lastStep(4)));
        assertThat(logged).containsExactly(4f);
    }

    @Test
    void aLineOfTheLogIsTensorFlows() {
        var hook = new LoggingTensorHook(Map.of("loss", w, "a", x), SecondOrStepTimer.everySteps(1));
        SessionRunValues values = i -> Tensor.of(i == 0 ? 0.5f : 2f);
        assertThat(hook.line(values, -1, null)).isEqualTo("a = 0.5, loss = 2.0");
        assertThat(hook.line(values, -1, new SecondOrStepTimer.Elapsed(1.2344, 10)))
                .isEqualTo("a = 0.5, loss = 2.0 (1.234 sec)");
    }

    @Test
    void aLineTellsTheRateAndTheTimeThatIsLeft() {
        var hook = new LoggingTensorHook(List.of(w), SecondOrStepTimer.everySteps(1)).lastStep(10_000);
        hook.begin(tf);
        try (var session = new Session(tf.graph())) {
            var context = new SessionRunContext(new HookedSession(session, List.of(hook), 0), List.of());
            assertThat(requireNonNull(hook.beforeRun(context)).fetches()).hasSize(2);
            hook.afterRun(context, i -> i == 0 ? Tensor.of(1f) : Tensor.of(100L));
        }
        // 100 steps in 2 seconds, and 9800 are left: 196 seconds.
        assertThat(hook.line(i -> Tensor.of(1f), 200, new SecondOrStepTimer.Elapsed(2, 1)))
                .isEqualTo("w:0 = 1.0 (2.000 sec, 50.0 steps/sec, 0:03:16 left)");
    }

    @Test
    void aLossThatIsNanIsAnErrorThatNamesEverything() {
        Output loss = tf.withName("loss").log(x);
        try (var session = train.monitoredTrainingSession(new MonitoredTraining().hooks(new NanTensorHook(loss)))) {
            session.feed(x, 1).run(step);
            assertThatThrownBy(() -> session.feed(x, -1).run(step))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("[Log \"loss\" at HooksTest.java:")
                    .hasMessageContaining("'loss:0' is NaN in the run after step 1")
                    .hasMessageContaining("Of 1 trainable variables none is NaN")
                    .hasMessageContaining("Lower the learning rate");
        }
    }

    @Test
    void variablesThatAreNanAreNamed() {
        tf.variable(new float[] {1, 2}, "sound");
        try (var session =
                train.monitoredTrainingSession(new MonitoredTraining().hooks(new NanTensorHook(List.of(w), true)))) {
            session.feed(x, Float.NaN).run(step);
            // A variable is fetched as it was before the run.
            assertThatThrownBy(() -> session.feed(x, 0).run(step))
                    .hasMessageContaining("[VariableV2 \"w\" at HooksTest.java:")
                    .hasMessageContaining("'w:0' is NaN in the run after step 1")
                    .hasMessageContaining("Of 2 trainable variables 1 are NaN: w.");
        }
    }

    @Test
    void nanMayEndTrainingWithoutAnError() {
        Output loss = tf.log(x);
        try (var session =
                train.monitoredTrainingSession(new MonitoredTraining().hooks(new NanTensorHook(loss, false)))) {
            session.feed(x, Double.POSITIVE_INFINITY).run(step);
            assertThat(session.shouldStop()).isFalse();
            session.feed(x, -1).run(step);
            assertThat(session.shouldStop()).isTrue();
        }
        assertThatThrownBy(() -> new NanTensorHook(globalStep))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'global_step:0' is int64 and is never NaN");
    }

    @Test
    void finalOpsAreRunAtTheEnd() {
        FinalOpsHook hook = new FinalOpsHook(List.of(tf.mul(w, x)), Map.of("x:0", 10));
        assertThat(hook.finalOpsValues()).isNull();
        steps(new MonitoredTraining().hooks(hook, StopAtStepHook.lastStep(3)));
        assertThat(Objects.requireNonNull(hook.finalOpsValues()).get(0).toFloat())
                .isEqualTo(30);
    }

    @Test
    void aSummaryHookOfOnesOwnWritesWhereItIsTold() throws IOException {
        Output merged = new SummaryOps(tf).scalar("w", w);
        try (FileWriter writer = new FileWriter(directory)) {
            steps(new MonitoredTraining()
                    .hooks(
                            new SummarySaverHook(merged, SecondOrStepTimer.everySteps(1), writer),
                            StopAtStepHook.lastStep(2)));
            assertThat(events()).extracting(Event::step).containsExactly(0L, 1L, 1L, 2L);
        }
    }

    @Test
    void theGlobalStepIsRead() {
        try (var session = new Session(tf.graph())) {
            session.run(tf.globalVariablesInitializer());
            session.feed(x, 1).run(step);
            assertThat(train.globalStep(session, globalStep)).isEqualTo(1);
        }
    }

    private List<String> files(Predicate<String> wanted) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Event> events() throws IOException {
        List<String> names = files(name -> name.startsWith("events.out.tfevents."));
        assertThat(names).hasSize(1);
        List<Event> events = new ArrayList<>();
        try (EventReader reader = EventReader.open(directory.resolve(names.get(0)))) {
            for (Event event = reader.read(); event != null; event = reader.read()) {
                events.add(event);
            }
        }
        return events;
    }
}
