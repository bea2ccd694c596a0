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
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/**
 * TensorFlow 1.15's results for the table's rows, as the {@code oracle} profile wrote them to {@code expected.tsv}: a line
 * for each row, dtype tried and output, with the result's dtype, shape and elements (floats in hexadecimal, strings as the
 * hexadecimal digits of their bytes).
 */
public final class Expectations {
    /** The resource beside this class. */
    public static final String RESOURCE = "expected.tsv";

    private static final String HEADER =
            "# TensorFlow 1.15.0 results, written by the oracle profile: mvn -P oracle -pl oracle -am verify -Doracle.write";

    private final Map<String, Tensor> values = new HashMap<>();

    private Expectations() {}

    public static Expectations load() {
        Expectations expectations = new Expectations();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Expectations.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(expectations::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return expectations;
    }

    /** The key of a result: {@code Add/scalar float32 0}. */
    public static String key(String caseName, String dtype, int output) {
        return caseName + '\t' + dtype + '\t' + output;
    }

    /** The result; if TensorFlow was never asked, the test that needs it fails. */
    public Tensor get(String key) {
        Tensor value = values.get(key);
        if (value == null) {
            throw new AssertionError("no expectation for " + key + ": run the oracle profile, see CONTRIBUTING.md");
        }
        return value;
    }

    private void add(String line) {
        String[] fields = line.split("\t", -1);
        DType dtype = DType.valueOf(fields[3].toUpperCase(Locale.ROOT));
        long[] dims = fields[4].isEmpty()
                ? new long[0]
                : Arrays.stream(fields[4].split(",")).mapToLong(Long::parseLong).toArray();
        Shape shape = Shape.of(dims);
        List<String> elements =
                fields[5].isEmpty() && shape.size() == 0 ? List.of() : List.of(fields[5].split(" ", -1));
        values.put(key(fields[0], fields[1], Integer.parseInt(fields[2])), parse(dtype, shape, elements));
    }

    private static Tensor parse(DType dtype, Shape shape, List<String> elements) {
        Tensor tensor = Tensor.zeros(dtype, shape);
        for (int i = 0; i < elements.size(); i++) {
            String text = elements.get(i);
            switch (dtype.storage()) {
                case FLOATS -> tensor.floats()[i] = Float.parseFloat(text);
                case DOUBLES -> tensor.doubles()[i] = Double.parseDouble(text);
                case INTS -> tensor.ints()[i] = Integer.parseInt(text);
                case LONGS -> tensor.longs()[i] = Long.parseLong(text);
                case SHORTS -> tensor.shorts()[i] = Short.parseShort(text);
                case BYTES -> tensor.bytes()[i] = Byte.parseByte(text);
                case STRINGS -> tensor.strings()[i] = HexFormat.of().parseHex(text);
            }
        }
        return tensor;
    }

    /** Writes results, by their keys, to the file that {@link #load} reads as a resource. */
    public static void write(Path file, Map<String, Tensor> results) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        results.forEach((key, value) -> lines.add(line(key, value)));
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(String key, Tensor value) {
        StringJoiner dims = new StringJoiner(",");
        value.shape().toList().forEach(dim -> dims.add(dim.toString()));
        StringJoiner elements = new StringJoiner(" ");
        for (int i = 0; i < value.size() * value.dtype().width(); i++) {
            elements.add(
                    switch (value.dtype().storage()) {
                        case FLOATS -> Float.toHexString(value.floats()[i]);
                        case DOUBLES -> Double.toHexString(value.doubles()[i]);
                        case INTS -> Integer.toString(value.ints()[i]);
                        case LONGS -> Long.toString(value.longs()[i]);
                        case SHORTS -> Short.toString(value.shorts()[i]);
                        case BYTES -> Byte.toString(value.bytes()[i]);
                        case STRINGS -> HexFormat.of().formatHex(value.strings()[i]);
                    });
        }
        return key + '\t' + value.dtype() + '\t' + dims + '\t' + elements;
    }
}
