package org.headrace.ops.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Output;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.Elements;
import org.headrace.ops.strings.Numerals;

/**
 * The columns of CSV records, a tensor of the records' shape for each: TensorFlow's
 * {@code DecodeCSV(records, record_defaults)}. The further inputs say each column's dtype and, if they have an element, what
 * stands for an empty field, which is an error otherwise.
 *
 * @param fieldDelim one byte
 * @param useQuoteDelim whether fields may be in double quotes
 * @param naValue what counts as an empty field, too
 * @param selectCols the columns wanted, in rising order; none for all
 */
public record DecodeCSV(String fieldDelim, boolean useQuoteDelim, String naValue, List<Long> selectCols)
        implements OpType {
    private static final DTypes TAKEN = DTypes.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.STRING);

    @Override
    public List<TensorSpec> infer(InferContext in) {
        Inputs.require(in, 0, "records", DType.STRING);
        if (fieldDelim.length() != 1 || fieldDelim.charAt(0) > 0x7f) {
            throw in.error("field_delim should be only 1 char, not \"%s\"", fieldDelim);
        }
        int columns = in.inputs() - 1;
        if (!selectCols.isEmpty() && selectCols.size() != columns) {
            throw in.error("select_cols names %d columns, record_defaults %d", selectCols.size(), columns);
        }
        for (int i = 0; i < selectCols.size(); i++) {
            if (selectCols.get(i) < 0 || i > 0 && selectCols.get(i) <= selectCols.get(i - 1)) {
                throw in.error("select_cols should be strictly increasing indices, not %s", selectCols);
            }
        }
        List<TensorSpec> outputs = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            TAKEN.require(in, i + 1, "record_defaults");
            Shape shape = in.shape(i + 1);
            if (shape.isComplete() && (shape.rank() > 1 || shape.elements() > 1)) {
                throw in.error("There should only be 1 default per field but field %d has %s", i, shape.toBrackets());
            }
            outputs.add(new TensorSpec(in.dtype(i + 1), in.shape(0)));
        }
        return outputs;
    }

    @Override
    public Kernel kernel(Signature signature) {
        int columns = signature.outputs();
        return context -> {
            Tensor records = context.input(0);
            for (int i = 0; i < records.size(); i++) {
                List<byte[]> fields = fields(context, records.strings()[i]);
                if (fields.size() != columns) {
                    throw context.error("Expect %d fields but have %d in record %d", columns, fields.size(), i);
                }
                for (int column = 0; column < columns; column++) {
                    set(context, column, i, fields.get(column));
                }
            }
        };
    }

    private void set(KernelContext context, int column, int record, byte[] field) {
        Tensor out = context.output(column);
        String text = Inputs.text(field);
        if (field.length == 0 || text.equals(naValue)) {
            Tensor standIn = context.input(column + 1);
            if (standIn.size() == 0) {
                throw context.error("Field %d is required but missing in record %d!", column, record);
            }
            Elements.copy(standIn.array(), 0, out.array(), record, 1);
        } else if (out.dtype() == DType.STRING) {
            out.strings()[record] = field;
        } else if (!Numerals.read(text, out, record)) {
            throw context.error("Field %d in record %d is not a valid %s: %s", column, record, out.dtype(), text);
        }
    }

    /** The wanted fields of a record. */
    private List<byte[]> fields(KernelContext context, byte[] record) {
        CsvFields all = new CsvFields(context, record, (byte) fieldDelim.charAt(0), useQuoteDelim);
        List<byte[]> wanted = new ArrayList<>();
        int next = 0;
        for (long column = 0; all.hasNext(); column++) {
            byte[] field = all.next();
            if (selectCols.isEmpty()) {
                wanted.add(field);
            } else if (next < selectCols.size() && selectCols.get(next) == column) {
                wanted.add(field);
                next++;
            }
        }
        return wanted;
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(
                "OUT_TYPE", op.inputs().stream().skip(1).map(Output::dtype).toList());
        attributes.put("field_delim", fieldDelim);
        attributes.put("use_quote_delim", useQuoteDelim);
        attributes.put("na_value", naValue);
        attributes.put("select_cols", selectCols);
        return attributes;
    }
}
