package org.headrace.train.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.headrace.core.DType;
import org.headrace.core.DataLossException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.NotFoundException;
import org.headrace.core.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV files, plain or gzipped, as RFC 4180 describes them: fields between commas, quoted ones with commas, line breaks
 * and doubled quotes in them, CRLF or LF between records; UTF-8. Empty lines are passed over.
 *
 * <pre>{@code
 * var reader = CsvReader.of(FLOAT32, FLOAT32, INT32).withHeader().withDefaults(0f, null, null);
 * CsvTable table = reader.read(file);
 * }</pre>
 *
 * <p>Immutable: each method returns another reader.
 */
public final class CsvReader {
    private final List<DType> dtypes;
    private final List<@Nullable Tensor> defaults;
    private final boolean header;
    private final char separator;
    private final ReadListener listener;

    private CsvReader(
            List<DType> dtypes,
            List<@Nullable Tensor> defaults,
            boolean header,
            char separator,
            ReadListener listener) {
        this.dtypes = dtypes;
        this.defaults = defaults;
        this.header = header;
        this.separator = separator;
        this.listener = listener;
    }

    /** A reader of files with these columns, each float32, float64, int32, int64 or string, and no header. */
    public static CsvReader of(DType... dtypes) {
        return of(Arrays.asList(dtypes));
    }

    /** {@link #of(DType...)} of a list: {@code Collections.nCopies(64, FLOAT32)}, say. */
    public static CsvReader of(List<DType> dtypes) {
        if (dtypes.isEmpty()) {
            throw new InvalidArgumentException("a CSV file must have at least one column");
        }
        for (DType dtype : dtypes) {
            if (!CsvField.reads(dtype)) {
                throw new InvalidArgumentException(
                        "a column cannot be " + dtype + ": it must be float32, float64, int32, int64 or string");
            }
        }
        return new CsvReader(
                List.copyOf(dtypes), Collections.nCopies(dtypes.size(), null), false, ',', ReadListener.NONE);
    }

    /** The same reader for files whose first record names the columns. */
    public CsvReader withHeader() {
        return new CsvReader(dtypes, defaults, true, separator, listener);
    }

    /** The same reader for files with another character between the fields. */
    public CsvReader withSeparator(char other) {
        if (other == '"' || other == '\n' || other == '\r') {
            throw new InvalidArgumentException("a quote or a line break cannot separate fields");
        }
        return new CsvReader(dtypes, defaults, header, other, listener);
    }

    /**
     * The same reader with what empty fields stand for.
     *
     * @param values one a column, which its dtype can hold; null where a field must not be empty
     */
    public CsvReader withDefaults(@Nullable Object... values) {
        if (values.length != dtypes.size()) {
            throw new InvalidArgumentException(
                    "there are " + values.length + " defaults for " + dtypes.size() + " columns: give one a column");
        }
        List<@Nullable Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            tensors.add(value == null ? null : Tensor.of(dtypes.get(i), value));
        }
        return new CsvReader(dtypes, tensors, header, separator, listener);
    }

    /** The same reader, which tells how far it has come. */
    public CsvReader withListener(ReadListener other) {
        return new CsvReader(dtypes, defaults, header, separator, other);
    }

    /**
     * The whole file.
     *
     * @throws NotFoundException if it does not exist
     * @throws DataLossException if a record has too few or too many fields, or a field is not of its column's dtype;
     *     file and line are named
     */
    public CsvTable read(Path file) {
        List<CsvColumn> columns = dtypes.stream().map(CsvColumn::new).toList();
        try (CsvRecords records = new CsvRecords(DataFile.open(file, listener), separator, dtypes.size())) {
            List<String> names = header ? header(records) : List.of();
            for (Element row = row(records); row != null; row = row(records)) {
                for (int i = 0; i < row.size(); i++) {
                    columns.get(i).add(row.get(i));
                }
            }
            return new CsvTable(names, columns.stream().map(CsvColumn::values).toList());
        }
    }

    /** The records one after the other, a scalar for each field; the stream reads as it is used, and must be closed. */
    Stream<Element> rows(Path file) {
        CsvRecords records = new CsvRecords(DataFile.open(file, listener), separator, dtypes.size());
        var rows = new Spliterators.AbstractSpliterator<Element>(Long.MAX_VALUE, Spliterator.ORDERED) {
            private boolean begun;

            @Override
            public boolean tryAdvance(Consumer<? super Element> action) {
                if (header && !begun) {
                    header(records);
                }
                begun = true;
                Element row = row(records);
                if (row != null) {
                    action.accept(row);
                }
                return row != null;
            }
        };
        return StreamSupport.stream(rows, false).onClose(records::close);
    }

    private List<String> header(CsvRecords records) {
        List<String> names = records.next();
        if (names == null) {
            throw records.damaged("is empty: it must begin with the columns' names");
        }
        return List.copyOf(names);
    }

    private @Nullable Element row(CsvRecords records) {
        List<String> fields = records.next();
        if (fields == null) {
            return null;
        }
        List<Tensor> values = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            values.add(value(records, i, fields.get(i)));
        }
        return new Element(values);
    }

    private Tensor value(CsvRecords records, int column, String field) {
        if (field.isEmpty()) {
            Tensor value = defaults.get(column);
            if (value == null) {
                throw records.wrong("has nothing in field " + column + ": write a value there, or read with a default");
            }
            return value;
        }
        try {
            return CsvField.value(dtypes.get(column), field);
        } catch (NumberFormatException e) {
            throw records.wrong("has '" + field + "' in field " + column + ", which is no " + dtypes.get(column));
        }
    }
}
