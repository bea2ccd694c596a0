package org.headrace.train;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What TensorFlow 1.15 has made of the variables of each {@link TrainingCase}, as the {@code oracle} profile wrote it to
 * {@code ten-steps.tsv}: a line for each case, variant and variable, with its elements.
 */
public final class TenSteps {
    private static final String HEADER =
            "# TensorFlow 1.15.0 results, written by the oracle profile: mvn -P oracle -pl oracle -am verify -Doracle.write";

    private final Map<String, double[]> values = new HashMap<>();

    private TenSteps() {}

    static TenSteps load() {
        TenSteps steps = new TenSteps();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(TenSteps.class.getResourceAsStream("ten-steps.tsv"), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] fields = line.split("\t", -1);
                double[] elements = Stream.of(fields[3].split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                steps.values.put(fields[0] + '\t' + fields[1] + '\t' + fields[2], elements);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return steps;
    }

    /** The key of a variable after ten steps. */
    public static String key(TrainingCase c, TrainingCase.Variant variant, String variable) {
        return c.name() + '\t' + variant + '\t' + variable;
    }

    /** The variable's elements; if TensorFlow was never asked, the test that needs them fails. */
    double[] get(String key) {
        double[] elements = values.get(key);
        if (elements == null) {
            throw new AssertionError("no expectation for " + key + ": run the oracle profile, see CONTRIBUTING.md");
        }
        return elements;
    }

    int size() {
        return values.size();
    }

    /** Writes the elements of variables, by their keys, to the file that {@link #load} reads as a resource. */
    public static void write(Path file, Map<String, double[]> results) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        results.forEach((key, elements) -> {
            List<String> texts = new ArrayList<>();
            for (double element : elements) {
                texts.add(Double.toString(element));
            }
            lines.add(key + '\t' + String.join(" ", texts));
        });
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
