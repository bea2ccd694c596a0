package org.headrace.examples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headrace.core.Tensor;
import org.headrace.interop.CheckpointReader;
import org.headrace.interop.Checkpoints;
import org.headrace.interop.Event;
import org.headrace.interop.EventReader;
import org.headrace.interop.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The checkpoints and event files of {@code signs}, on drawn hands with 34 steps an epoch, or on the small files among the
 * tests' resources: seven pictures to train on, and so one step an epoch.
 */
class SignsResumeTest {
    @TempDir
    private Path folder;

    private Ran onSmallFiles(Path logs, String... options) throws URISyntaxException {
        Path file = Path.of(
                requireNonNull(getClass().getResource("signs/train_signs.h5")).toURI());
        List<String> all = new ArrayList<>(List.of("--data=" + file.getParent()));
        all.addAll(List.of(options));
        return onDrawnHands(logs, all.toArray(String[]::new));
    }

    private Ran onDrawnHands(Path logs, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "signs",
                "--logdir=" + logs,
                "--curve=" + folder.resolve("cost.png"),
                "--accuracy=" + folder.resolve("accuracy.png"),
                "--samples=" + folder.resolve("samples.png"),
                "--wrong=" + folder.resolve("wrong.png")));
        arguments.addAll(List.of(options));
        return Ran.example(arguments.toArray(String[]::new));
    }

    private static Map<String, Tensor> saved(Path prefix) {
        Map<String, Tensor> values = new TreeMap<>();
        try (CheckpointReader reader = CheckpointReader.open(prefix)) {
            reader.tensors().keySet().forEach(name -> values.put(name, reader.read(name)));
        }
        return values;
    }

    private static List<Event> events(Path logs) {
        List<Event> events = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(logs, "events.out.tfevents.*")) {
            for (Path file : files) {
                try (EventReader reader = EventReader.open(file)) {
                    for (Event event = reader.read(); event != null; event = reader.read()) {
                        events.add(event);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }

    /** The scalars with this tag, by step. */
    private static Map<Long, Float> scalars(Path logs, String tag) {
        Map<Long, Float> found = new TreeMap<>();
        for (Event event : events(logs)) {
            if (event.what() instanceof Event.Values values) {
                for (Summary.Value value : values.summary().values()) {
                    if (value.tag().equals(tag) && value.content() instanceof Summary.Scalar scalar) {
                        found.put(event.step(), scalar.value());
                    }
                }
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"--dropout=0", "--dropout=0.3"})
    void aResumedTrainingIsTheSameToTheLastBit(String dropout) {
        Path whole = folder.resolve("whole");
        Path parts = folder.resolve("parts");
        Ran uninterrupted = onDrawnHands(whole, "--epochs=6", dropout, "--l2=0.001");
        assertThat(onDrawnHands(parts, "--epochs=3", dropout, "--l2=0.001").status())
                .isZero();
        Ran resumed = onDrawnHands(parts, "--epochs=6", "--resume", dropout, "--l2=0.001");

        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.out()).contains("Resumed after 3 epochs");
        assertThat(resumed.value("Train Accuracy: ")).isEqualTo(uninterrupted.value("Train Accuracy: "));
        Map<String, Tensor> expected = saved(whole.resolve("signs.ckpt-204"));
        assertThat(expected).containsKeys("W1", "b3", "W1/Adam", "W1/Adam_1", "beta1_power", "global_step");
        assertThat(saved(parts.resolve("signs.ckpt-204"))).isEqualTo(expected);
        assertThat(scalars(parts.resolve("train"), "epoch_cost"))
                .containsAllEntriesOf(scalars(whole.resolve("train"), "epoch_cost"));
        assertThat(scalars(whole.resolve("train"), "epoch_cost")).containsOnlyKeys(0L, 5L);
    }

    @Test
    void eventFilesHoldGraphCostsAccuraciesAndWeights() throws Exception {
        Path logs = folder.resolve("new").resolve("logs");
        Ran ran = onSmallFiles(logs, "--epochs=2");
        List<Event> train = events(logs.resolve("train"));

        assertThat(train).anyMatch(event -> event.what() instanceof Event.GraphBytes);
        assertThat(scalars(logs.resolve("train"), "epoch_cost")).containsOnlyKeys(0L, 1L);
        assertThat(scalars(logs.resolve("train"), "accuracy")).containsEntry(1L, (float) ran.value("Train Accuracy: "));
        assertThat(scalars(logs.resolve("test"), "accuracy")).containsEntry(1L, (float) ran.value("Test Accuracy: "));
        assertThat(scalars(logs.resolve("test"), "loss")).containsOnlyKeys(0L, 1L);
        assertThat(train)
                .filteredOn(event -> event.what() instanceof Event.Values)
                .flatExtracting(event -> ((Event.Values) event.what()).summary().values())
                .filteredOn(value -> value.content() instanceof Summary.Histogram)
                .extracting(Summary.Value::tag)
                .contains("W1/values", "W2/values", "W3/values");
        assertThat(Checkpoints.latestCheckpoint(logs)).isEqualTo(logs.resolve("signs.ckpt-2"));
    }

    @Test
    void aNewTrainingReplacesAnEarlierOne() throws Exception {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Path foreign = Files.writeString(logs.resolve("notes.txt"), "mine");
        onSmallFiles(logs, "--epochs=3");
        onSmallFiles(logs, "--epochs=1");

        assertThat(scalars(logs.resolve("train"), "epoch_cost")).containsOnlyKeys(0L);
        assertThat(Checkpoints.latestCheckpoint(logs)).isEqualTo(logs.resolve("signs.ckpt-1"));
        assertThat(logs.resolve("signs.ckpt-3.index")).doesNotExist();
        assertThat(foreign).hasContent("mine");
    }

    @Test
    void whenAllEpochsAreDoneResumingOnlyEvaluates() throws Exception {
        Path logs = folder.resolve("logs");
        Ran first = onSmallFiles(logs, "--epochs=2");
        Ran again = onSmallFiles(logs, "--epochs=2", "--resume");

        assertThat(again.status()).isZero();
        assertThat(again.out()).contains("Resumed after 2 epochs");
        assertThat(again.value("Test Accuracy: ")).isEqualTo(first.value("Test Accuracy: "));
    }

    private static void refused(Ran ran, String... words) {
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).hasSize(1).first().asString().contains(words);
    }

    @Test
    void withoutACheckpointThereIsNothingToResume() throws Exception {
        Path logs = folder.resolve("nowhere");
        refused(
                onSmallFiles(logs, "--resume"),
                logs + " has no checkpoint to resume from",
                "train without --resume first");
        assertThat(logs).doesNotExist();
    }

    @Test
    void anotherProgramsFolderIsLeftAlone() throws Exception {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        String state = "model_checkpoint_path: \"model.ckpt-5\"\n";
        Path file = Files.writeString(logs.resolve("checkpoint"), state);

        String foreign = "'" + logs.resolve("model.ckpt-5") + "', which another program saved";
        refused(onSmallFiles(logs, "--resume"), foreign, "--logdir");
        refused(onSmallFiles(logs, "--epochs=1"), "which another program saved", "--logdir");
        assertThat(file).hasContent(state);
    }

    @Test
    void aCheckpointOfTheOtherLayoutIsNamed() throws Exception {
        Path logs = folder.resolve("logs");
        onSmallFiles(logs, "--epochs=1");
        refused(
                onSmallFiles(logs, "--epochs=2", "--resume", "--layout=rows"),
                logs.resolve("signs.ckpt-1") + " cannot be resumed",
                "--layout");
    }

    /** 34 steps are an epoch of the drawn hands, 35 are not one. */
    @Test
    void aCheckpointOfOtherPicturesIsRefused() throws Exception {
        Path logs = folder.resolve("logs");
        assertThat(onSmallFiles(logs, "--epochs=35").status()).isZero();
        refused(
                onDrawnHands(logs, "--epochs=40", "--resume"),
                "signs.ckpt-35 was saved after 35 steps, and an epoch has 34",
                "--data");
    }

    @Test
    void aDamagedCheckpointIsNotLoaded() throws Exception {
        Path logs = folder.resolve("logs");
        onSmallFiles(logs, "--epochs=1");
        Path file = logs.resolve("signs.ckpt-1.data-00000-of-00001");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        refused(onSmallFiles(logs, "--epochs=2", "--resume"), "signs.ckpt-1", "cannot be resumed", "train anew");
    }

    @Test
    void aFileInTheWayOfTheFolderIsNamed() throws Exception {
        Path logs = Files.writeString(folder.resolve("logs"), "a file");
        refused(onSmallFiles(logs, "--epochs=1"), logs + " is not a folder", "--logdir");
        assertThat(logs).hasContent("a file");
    }
}
