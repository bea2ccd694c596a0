package org.headrace.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.headrace.interop.Event;
import org.headrace.interop.EventReader;
import org.headrace.interop.Summary;
import org.jspecify.annotations.Nullable;

/** What the one event file of a folder says. */
final class EventFile {
    private final List<Event> events = new ArrayList<>();

    private EventFile() {}

    static EventFile in(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().startsWith("events.out.tfevents."))
                    .toList();
        }
        if (files.size() != 1) {
            throw new AssertionError(folder + " should have one event file, not " + files);
        }
        EventFile found = new EventFile();
        try (EventReader reader = EventReader.open(files.get(0))) {
            for (@Nullable Event event = reader.read(); event != null; event = reader.read()) {
                found.events.add(event);
            }
        }
        return found;
    }

    /** The graph's bytes, a character each: the names of its ops can be looked for in it. */
    String graph() {
        return events.stream()
                .filter(event -> event.what() instanceof Event.GraphBytes)
                .map(event -> ((Event.GraphBytes) event.what()).graphDef())
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no graph"));
    }

    /** The numbers with this tag, by step. */
    SortedMap<Long, Float> values(String tag) {
        SortedMap<Long, Float> values = new TreeMap<>();
        for (Event event : events) {
            if (event.what() instanceof Event.Values found) {
                for (Summary.Value value : found.summary().values()) {
                    if (value.tag().equals(tag) && value.content() instanceof Summary.Scalar scalar) {
                        values.put(event.step(), scalar.value());
                    }
                }
            }
        }
        return values;
    }
}
