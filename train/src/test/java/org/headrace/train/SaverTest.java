package org.headrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.INT64;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.headrace.core.DataLossException;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.interop.CheckpointState;
import org.headrace.interop.CheckpointVersion;
import org.headrace.interop.Checkpoints;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaverTest {
    @TempDir
    Path directory;

    private final Graph graph = new Graph();
    private final Ops tf = Ops.on(graph);
    private final TrainOps train = new TrainOps(tf);
    private final Output w = tf.variable(new float[][] {{1, 2}, {3, 4}}, "W");
    private final Output step = tf.variable(7L, "step", false);

    private Session initialized() {
        Session session = new Session(graph);
        session.run(tf.globalVariablesInitializer());
        return session;
    }

    /** As tf.train.Saver of TensorFlow 1.14 names them. */
    @Test
    void theOpsAreTensorFlows() {
        Saver saver = train.saver();
        assertThat(graph.ops().stream().map(Op::name).filter(name -> name.startsWith("save/")))
                .containsExactlyInAnyOrder(
                        "save/filename/input",
                        "save/filename",
                        "save/Const",
                        "save/SaveV2/tensor_names",
                        "save/SaveV2/shape_and_slices",
                        "save/SaveV2",
                        "save/control_dependency",
                        "save/RestoreV2/tensor_names",
                        "save/RestoreV2/shape_and_slices",
                        "save/RestoreV2",
                        "save/Assign",
                        "save/Assign_1",
                        "save/restore_all");
        assertThat(saver.variables()).containsOnlyKeys("W", "step");
    }

    @Test
    void whatIsSavedIsRestoredIntoAnySession() {
        Saver saver = train.saver();
        Path path;
        try (Session session = initialized()) {
            session.run(tf.assign(w, new float[][] {{5, 6}, {7, 8}}));
            path = saver.save(session, directory.resolve("model.ckpt"));
            session.run(tf.assign(w, new float[][] {{0, 0}, {0, 0}}));
            saver.restore(session, path);
            assertThat(session.run(w)).hasToString("[[5. 6.]\n [7. 8.]]");
        }
        assertThat(path).isEqualTo(directory.resolve("model.ckpt"));
        try (Session session = new Session(graph)) {
            saver.restore(session, path);
            assertThat(session.run(w)).hasToString("[[5. 6.]\n [7. 8.]]");
            assertThat(session.run(step).toLong()).isEqualTo(7);
        }
        assertThat(files())
                .containsExactlyInAnyOrder(
                        "checkpoint", "model.ckpt.index", "model.ckpt.data-00000-of-00001", "model.ckpt.meta");
    }

    private List<String> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theStepIsPartOfThePath() {
        Saver saver = train.saver();
        try (Session session = initialized()) {
            assertThat(saver.save(session, directory.resolve("model"), 42)).isEqualTo(directory.resolve("model-42"));
            assertThat(saver.save(session, directory.resolve("model"), step)).isEqualTo(directory.resolve("model-7"));
            assertThat(train.latestCheckpoint(directory)).isEqualTo(directory.resolve("model-7"));
        }
    }

    @Test
    void theOldestAreDeleted() {
        Saver saver = train.saver(SaverOptions.defaults().withMaxToKeep(2));
        try (Session session = initialized()) {
            for (int i = 0; i < 5; i++) {
                saver.save(session, directory.resolve("model"), i);
            }
        }
        assertThat(saver.lastCheckpoints()).containsExactly(directory.resolve("model-3"), directory.resolve("model-4"));
        assertThat(files()).hasSize(7).noneMatch(name -> name.startsWith("model-2"));
        CheckpointState state = Objects.requireNonNull(train.getCheckpointState(directory));
        assertThat(state.modelCheckpointPath())
                .isEqualTo(directory.resolve("model-4").toString());
        assertThat(state.allModelCheckpointPaths()).hasSize(2);

        Saver next = train.saver(SaverOptions.defaults().withMaxToKeep(2));
        next.recoverLastCheckpoints(
                List.of(directory.resolve("gone"), directory.resolve("model-3"), directory.resolve("model-4")));
        try (Session session = initialized()) {
            next.save(session, directory.resolve("model"), 5);
        }
        assertThat(files()).hasSize(7).noneMatch(name -> name.startsWith("model-3"));
    }

    @Test
    void noneIsDeletedIfAllAreKeptAndOneNowAndThenIfHoursAreGiven() {
        Saver all = train.saver(SaverOptions.defaults().withMaxToKeep(0));
        Saver hourly = train.saver(SaverOptions.defaults().withMaxToKeep(1).withKeepCheckpointEveryNHours(1e-9));
        try (Session session = initialized()) {
            for (int i = 0; i < 7; i++) {
                all.save(session, directory.resolve("all"), i);
                hourly.save(session, directory.resolve("hourly"), i);
            }
        }
        assertThat(files()).contains("all-0.index", "hourly-0.index", "hourly-5.index");
    }

    @Test
    void statesWithRelativePathsCanBeMoved() throws IOException {
        Saver saver = train.saver(SaverOptions.defaults().withSaveRelativePaths(true));
        Path old = Files.createDirectory(directory.resolve("old"));
        try (Session session = initialized()) {
            saver.save(session, old.resolve("model"), 1);
        }
        assertThat(Files.readString(old.resolve("checkpoint"))).startsWith("model_checkpoint_path: \"model-1\"");
        Path moved = Files.move(old, directory.resolve("new"));
        assertThat(train.latestCheckpoint(moved)).isEqualTo(moved.resolve("model-1"));
    }

    @Test
    void variablesAreRestoredUnderOtherNames() {
        try (Session session = initialized()) {
            train.saver(Map.of("old/name", w)).save(session, directory.resolve("model"));
        }
        Graph other = new Graph();
        Output v = Ops.on(other).variable(new float[2][2], "v");
        Saver saver = new TrainOps(Ops.on(other)).saver(Map.of("old/name", v));
        try (Session session = new Session(other)) {
            saver.restore(session, directory.resolve("model"));
            assertThat(session.run(v)).hasToString("[[1. 2.]\n [3. 4.]]");
        }
    }

    @Test
    void eachDeviceHasAShard() {
        Output far = tf.withDevice("/cpu:1").variable(new float[] {9}, "far");
        Saver saver = train.saver(SaverOptions.defaults().withSharded(true));
        Path path;
        try (Session session = initialized()) {
            saver.save(session, directory.resolve("model"));
            path = saver.save(session, directory.resolve("model"));
        }
        assertThat(files())
                .containsExactlyInAnyOrder(
                        "checkpoint",
                        "model.index",
                        "model.meta",
                        "model.data-00000-of-00003",
                        "model.data-00001-of-00003",
                        "model.data-00002-of-00003");
        try (Session session = new Session(graph)) {
            saver.restore(session, path);
            assertThat(session.run(far)).hasToString("[9.]");
            assertThat(session.run(w)).hasToString("[[1. 2.]\n [3. 4.]]");
        }
        assertThat(graph.op("save/ShardedFilename_1").type()).hasToString("ShardedFilename[]");
        assertThat(graph.op("save/restore_shard_1").name()).isNotEmpty();
    }

    /** As tf.train.Saver(write_version=tf.train.SaverDef.V1) of TensorFlow 1.14 names them. */
    @Test
    void theFirstFormatHasTheOpsAndFilesOfItsTime() throws IOException {
        SaverOptions options = SaverOptions.defaults().withMaxToKeep(2).withWriteVersion(CheckpointVersion.V1);
        Saver saver = train.saver(options);
        assertThat(graph.ops().stream().map(Op::name).filter(name -> name.startsWith("save/")))
                .containsExactlyInAnyOrder(
                        "save/filename/input",
                        "save/filename",
                        "save/Const",
                        "save/save/tensor_names",
                        "save/save/shapes_and_slices",
                        "save/save",
                        "save/control_dependency",
                        "save/RestoreV2/tensor_names",
                        "save/RestoreV2/shape_and_slices",
                        "save/RestoreV2",
                        "save/Assign",
                        "save/Assign_1",
                        "save/restore_all");
        try (Session session = initialized()) {
            for (int i = 0; i < 3; i++) {
                session.run(tf.assign(w, new float[][] {{5, 6}, {7, i}}));
                assertThat(saver.save(session, directory.resolve("model"), i))
                        .isEqualTo(directory.resolve("model-" + i));
            }
            assertThat(files())
                    .containsExactlyInAnyOrder("checkpoint", "model-1", "model-1.meta", "model-2", "model-2.meta");
            saver.restore(session, Objects.requireNonNull(train.latestCheckpoint(directory)));
            assertThat(session.run(w)).hasToString("[[5. 6.]\n [7. 2.]]");
            saver.restore(session, directory.resolve("model-1"));
            assertThat(session.run(w)).hasToString("[[5. 6.]\n [7. 1.]]");
            // What a killed process left goes, what others have here stays.
            Files.writeString(directory.resolve("model-7.tmp"), "unfinished");
            Files.writeString(directory.resolve("model-7-00000-of-00002.tmp"), "unfinished");
            Files.writeString(directory.resolve("model-notes.tmp"), "kept");
            train.saver(options).save(session, directory.resolve("model"), 9);
        }
        assertThat(files())
                .containsExactlyInAnyOrder(
                        "checkpoint",
                        "model-1",
                        "model-1.meta",
                        "model-2",
                        "model-2.meta",
                        "model-9",
                        "model-9.meta",
                        "model-notes.tmp");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theFirstFormatHasAFileForEachDevice() {
        Output far = tf.withDevice("/cpu:1").variable(new float[] {9}, "far");
        Saver saver = train.saver(
                SaverOptions.defaults().withMaxToKeep(1).withSharded(true).withWriteVersion(CheckpointVersion.V1));
        Path path;
        try (Session session = initialized()) {
            saver.save(session, directory.resolve("model"), 1);
            path = saver.save(session, directory.resolve("model"), 2);
        }
        assertThat(path).isEqualTo(directory.resolve("model-2-?????-of-00002"));
        assertThat(train.latestCheckpoint(directory)).isEqualTo(path);
        assertThat(files())
                .containsExactlyInAnyOrder(
                        "checkpoint", "model-2.meta", "model-2-00000-of-00002", "model-2-00001-of-00002");
        for (Path one : List.of(path, directory.resolve("model-2"))) {
            try (Session session = new Session(graph)) {
                saver.restore(session, one);
                assertThat(session.run(far)).hasToString("[9.]");
                assertThat(session.run(w)).hasToString("[[1. 2.]\n [3. 4.]]");
            }
        }
        assertThat(graph.op("save/ShardedFilespec").type().name()).isEqualTo("ShardedFilespec");
        assertThat(graph.op("save/save_1").type().name()).isEqualTo("SaveSlices");
    }

    @Test
    void aCheckpointOfAnotherGraphChangesNothing() {
        try (Session session = initialized()) {
            train.saver(List.of(w)).save(session, directory.resolve("model"));
        }
        Path path = directory.resolve("model");
        assertFailure(tf -> tf.variable(new float[2][3], "W"), path)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining(
                        "Assign requires shapes of both tensors to match. lhs shape= [2,3] rhs shape= [2,2]")
                .hasMessageContaining("\"W\"")
                .hasMessageContaining(path.toString());
        assertFailure(tf -> tf.variable(new int[2][2], "W"), path)
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("tensor_name = W; expected dtype int32 does not equal original dtype float")
                .hasMessageContaining(path.toString());
        assertFailure(tf -> tf.variable(new float[2][2], "V"), path)
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Key V not found in checkpoint " + path + ", which has W");
        assertFailure(tf -> tf.variable(new float[2][2], "W"), directory.resolve("other"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("The passed save_path is not a valid checkpoint: " + directory.resolve("other"));
    }

    private interface MakesVariable {
        Output make(Ops tf);
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertFailure(
            MakesVariable variable, Path path) {
        Graph other = new Graph();
        Output made = variable.make(Ops.on(other));
        Saver saver = new TrainOps(Ops.on(other)).saver();
        try (Session session = new Session(other)) {
            session.run(Ops.on(other).globalVariablesInitializer());
            Tensor before = session.run(made);
            var failure = assertThatThrownBy(() -> saver.restore(session, path));
            assertThat(session.run(made)).isEqualTo(before);
            return failure;
        }
    }

    /** Of two shards the second is damaged: the first is not assigned either. */
    @Test
    void damageChangesNoVariable() throws IOException {
        tf.withDevice("/cpu:1").variable(new float[] {9}, "far");
        Saver saver = train.saver(SaverOptions.defaults().withSharded(true));
        try (Session session = initialized()) {
            Path path = saver.save(session, directory.resolve("model"));
            session.run(tf.assign(w, new float[2][2]));
            Files.write(directory.resolve("model.data-00001-of-00002"), new byte[] {1, 2, 3, 4});
            assertThatThrownBy(() -> saver.restore(session, path))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining("'far'")
                    .hasMessageContaining("Checksum does not match");
            assertThat(session.run(w)).hasToString("[[0. 0.]\n [0. 0.]]");
        }
    }

    @Test
    void pathsThatCannotBeAreErrors() throws IOException {
        Saver saver = train.saver();
        try (Session session = initialized()) {
            assertThatThrownBy(() -> saver.save(session, directory.resolve("no/model")))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("Parent directory of " + directory.resolve("no/model") + " doesn't exist");
            assertThatThrownBy(() -> saver.save(session, directory.resolve("checkpoint")))
                    .hasMessageContaining("'latest_filename' collides with 'save_path'");
            assertThatThrownBy(() -> saver.save(session, directory.resolve("model"), null, "a/b", true))
                    .hasMessageContaining("'latest_filename' must not contain path components: 'a/b'");
            Files.createDirectories(directory.resolve("model.index/sub"));
            assertThatThrownBy(() -> saver.save(session, directory.resolve("model")))
                    .hasMessageContaining("model");
            assertThat(files()).containsExactly("model.index");
        }
        assertThatThrownBy(() -> new TrainOps(Ops.on(new Graph())).saver()).hasMessage("No variables to save");
        assertThatThrownBy(() -> train.saver(List.of(tf.constant(1f))))
                .hasMessageContaining("var_list must be variables");
    }

    /** Each file in its turn is on a device that is full. */
    @ParameterizedTest
    @ValueSource(strings = {"model-2.data-00000-of-00001", "model-2.index", "model-2.meta", "checkpoint", "model-2"})
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLeavesTheCheckpointsThatThereWere(String file) throws IOException {
        Saver saver = train.saver(SaverOptions.defaults()
                .withMaxToKeep(1)
                .withWriteVersion(file.equals("model-2") ? CheckpointVersion.V1 : CheckpointVersion.V2));
        try (Session session = initialized()) {
            saver.save(session, directory.resolve("model"), 1);
            List<String> before = files();
            session.run(tf.assign(w, new float[2][2]));
            Files.createSymbolicLink(directory.resolve(file + ".tmp"), Path.of("/dev/full"));
            assertThatThrownBy(() -> saver.save(session, directory.resolve("model"), 2))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining(directory.toString());
            assertThat(files()).containsExactlyInAnyOrderElementsOf(before);
            assertThat(saver.lastCheckpoints()).containsExactly(directory.resolve("model-1"));

            Path latest = Objects.requireNonNull(train.latestCheckpoint(directory));
            saver.restore(session, latest);
            assertThat(session.run(w)).hasToString("[[1. 2.]\n [3. 4.]]");
            saver.save(session, directory.resolve("model"), 3);
            assertThat(files()).hasSize(file.equals("model-2") ? 3 : 4).noneMatch(name -> name.startsWith("model-1"));
        }
    }

    /** Each file in its turn cannot be put in its place. */
    @ParameterizedTest
    @ValueSource(
            strings = {"model.data-00000-of-00001.tmp", "model.index", "model.index.tmp", "model.meta", "checkpoint"})
    void aDirectoryInTheWayLeavesNothingHalfWritten(String file) throws IOException {
        Path inTheWay = Files.createDirectory(directory.resolve(file));
        Files.createFile(inTheWay.resolve("theirs"));
        // The shards of a sharded one are written elsewhere first.
        for (boolean sharded : file.contains("data") ? new boolean[] {false} : new boolean[] {false, true}) {
            Saver saver = train.saver(SaverOptions.defaults().withSharded(sharded));
            try (Session session = initialized()) {
                assertThatThrownBy(() -> saver.save(session, directory.resolve("model")))
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageContaining(inTheWay.toString());
                assertThat(files()).containsExactly(file);
                assertThat(inTheWay.resolve("theirs")).exists();
            }
        }
    }

    @Test
    void whatIsNotInitializedCannotBeSaved() {
        Saver saver = train.saver();
        try (Session session = new Session(graph)) {
            assertThatThrownBy(() -> saver.save(session, directory.resolve("model")))
                    .isInstanceOf(FailedPreconditionException.class);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void namesAreTheOpsNamesAndStepsAreIntegers() {
        try (Session session = initialized()) {
            Path path = train.saver().save(session, directory.resolve("model"));
            assertThat(Checkpoints.listVariables(path).keySet()).containsExactly("W", "step");
            assertThat(Objects.requireNonNull(Checkpoints.listVariables(path).get("W"))
                            .shape())
                    .isEqualTo(Shape.of(2, 2));
            assertThat(Objects.requireNonNull(Checkpoints.listVariables(path).get("W"))
                            .dtype())
                    .isEqualTo(FLOAT32);
            assertThat(Checkpoints.loadVariable(path, "step").dtype()).isEqualTo(INT64);
        }
    }
}
