package org.headrace.ops.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every distribution against {@code tf-random.csv}: the values of TensorFlow 1.15 for the same seeds. */
class RandomTest {

    private static final int SHOWN_WHOLE = 20;
    private static final int HEAD = 8;
    private static final int TAIL = 12;

    private record Row(String op, String dtype, long seed, long seed2, int size, int run, List<String> values) {

        /** The element that value {@code i} of the row is: long outputs are recorded by their first and last values. */
        int element(int i) {
            return size <= SHOWN_WHOLE || i < HEAD ? i : size - TAIL + i - HEAD;
        }

        String what(int i) {
            return "%s %s seeds %d, %d size %d run %d element %d"
                    .formatted(op, dtype, seed, seed2, size, run, element(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RandomUniform", "RandomUniformInt", "RandomShuffle"})
    void givesTensorFlowsBits(String op) throws IOException {
        List<Row> rows = rows(op);
        for (Row row : rows) {
            String[] ours = ours(row);
            for (int i = 0; i < row.values().size(); i++) {
                assertThat(ours[row.element(i)])
                        .as(row.what(i))
                        .isEqualTo(row.values().get(i));
            }
        }
        assertThat(rows).hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RandomStandardNormal", "TruncatedNormal"})
    void givesTensorFlowsNormalNumbers(String op) throws IOException {
        List<Row> rows = rows(op);
        int equal = 0;
        int all = 0;
        for (Row row : rows) {
            String[] ours = ours(row);
            for (int i = 0; i < row.values().size(); i++) {
                String expected = row.values().get(i);
                String actual = ours[row.element(i)];
                double tolerance = row.dtype().equals("float32") ? 2.5e-7 : 1e-15;
                double value = decode(row.dtype(), expected);
                assertThat(decode(row.dtype(), actual))
                        .as(row.what(i))
                        .isCloseTo(value, within(tolerance * Math.max(1, Math.abs(value))));
                all++;
                equal += actual.equals(expected) ? 1 : 0;
            }
        }
        assertThat(rows).hasSize(120);
        assertThat((double) equal / all).as("share of equal bits").isGreaterThan(0.9);
    }

    @Test
    void startsFloatUniformWithTensorFlowsKnownValues() {
        float[] out = new float[8];
        Uniform.fill(reserved(new PhiloxGenerator(1, 1), 8), out, 0, 8);
        assertThat(Arrays.copyOf(out, 4)).containsExactly(0.055544138f, 0.018698454f, 0.07080972f, 0.27141213f);
    }

    @Test
    void piecesOfAnOutputAreThoseOfTheWhole() {
        Philox start = reserved(new PhiloxGenerator(3, 4), 50);
        float[] whole = new float[50];
        TruncatedNormal.fill(start.copy(), whole, 0, 50);
        float[] pieces = new float[50];
        TruncatedNormal.fill(start.copy(), pieces, 24, 50);
        TruncatedNormal.fill(start.copy(), pieces, 0, 24);
        assertThat(pieces).containsExactly(whole);

        int[] wholeInts = new int[50];
        Uniform.fill(start.copy(), -3, 9, wholeInts, 0, 50);
        int[] pieceInts = new int[50];
        Uniform.fill(start.copy(), -3, 9, pieceInts, 24, 50);
        Uniform.fill(start.copy(), -3, 9, pieceInts, 0, 24);
        assertThat(pieceInts).containsExactly(wholeInts);
    }

    @Test
    void refusesAPieceThatBeginsInsideAGroup() {
        assertThatThrownBy(() -> Uniform.fill(new Philox(1, 1), new float[8], 2, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("from = 2 must be a multiple of 4");
    }

    @Test
    void refusesAnEmptyIntegerRange() {
        assertThatThrownBy(() -> Uniform.fill(new Philox(1, 1), 5, 5, new int[1], 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Need minval < maxval, got 5 >= 5");
    }

    @Test
    void reachesTheWholeRangeOfAnInteger() {
        int[] out = new int[4000];
        Uniform.fill(new Philox(1, 1), Integer.MIN_VALUE, Integer.MAX_VALUE, out, 0, out.length);
        assertThat(Arrays.stream(out).min().orElseThrow()).isLessThan(-2_140_000_000);
        assertThat(Arrays.stream(out).max().orElseThrow()).isGreaterThan(2_140_000_000);
    }

    @Test
    void carriesTheCounterIntoItsUpperHalf() {
        Philox skipped = new Philox(7, 8);
        skipped.skip(-1);
        skipped.next();
        skipped.next();
        // Counter (2^64 - 1) + 1 of seed2 8 is counter 0 of seed2 9.
        Philox carried = new Philox(7, 9);
        carried.next();
        assertThat(skipped.word0()).isEqualTo(carried.word0());
        assertThat(skipped.word3()).isEqualTo(carried.word3());
    }

    @Test
    void differsEachTimeWithoutSeeds() {
        long[] first = new long[2];
        long[] second = new long[2];
        Uniform.fill(reserved(new PhiloxGenerator(0, 0), 2), 0, Long.MAX_VALUE, first, 0, 2);
        Uniform.fill(reserved(new PhiloxGenerator(0, 0), 2), 0, Long.MAX_VALUE, second, 0, 2);
        assertThat(first).isNotEqualTo(second);
    }

    private static Philox reserved(PhiloxGenerator generator, int outputs) {
        Philox bits = new Philox(0, 0);
        generator.reserveOutputs(outputs, bits);
        return bits;
    }

    private static String[] ours(Row row) {
        var generator = new PhiloxGenerator(row.seed(), row.seed2());
        String[] values = draw(row, generator);
        return row.run() == 1 ? values : draw(row, generator);
    }

    private static String[] draw(Row row, PhiloxGenerator generator) {
        int n = row.size();
        if (row.op().equals("RandomShuffle")) {
            return text(Shuffle.permutation(generator, n));
        }
        Philox start = reserved(generator, n);
        switch (row.dtype()) {
            case "float32" -> {
                float[] out = new float[n];
                switch (row.op()) {
                    case "RandomUniform" -> Uniform.fill(start, out, 0, n);
                    case "RandomStandardNormal" -> Normal.fill(start, out, 0, n);
                    default -> TruncatedNormal.fill(start, out, 0, n);
                }
                String[] text = new String[n];
                Arrays.setAll(text, i -> Integer.toHexString(Float.floatToIntBits(out[i])));
                return text;
            }
            case "float64" -> {
                double[] out = new double[n];
                switch (row.op()) {
                    case "RandomUniform" -> Uniform.fill(start, out, 0, n);
                    case "RandomStandardNormal" -> Normal.fill(start, out, 0, n);
                    default -> TruncatedNormal.fill(start, out, 0, n);
                }
                return Arrays.stream(out)
                        .mapToObj(x -> Long.toHexString(Double.doubleToLongBits(x)))
                        .toArray(String[]::new);
            }
            case "int32" -> {
                int[] out = new int[n];
                Uniform.fill(start, -7, 1000003, out, 0, n);
                return text(out);
            }
            default -> {
                long[] out = new long[n];
                Uniform.fill(start, -5000000000L, 7000000000000L, out, 0, n);
                return Arrays.stream(out).mapToObj(Long::toString).toArray(String[]::new);
            }
        }
    }

    private static String[] text(int[] values) {
        return Arrays.stream(values).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private static double decode(String dtype, String hex) {
        return dtype.equals("float32")
                ? Float.intBitsToFloat(Integer.parseUnsignedInt(hex, 16))
                : Double.longBitsToDouble(Long.parseUnsignedLong(hex, 16));
    }

    private static List<Row> rows(String op) throws IOException {
        try (InputStream in = Objects.requireNonNull(RandomTest.class.getResourceAsStream("tf-random.csv"))) {
            return Stream.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .map(line -> line.split(","))
                    .filter(f -> f[0].equals(op))
                    .map(f -> new Row(
                            f[0],
                            f[1],
                            Long.parseLong(f[2]),
                            Long.parseLong(f[3]),
                            Integer.parseInt(f[4]),
                            Integer.parseInt(f[5]),
                            List.of(f[6].split(" "))))
                    .toList();
        }
    }
}
