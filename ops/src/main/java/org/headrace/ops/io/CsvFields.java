package org.headrace.ops.io;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.headrace.core.KernelContext;

/** The fields of one CSV record, one after the other. */
final class CsvFields {
    private final KernelContext context;
    private final byte[] record;
    private final byte delimiter;
    private final boolean quotes;
    private int at;
    private boolean emptyLast;

    CsvFields(KernelContext context, byte[] record, byte delimiter, boolean quotes) {
        this.context = context;
        this.record = record;
        this.delimiter = delimiter;
        this.quotes = quotes;
        this.emptyLast = record.length > 0 && record[record.length - 1] == delimiter;
        skipLineEnds();
    }

    private void skipLineEnds() {
        while (at < record.length && isLineEnd(record[at])) {
            at++;
        }
    }

    private static boolean isLineEnd(byte each) {
        return each == '\n' || each == '\r';
    }

    boolean hasNext() {
        return at < record.length || emptyLast;
    }

    byte[] next() {
        if (at >= record.length) {
            emptyLast = false;
            return new byte[0];
        }
        byte[] field = quotes && record[at] == '"' ? quoted() : plain();
        skipLineEnds();
        return field;
    }

    private byte[] plain() {
        int from = at;
        while (at < record.length && record[at] != delimiter) {
            if (quotes && record[at] == '"' || isLineEnd(record[at])) {
                throw context.error("Unquoted fields cannot have quotes/CRLFs inside: %s", Inputs.text(record));
            }
            at++;
        }
        byte[] field = Arrays.copyOfRange(record, from, at);
        at++;
        return field;
    }

    private byte[] quoted() {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        at++;
        while (at < record.length - 1 && (record[at] != '"' || record[at + 1] != delimiter)) {
            if (record[at] == '"') {
                if (record[at + 1] != '"') {
                    throw context.error(
                            "Quote inside a string has to be escaped by another quote: %s", Inputs.text(record));
                }
                at++;
            }
            field.write(record[at]);
            at++;
        }
        if (at >= record.length || record[at] != '"') {
            throw context.error("Quoted field has to end with quote followed by delim or end: %s", Inputs.text(record));
        }
        at += 2;
        return field.toByteArray();
    }
}
