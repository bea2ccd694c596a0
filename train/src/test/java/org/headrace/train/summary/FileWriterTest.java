package org.headrace.train.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.headrace.core.DataLossException;
import org.headrace.core.Graph;
import org.headrace.core.InvalidArgumentException;
import org.headrace.interop.Event;
import org.headrace.interop.EventReader;
import org.headrace.interop.GraphDefs;
import org.headrace.interop.Summary;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWriterTest {
    @TempDir
    Path directory;

    private List<Path> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static List<Event> events(Path file) {
        List<Event> events = new ArrayList<>();
        try (var reader = EventReader.open(file)) {
            for (Event event = reader.read(); event != null; event = reader.read()) {
                events.add(event);
            }
        }
        return events;
    }

    @Test
    void whatIsAddedIsInTheFileInItsOrder() throws IOException {
        Graph graph = new Graph();
        Ops.on(graph).constant(1f, "one");
        var log = new Event.SessionLog(Event.SessionLog.Status.START, "", "go");
        try (var writer = new FileWriter(directory, graph)) {
            for (int i = 0; i < 100; i++) {
                writer.addSummary(Summary.scalar("loss", i / 2.0), i);
            }
            writer.addSessionLog(log, 3);
        }
        assertThat(files()).hasSize(1);
        assertThat(files().get(0).getFileName().toString()).matches("events\\.out\\.tfevents\\.\\d{10}\\..+");
        List<Event> events = events(files().get(0));
        assertThat(events).hasSize(104);
        assertThat(events.get(0).what()).isEqualTo(new Event.FileVersion("brain.Event:2"));
        assertThat(events.get(1).what()).isEqualTo(new Event.GraphBytes(GraphDefs.toGraphDef(graph)));
        assertThat(events.get(2).what()).isInstanceOf(Event.MetaGraphBytes.class);
        assertThat(events.get(52).step()).isEqualTo(49);
        assertThat(events.get(52).what()).isEqualTo(new Event.Values(Summary.scalar("loss", 24.5)));
        assertThat(events.get(103).what()).isEqualTo(log);
        assertThat(events.get(103).wallTime()).isBetween(1.5e9, 1e10);
    }

    /** By a parser that knows nothing of ours: the frame, then the fields by their numbers. */
    @Test
    void anIndependentReaderFindsTagStepAndValue() throws IOException {
        try (var writer = new FileWriter(directory)) {
            writer.addSummary(Summary.scalar("loss", 0.25), 300);
        }
        var bytes = ByteBuffer.wrap(Files.readAllBytes(files().get(0))).order(ByteOrder.LITTLE_ENDIAN);
        byte[] last = new byte[0];
        while (bytes.hasRemaining()) {
            int start = bytes.position();
            long length = bytes.getLong();
            assertThat(bytes.getInt()).isEqualTo(masked(Arrays.copyOfRange(bytes.array(), start, start + 8)));
            last = new byte[(int) length];
            bytes.get(last);
            assertThat(bytes.getInt()).isEqualTo(masked(last));
        }
        var event = ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(event.get()).isEqualTo((byte) (1 << 3 | 1));
        assertThat(event.getDouble()).isBetween(1.5e9, 1e10);
        byte[] rest = new byte[event.remaining()];
        event.get(rest);
        assertThat(rest)
                .containsExactly(
                        2 << 3,
                        0xac,
                        2,
                        5 << 3 | 2,
                        13,
                        1 << 3 | 2,
                        11,
                        1 << 3 | 2,
                        4,
                        'l',
                        'o',
                        's',
                        's',
                        2 << 3 | 5,
                        0,
                        0,
                        0x80,
                        0x3e);
    }

    private static int masked(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        int value = (int) crc.getValue();
        return (value >>> 15 | value << 17) + 0xa282ead8;
    }

    @Test
    void aFileIsReadWhileItIsWritten() throws IOException {
        try (var writer = new FileWriter(directory)) {
            writer.flush();
            try (var reader = EventReader.open(files().get(0))) {
                assertThat(reader.read()).isNotNull();
                assertThat(reader.read()).isNull();
                writer.addSummary(Summary.scalar("a", 1), 1);
                writer.flush();
                assertThat(reader.read()).extracting(Event::step).isEqualTo(1L);
            }
        }
    }

    @Test
    void aRecordThatWasNotFinishedEndsTheFileAndOneThatIsDamagedIsAnError() throws IOException {
        try (var writer = new FileWriter(directory)) {
            writer.addSummary(Summary.scalar("a", 1), 1);
        }
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        int first = 40;
        for (int length = first; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(events(file)).hasSize(1);
        }
        try (var reader = EventReader.open(file)) {
            reader.read();
            assertThat(reader.read()).isNull();
            Files.write(file, Arrays.copyOfRange(whole, whole.length - 1, whole.length), StandardOpenOption.APPEND);
            assertThat(reader.read()).extracting(Event::step).isEqualTo(1L);
        }
        whole[first + 20] ^= 1;
        Files.write(file, whole);
        assertThatThrownBy(() -> events(file))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("at byte 40 of " + file);
    }

    @Test
    void aWriterIsOpenedAgainToAnotherFile() throws IOException {
        FileWriter writer = new FileWriter(directory, null, 2, Duration.ofSeconds(1), ".x");
        writer.addSummary(Summary.scalar("a", 1), 1);
        writer.close();
        writer.addSummary(Summary.scalar("lost", 1), 2);
        writer.reopen();
        writer.addSummary(Summary.scalar("b", 1), 3);
        writer.close();
        writer.close();
        assertThat(files()).hasSize(2).allMatch(file -> file.toString().endsWith(".x"));
        assertThat(files().stream().mapToLong(file -> events(file).size()).sum())
                .isEqualTo(4);
    }

    @Test
    void anInterruptLosesNoEvent() throws IOException {
        var writer = new FileWriter(directory, null, 1, Duration.ofMinutes(2), "");
        Thread.currentThread().interrupt();
        for (int i = 0; i < 20; i++) {
            writer.addSummary(Summary.scalar("loss", i), i);
        }
        writer.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(events(files().get(0))).hasSize(21);
    }

    @Test
    void aQueueOrATimeOfNothingIsRefused() {
        assertThatThrownBy(() -> new FileWriter(directory, null, 0, Duration.ofMinutes(2), ""))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> new FileWriter(directory, null, 10, Duration.ZERO, ""))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("PT0S");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> new FileWriter(file.resolve("logs")))
                .hasMessageContaining(file.resolve("logs").toString());
    }
}
