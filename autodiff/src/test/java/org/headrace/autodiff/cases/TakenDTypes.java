package org.headrace.autodiff.cases;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.headrace.core.DType;

/**
 * The dtypes, beyond those that rows name, for which TensorFlow 1.15 has CPU kernels of all of a row's ops, as the
 * {@code oracle} profile found and wrote them to {@code dtypes.tsv}: a row's name, its dtypes.
 */
public final class TakenDTypes {
    /** The resource beside this class. */
    public static final String RESOURCE = "dtypes.tsv";

    private static final String HEADER =
            "# dtypes that TensorFlow 1.15.0 takes, written by the oracle profile: mvn -P oracle -pl oracle -am verify -Doracle.write";

    private static final Map<String, List<DType>> BY_ROW = new ConcurrentHashMap<>(load());

    private TakenDTypes() {}

    /** Those of a row; none if TensorFlow was not asked yet. */
    static List<DType> of(String row) {
        return BY_ROW.getOrDefault(row, List.of());
    }

    /** Writes them to the file that is read as a resource. From now on they are also what is known. */
    public static void write(Path file, Map<String, List<DType>> byRow) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        byRow.forEach((row, dtypes) ->
                lines.add(row + '\t' + dtypes.stream().map(DType::toString).collect(Collectors.joining(" "))));
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        BY_ROW.putAll(byRow);
    }

    private static Map<String, List<DType>> load() {
        Map<String, List<DType>> byRow = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(TakenDTypes.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] fields = line.split("\t", -1);
                byRow.put(
                        fields[0],
                        fields[1].isEmpty()
                                ? List.of()
                                : Arrays.stream(fields[1].split(" "))
                                        .map(name -> DType.valueOf(name.toUpperCase(Locale.ROOT)))
                                        .toList());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return byRow;
    }
}
