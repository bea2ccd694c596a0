package org.headrace.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headrace.core.DType.FLOAT32;
import static org.headrace.core.DType.FLOAT64;
import static org.headrace.core.DType.INT32;
import static org.headrace.core.DType.INT64;
import static org.headrace.core.DType.STRING;
import static org.headrace.core.DType.UINT8;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.headrace.core.DataLossException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text, StandardCharsets.UTF_8);
    }

    private static List<String> texts(Tensor strings) {
        return Arrays.stream(strings.strings())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    private void refused(CsvReader reader, String text, String message) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining(file + ": " + message);
    }

    @Test
    void columnsHaveTheirDtypes() throws IOException {
        CsvTable table = CsvReader.of(FLOAT32, FLOAT64, INT32, INT64, STRING)
                .read(file("1.5,-2e-3,7,9000000000,a b\n .25 ,inf,-2147483648, 3 ,\u00e4\n"));
        assertThat(table.columns())
                .containsExactly(
                        Tensor.of(new float[] {1.5f, 0.25f}),
                        Tensor.of(new double[] {-0.002, Double.POSITIVE_INFINITY}),
                        Tensor.of(new int[] {7, Integer.MIN_VALUE}),
                        Tensor.of(new long[] {9000000000L, 3}),
                        Tensor.of((Object) new String[] {"a b", "\u00e4"}));
        assertThat(table.rows()).isEqualTo(2);
    }

    /** The examples of RFC 4180, section 2. */
    @Test
    void quotedFieldsMayHoldAnything() throws IOException {
        CsvTable table = CsvReader.of(STRING, STRING, STRING)
                .read(file(
                        "aaa,bbb,ccc\r\n\"aaa\",\"b\r\nbb\",\"ccc\"\r\n\"a,a\",\"b\"\"bb\",\"\"\"\"\r\nzzz,yyy,xxx"));
        assertThat(texts(table.columns().get(0))).containsExactly("aaa", "aaa", "a,a", "zzz");
        assertThat(texts(table.columns().get(1))).containsExactly("bbb", "b\r\nbb", "b\"bb", "yyy");
        assertThat(texts(table.columns().get(2))).containsExactly("ccc", "ccc", "\"", "xxx");
    }

    @Test
    void aHeaderNamesTheColumns() throws IOException {
        CsvTable table =
                CsvReader.of(INT32, INT32).withHeader().withSeparator(';').read(file("\uFEFFx;y\n1;2\n\n3;4\n\n"));
        assertThat(table.names()).containsExactly("x", "y");
        assertThat(table.column("y")).isEqualTo(Tensor.of(new int[] {2, 4}));
        assertThatThrownBy(() -> table.column("z"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("there is no column 'z': there are [x, y]");
        assertThat(table.matrix(0, 2)).isEqualTo(Tensor.of((Object) new int[][] {{1, 2}, {3, 4}}));
    }

    @Test
    void emptyFieldsStandForTheirDefaults() throws IOException {
        CsvReader reader = CsvReader.of(FLOAT32, INT32, STRING).withDefaults(0.5f, null, "none");
        CsvTable table = reader.read(file(",1,\n2,3,\"\"\n"));
        assertThat(table.columns().get(0)).isEqualTo(Tensor.of(new float[] {0.5f, 2}));
        assertThat(texts(table.columns().get(2))).containsExactly("none", "none");
        refused(reader, "1,2,a\n1,,a\n", "line 2 has nothing in field 1: write a value there, or read with a default");
        assertThatThrownBy(() -> reader.withDefaults(1)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void wrongLinesAreNamed() throws IOException {
        CsvReader two = CsvReader.of(INT32, FLOAT32);
        refused(two, "1,2\n3\n", "line 2 has 1 fields: it must have 2");
        refused(two, "1,2\n\n\n3,4,5", "line 4 has 3 fields: it must have 2");
        refused(two, ",".repeat(1 << 20), "line 1 has 1048577 fields: it must have 2");
        refused(two, "1,2\nx,4", "line 2 has 'x' in field 0, which is no int32");
        refused(two, "1.5,2", "line 1 has '1.5' in field 0, which is no int32");
        refused(two, "2147483648,2", "line 1 has '2147483648' in field 0, which is no int32");
        refused(two, "1,2f", "line 1 has '2f' in field 1, which is no float32");
        refused(two, "1,0x1p3", "line 1 has '0x1p3' in field 1, which is no float32");
        refused(CsvReader.of(STRING, INT32), "\"a\nb\",1\n\"c\nd\",x\n", "line 3 has 'x' in field 1");
        refused(CsvReader.of(STRING), "a\n\"b\nc", "line 2 has a quote that is never closed");
        refused(CsvReader.of(STRING), "a\nb\"c\"", "line 2 has a quote within a field");
        refused(CsvReader.of(STRING), "\"a\"b", "line 1 has something after a closing quote");
        assertThatThrownBy(() -> two.withHeader().read(file("")))
                .hasMessageContaining("data.csv is empty: it must begin with the columns' names");
    }

    @Test
    void textThatIsNoUtf8IsRefusedWithItsLine() throws IOException {
        Path file = folder.resolve("latin1.csv");
        Files.write(file, new byte[] {'a', '\n', (byte) 0xe4, '\n'});
        assertThatThrownBy(() -> CsvReader.of(STRING).read(file))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("is not UTF-8");
    }

    @Test
    void aQuoteThatIsNeverClosedDoesNotTakeAllMemory() throws IOException {
        Path file = folder.resolve("endless.csv.gz");
        Files.write(file, Prefixes.gzip(("\"" + "x".repeat((1 << 24) + 10)).getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> CsvReader.of(STRING).read(file))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("line 1 has a record of more than 16777216 characters");
    }

    @Test
    void aCompressedFileThatIsCutOffIsRefused() throws IOException {
        byte[] whole = Prefixes.gzip("1,2\n3,4\n5,6\n".getBytes(StandardCharsets.US_ASCII));
        Path file = folder.resolve("cut.csv.gz");
        for (int length = 2; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> CsvReader.of(INT32, INT32).read(file))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void aDataSetReadsRowByRowAndEndsAtTheWrongOne() throws IOException {
        Dataset rows = Dataset.fromCsv(
                file("a,b\n1,2\n3,4\n5,x\n"), CsvReader.of(INT32, INT32).withHeader());
        List<String> seen = new ArrayList<>();
        assertThatThrownBy(() -> rows.forEach(row -> seen.add(row.components().toString())))
                .isInstanceOf(DataLossException.class)
                .hasMessageContaining("line 4 has 'x' in field 1");
        assertThat(seen).containsExactly("[1, 2]", "[3, 4]");
        Element batch = rows.take(2).batch(2).iterator().next();
        assertThat(batch.get(0)).isEqualTo(Tensor.of(new int[] {1, 3}));
        assertThatThrownBy(() -> Dataset.fromCsv(folder.resolve("nowhere.csv"), CsvReader.of(INT32))
                        .forEach(e -> {}))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nowhere.csv does not exist");
    }

    @Test
    void columnsOfOtherDtypesAreRefused() {
        assertThatThrownBy(() -> CsvReader.of(UINT8))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("a column cannot be uint8: it must be float32, float64, int32, int64 or string");
    }

    @Test
    void theRealDigitsAreRead() {
        CsvTable table = CsvReader.of(Collections.nCopies(65, INT32))
                .read(RealData.folder("digits").resolve("digits.csv.gz"));
        assertThat(table.matrix(0, 64).shape()).isEqualTo(Shape.of(1797, 64));
        int[] counts = new int[10];
        for (int label : table.columns().get(64).ints()) {
            counts[label]++;
        }
        assertThat(counts).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    }

    @Test
    void theRealIrisesAreRead() {
        CsvTable iris = CsvReader.of(FLOAT32, FLOAT32, FLOAT32, FLOAT32, INT32)
                .withHeader()
                .read(RealData.folder("iris").resolve("iris.csv"));
        assertThat(iris.rows()).isEqualTo(150);
        assertThat(iris.names()).containsExactly("150", "4", "setosa", "versicolor", "virginica");
        // Fisher's means of the four measures
        Normalization normalization = Normalization.of(iris.matrix(0, 4));
        float[] means = normalization.mean().floats();
        assertThat(Math.round(means[0] * 1000)).isEqualTo(5843);
        assertThat(Math.round(means[1] * 1000)).isEqualTo(3057);
        assertThat(Math.round(means[2] * 1000)).isEqualTo(3758);
        assertThat(Math.round(means[3] * 1000)).isEqualTo(1199);
    }
}
