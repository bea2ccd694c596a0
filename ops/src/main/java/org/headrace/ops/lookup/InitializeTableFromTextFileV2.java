package org.headrace.ops.lookup;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.NotFoundException;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Stateful;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.NotDifferentiable;

/**
 * Fills a table from the lines of a text file: TensorFlow's {@code InitializeTableFromTextFileV2}.
 *
 * @param keyIndex where in a line the key is: column 0 and on, {@link #WHOLE_LINE}, or its {@link #LINE_NUMBER}
 * @param valueIndex the same of the value
 * @param vocabSize how many lines are read, which the file must have; -1 for all
 * @param delimiter what parts columns, one character
 */
public record InitializeTableFromTextFileV2(long keyIndex, long valueIndex, long vocabSize, String delimiter)
        implements Stateful, NotDifferentiable {
    /** The line as it is, a string. */
    public static final int WHOLE_LINE = -2;
    /** The line's number from 0, an int64. */
    public static final int LINE_NUMBER = -1;

    @Override
    public List<TensorSpec> infer(InferContext in) {
        TableType type = TableHandles.type(in);
        DTypes.of(DType.STRING).require(in, 1, "filename");
        in.requireRank(1, 0);
        if (keyIndex < WHOLE_LINE || valueIndex < WHOLE_LINE) {
            throw in.error("key_index and value_index must be >= -2, they are %d and %d", keyIndex, valueIndex);
        }
        if (vocabSize == 0 || vocabSize < -1) {
            throw in.error("vocab_size must be -1 or positive, it is %d", vocabSize);
        }
        if (delimiter.length() != 1) {
            throw in.error("delimiter should be only 1 char, it is '%s'", delimiter);
        }
        requireKind(in, "key", keyIndex, type.keyDtype());
        requireKind(in, "value", valueIndex, type.valueDtype());
        return List.of();
    }

    private static void requireKind(InferContext in, String name, long index, DType dtype) {
        if (index == LINE_NUMBER && dtype != DType.INT64) {
            throw in.error("%s index for line number requires table dtype of int64, got %s", name, dtype);
        }
        if (index == WHOLE_LINE && dtype != DType.STRING) {
            throw in.error("%s index for whole line requires string table dtype, got %s", name, dtype);
        }
    }

    @Override
    public Kernel kernel(Signature signature) {
        TableType type = TableHandles.type(signature);
        LookupTable table = TableHandles.table(signature);
        return context -> {
            String file = context.input(1).toText();
            List<String> lines = read(context, file);
            Tensor keys = column(context, file, lines, keyIndex, type.keyDtype());
            table.initialize(context, keys, column(context, file, lines, valueIndex, type.valueDtype()));
        };
    }

    /** Bytes are kept as they are, one in each character. */
    private List<String> read(KernelContext context, String file) {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.ISO_8859_1)) {
            String line = reader.readLine();
            while (line != null && (vocabSize < 0 || lines.size() < vocabSize)) {
                lines.add(line);
                line = reader.readLine();
            }
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new NotFoundException(context.op(), file + "; No such file or directory");
        } catch (IOException e) {
            throw context.error("%s cannot be read: %s", file, String.valueOf(e.getMessage()));
        }
        if (lines.size() < vocabSize) {
            throw context.error("Invalid vocab_size in %s: expected %d but got %d", file, vocabSize, lines.size());
        }
        if (lines.isEmpty()) {
            throw context.error("%s is empty: a table needs an entry", file);
        }
        return lines;
    }

    private Tensor column(KernelContext context, String file, List<String> lines, long index, DType dtype) {
        Tensor column = Tensor.zeros(dtype, Shape.of(lines.size()));
        String separator = Pattern.quote(delimiter);
        for (int i = 0; i < lines.size(); i++) {
            if (index == LINE_NUMBER) {
                column.longs()[i] = i;
                continue;
            }
            String text = lines.get(i);
            if (index != WHOLE_LINE) {
                String[] parts = text.split(separator, -1);
                if (index >= parts.length) {
                    throw context.error(
                            "Invalid number of columns in %s line %d (%s) : expected at least %d got %d",
                            file, i, text, index + 1, parts.length);
                }
                text = parts[(int) index];
            }
            set(context, column, i, text);
        }
        return column;
    }

    private static void set(KernelContext context, Tensor column, int i, String text) {
        try {
            switch (column.dtype()) {
                case STRING -> column.strings()[i] = text.getBytes(StandardCharsets.ISO_8859_1);
                case INT32 -> column.ints()[i] = Integer.parseInt(text.trim());
                case INT64 -> column.longs()[i] = Long.parseLong(text.trim());
                case FLOAT32 -> column.floats()[i] = Float.parseFloat(text.trim());
                case FLOAT64 -> column.doubles()[i] = Double.parseDouble(text.trim());
                default ->
                    throw new InvalidArgumentException(
                            context.op(), "a column of a text file cannot be " + column.dtype());
            }
        } catch (NumberFormatException e) {
            throw context.error("Field %s in line %d is not a valid %s.", text, i, column.dtype());
        }
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of(
                "key_index", keyIndex, "value_index", valueIndex, "vocab_size", vocabSize, "delimiter", delimiter);
    }
}
