package org.headrace.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What {@code numpy-print.tsv} (made by {@code numpy-print.py} with NumPy itself) says, and what tutorials show. */
class NumpyFormatTest {

    private record Case(String dtype, List<Long> shape, List<String> values, String str, String repr) {}

    @Test
    void printsWhatNumpyPrints() throws IOException {
        List<Case> cases = cases();
        assertThat(cases).hasSizeGreaterThan(700);
        var softly = new SoftAssertions();
        for (Case c : cases) {
            NumpyFormat format = format(c);
            String what = c.dtype() + c.shape();
            softly.assertThat(format.str()).as("str of " + what).isEqualTo(c.str());
            softly.assertThat(format.repr()).as("repr of " + what).isEqualTo(c.repr());
        }
        softly.assertAll();
    }

    @Test
    void printsPredictionsAsTheTutorialShowsThem() {
        float[] predictions = {0.7227939f, 0.514002f, 0.13912034f, 0.28490177f, 0.7263731f};
        assertThat(NumpyFormat.of(predictions, 5, 1).str()).isEqualTo("""
                        [[0.7227939 ]
                         [0.514002  ]
                         [0.13912034]
                         [0.28490177]
                         [0.7263731 ]]""");
    }

    @Test
    void refusesAShapeThatTheValuesDoNotFill() {
        assertThatThrownBy(() -> NumpyFormat.of(new float[] {1, 2, 3}, 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape [2, 2] has 4 elements, the array 3");
    }

    private static List<Case> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(NumpyFormatTest.class.getResourceAsStream("numpy-print.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(NumpyFormatTest::parse)
                    .toList();
        }
    }

    private static Case parse(String line) {
        String[] fields = line.split("\t", -1);
        List<Long> shape = fields[1].equals("-")
                ? List.of()
                : Stream.of(fields[1].split("x")).map(Long::valueOf).toList();
        return new Case(fields[0], shape, List.of(fields[2].split(",")), unescape(fields[3]), unescape(fields[4]));
    }

    private static String unescape(String text) {
        return text.translateEscapes();
    }

    private static NumpyFormat format(Case c) {
        long[] shape = c.shape().stream().mapToLong(Long::longValue).toArray();
        int size = Math.toIntExact(Arrays.stream(shape).reduce(1, (x, y) -> x * y));
        String[] cells = new String[size];
        Arrays.setAll(cells, i -> c.values().get(i % c.values().size()));
        return switch (c.dtype()) {
            case "float32" -> NumpyFormat.of(floats(cells), shape);
            case "float64" -> NumpyFormat.of(doubles(cells), shape);
            case "complex64" -> NumpyFormat.ofComplex(floats(cells), shape);
            case "complex128" -> NumpyFormat.ofComplex(doubles(cells), shape);
            case "int8" -> NumpyFormat.of(bytes(cells), shape);
            case "uint8" -> NumpyFormat.ofUnsigned(bytes(cells), shape);
            case "int16" -> NumpyFormat.of(shorts(cells), shape);
            case "uint16" -> NumpyFormat.ofUnsigned(shorts(cells), shape);
            case "int32" ->
                NumpyFormat.of(Stream.of(cells).mapToInt(Integer::parseInt).toArray(), shape);
            case "int64" ->
                NumpyFormat.of(Stream.of(cells).mapToLong(Long::parseLong).toArray(), shape);
            case "bool" -> {
                boolean[] values = new boolean[size];
                for (int i = 0; i < size; i++) {
                    values[i] = cells[i].equals("1");
                }
                yield NumpyFormat.of(values, shape);
            }
            case "bytes" -> {
                Function<String, byte[]> decode =
                        hex -> hex.equals("-") ? new byte[0] : HexFormat.of().parseHex(hex);
                yield NumpyFormat.of(Stream.of(cells).map(decode).toArray(byte[][]::new), shape);
            }
            default -> throw new IllegalArgumentException(c.dtype());
        };
    }

    private static float[] floats(String[] cells) {
        int[] bits = Stream.of(String.join(":", cells).split(":"))
                .filter(hex -> !hex.isEmpty())
                .mapToInt(hex -> Integer.parseUnsignedInt(hex, 16))
                .toArray();
        float[] values = new float[bits.length];
        for (int i = 0; i < bits.length; i++) {
            values[i] = Float.intBitsToFloat(bits[i]);
        }
        return values;
    }

    private static double[] doubles(String[] cells) {
        return Stream.of(String.join(":", cells).split(":"))
                .filter(hex -> !hex.isEmpty())
                .mapToDouble(hex -> Double.longBitsToDouble(Long.parseUnsignedLong(hex, 16)))
                .toArray();
    }

    private static byte[] bytes(String[] cells) {
        byte[] values = new byte[cells.length];
        for (int i = 0; i < cells.length; i++) {
            values[i] = (byte) Integer.parseInt(cells[i]);
        }
        return values;
    }

    private static short[] shorts(String[] cells) {
        short[] values = new short[cells.length];
        for (int i = 0; i < cells.length; i++) {
            values[i] = (short) Integer.parseInt(cells[i]);
        }
        return values;
    }
}
