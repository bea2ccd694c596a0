package org.headrace.autodiff.cases;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.headrace.core.DType;

/**
 * Rows and dtypes that are not held to TensorFlow though it takes them, and why: {@code differences.tsv}, which
 * {@code DIFFERENCES.md} lists.
 *
 * @param rows matches the names of rows
 */
record Differences(Pattern rows, List<DType> dtypes, String reason) {
    private static final List<Differences> ALL = load();

    static List<Differences> all() {
        return ALL;
    }

    static boolean contain(String row, DType dtype) {
        return ALL.stream()
                .anyMatch(entry ->
                        entry.dtypes.contains(dtype) && entry.rows.matcher(row).matches());
    }

    private static List<Differences> load() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Differences.class.getResourceAsStream("differences.tsv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(fields -> new Differences(
                            Pattern.compile(fields[0]),
                            Arrays.stream(fields[1].split(" "))
                                    .map(name -> DType.valueOf(name.toUpperCase(Locale.ROOT)))
                                    .toList(),
                            fields[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
