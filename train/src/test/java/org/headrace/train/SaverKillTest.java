package org.headrace.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.headrace.core.Graph;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Tensor;
import org.headrace.interop.CheckpointReader;
import org.headrace.interop.CheckpointState;
import org.headrace.interop.CheckpointVersion;
import org.headrace.interop.Checkpoints;
import org.headrace.ops.Ops;
import org.headrace.ops.Slice;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that saves without end is killed at random instants, and goes on from what it left. All its variables hold the
 * number of the step: a checkpoint with two numbers would be torn.
 */
class SaverKillTest {
    private static final int KILLS = Integer.getInteger("saver.kills", 9);
    private static final String SAVED = "saved ";
    private static final int VARIABLES = 12;
    private static final int ELEMENTS = 20_000;

    /** How the child saves. */
    enum Way {
        NUMBERED,
        IN_PLACE,
        SHARDED,
        FIRST_FORMAT
    }

    /** The child: restores the latest checkpoint, says its step, and saves steps from there on. */
    public static final class Child {
        private Child() {}

        public static void main(String[] args) {
            Path directory = Path.of(args[0]);
            Way way = Way.valueOf(args[1]);
            Graph graph = new Graph();
            Ops tf = Ops.on(graph);
            List<Output> variables = new ArrayList<>();
            List<Output> next = new ArrayList<>();
            for (int i = 0; i < VARIABLES; i++) {
                Ops at = way == Way.SHARDED ? tf.withDevice("/cpu:" + i % 3) : tf;
                variables.add(at.variable(new long[ELEMENTS], "v" + i));
                next.add(at.assignAdd(variables.get(i), tf.onesLike(variables.get(i))));
            }
            TrainOps train = new TrainOps(tf);
            Saver saver = train.saver(SaverOptions.defaults()
                    .withMaxToKeep(2)
                    .withSharded(way == Way.SHARDED)
                    .withWriteVersion(way == Way.FIRST_FORMAT ? CheckpointVersion.V1 : CheckpointVersion.V2));
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            try (Session session = new Session(graph)) {
                CheckpointState state = train.getCheckpointState(directory);
                if (state == null) {
                    session.run(tf.globalVariablesInitializer());
                } else {
                    saver.restore(session, Path.of(state.modelCheckpointPath()));
                    saver.recoverLastCheckpoints(state.allModelCheckpointPaths().stream()
                            .map(Path::of)
                            .toList());
                }
                Output probe = tf.stridedSlice(variables.get(0), Slice.at(0));
                while (true) {
                    session.run(next);
                    long step = session.run(probe).toLong();
                    if (way == Way.NUMBERED) {
                        saver.save(session, directory.resolve("model"), step);
                    } else {
                        saver.save(session, directory.resolve("model"));
                    }
                    out.println(SAVED + step);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverTheInstantAWholeCheckpointIsLeft(Way way, @TempDir Path directory)
            throws IOException, InterruptedException {
        Random random = new Random(3);
        long last = 0;
        for (int i = 0; i < (KILLS + 2) / Way.values().length; i++) {
            long said = runAndKill(directory, way, random.nextInt(120));
            Path latest = Checkpoints.latestCheckpoint(directory);
            assertThat(latest).as("after kill %d", i).isNotNull();
            long step = stepOf(Objects.requireNonNull(latest));
            // What the child said was saved, is; and at most one step more.
            assertThat(step).as("after kill %d", i).isBetween(Math.max(said, last), Math.max(said, last) + 1);
            last = step;
        }
        assertThat(last).isPositive();
        try (var files = Files.list(directory)) {
            assertThat(files.count()).isLessThan(20);
        }
    }

    /** Lets the child save once and then go on for so many milliseconds; returns the last step it said it had saved. */
    private static long runAndKill(Path directory, Way way, int millis) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        directory.toString(),
                        way.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long said = -1;
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.startsWith(SAVED)) {
                line = out.readLine();
            }
            assertThat(line).isNotNull();
            Thread.sleep(millis);
            child.toHandle().destroyForcibly(); // which leaves what it said to be read
            for (; line != null; line = out.readLine()) {
                if (line.matches(SAVED + "\\d+")) {
                    said = Math.max(said, Long.parseLong(line.substring(SAVED.length())));
                }
            }
        } catch (IOException closed) {
            // The pipe went with the child.
        } finally {
            child.destroyForcibly().waitFor();
        }
        return said;
    }

    /** The number that all elements of all variables are. */
    private static long stepOf(Path prefix) {
        Long step = null;
        try (CheckpointReader reader = CheckpointReader.open(prefix)) {
            assertThat(reader.tensors()).hasSize(VARIABLES);
            for (String name : reader.tensors().keySet()) {
                Tensor value = reader.read(name);
                assertThat(value.size()).isEqualTo(ELEMENTS);
                step = step == null ? value.longAt(0) : step;
                assertThat(value.longs()).as(name).containsOnly(step);
            }
        }
        return step == null ? -1 : step;
    }
}
