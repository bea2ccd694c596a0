package org.headrace.train.data;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.headrace.core.DataLossException;
import org.jspecify.annotations.Nullable;

/** The records of a CSV file, as texts. */
final class CsvRecords implements Closeable {
    /** A quote that is never closed would make the rest of the file one field. */
    private static final int MAX_RECORD = 1 << 24;

    private static final int END = -1;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final DataFile file;
    private final Reader in;
    private final char separator;
    private final int columns;
    private int next;
    private boolean begun;
    private long line = 1;
    private long recordLine = 1;
    private int recordLength;

    CsvRecords(DataFile file, char separator, int columns) {
        this.file = file;
        this.separator = separator;
        this.columns = columns;
        this.in = new BufferedReader(new InputStreamReader(
                file.stream(),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /** The fields of the next record, or null after the last. */
    @Nullable
    List<String> next() {
        if (!begun) {
            begun = true;
            advance();
            if (next == BYTE_ORDER_MARK) {
                advance();
            }
        }
        while (next == '\n' || next == '\r') {
            advance();
        }
        recordLine = line;
        recordLength = 0;
        if (next == END) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        fields.add(field());
        int count = 1;
        for (; next == separator; count++) {
            advance();
            String field = field();
            if (count < columns) {
                // A line of nothing but separators would take much memory otherwise.
                fields.add(field);
            }
        }
        if (count != columns) {
            throw wrong("has " + count + " fields: it must have " + columns);
        }
        return fields;
    }

    private String field() {
        StringBuilder text = new StringBuilder();
        if (next == '"') {
            quoted(text);
            if (next == '\r') {
                advance();
            }
            if (next != separator && next != '\n' && next != END) {
                throw wrong("has something after a closing quote: quotes in a quoted field must be doubled");
            }
            return text.toString();
        }
        while (next != separator && next != '\n' && next != END) {
            if (next == '"') {
                throw wrong("has a quote within a field that does not begin with one: the whole field must be quoted");
            }
            text.append((char) next);
            advance();
        }
        int length = text.length();
        if (next != separator && length > 0 && text.charAt(length - 1) == '\r') {
            text.setLength(length - 1);
        }
        return text.toString();
    }

    private void quoted(StringBuilder text) {
        advance();
        while (true) {
            if (next == END) {
                throw wrong("has a quote that is never closed");
            }
            if (next == '"') {
                advance();
                if (next != '"') {
                    return;
                }
            }
            text.append((char) next);
            advance();
        }
    }

    private void advance() {
        if (next == '\n') {
            line++;
        }
        if (++recordLength > MAX_RECORD) {
            throw wrong("has a record of more than " + MAX_RECORD + " characters: is a quote never closed?");
        }
        try {
            next = in.read();
        } catch (CharacterCodingException e) {
            throw new DataLossException(at(line) + " is not UTF-8: convert the file, or look whether it is text", e);
        } catch (EOFException | ZipException e) {
            throw new DataLossException(
                    at(line) + " is where the compressed data end or are damaged (" + e.getMessage()
                            + "): copy or download the file again",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(file.name() + " cannot be read: " + e, e);
        }
    }

    /** The error for the record that was read last; {@code why} goes on after its place. */
    DataLossException wrong(String why) {
        return new DataLossException(at(recordLine) + " " + why);
    }

    /** The error for the whole file. */
    DataLossException damaged(String why) {
        return file.damaged(why);
    }

    private String at(long number) {
        return file.name() + ": line " + number;
    }

    @Override
    public void close() {
        file.close();
    }
}
