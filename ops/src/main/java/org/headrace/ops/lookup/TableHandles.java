package org.headrace.ops.lookup;

import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.Op;
import org.headrace.core.OpContext;
import org.headrace.core.Signature;

/** What the ops that take a table's handle, as their first input, know of the table: the graph says which one it is. */
final class TableHandles {
    private TableHandles() {}

    /** The op that made the handle. */
    static TableType type(OpContext in) {
        Op owner = in.op().input(0).op();
        if (owner.type() instanceof TableType type) {
            return type;
        }
        throw in.error(
                "table_handle must be the output of a table's op itself, it is %s of a %s",
                in.op().input(0), owner.type().name());
    }

    static LookupTable table(Signature signature) {
        TableType type = type(signature);
        return signature.state(signature.op().input(0).op(), () -> new LookupTable(type.valueDtype(), type.mutable()));
    }

    /** Keys are input 1, values or defaults input 2. */
    static void requireEntries(InferContext in) {
        TableType type = type(in);
        requireType(in, 1, "keys", type.keyDtype());
        requireType(in, 2, "values", type.valueDtype());
    }

    private static void requireType(InferContext in, int i, String name, DType dtype) {
        if (in.dtype(i) != dtype) {
            throw in.error("%s are %s, but the table's are %s: cast them", name, in.dtype(i), dtype);
        }
    }

    /** Keys and values must be as many. */
    static void requireSameShape(InferContext in) {
        if (!in.shape(1).isCompatibleWith(in.shape(2))) {
            throw in.error(
                    "Expected shape %s for value, got %s",
                    in.shape(1).toBrackets(), in.shape(2).toBrackets());
        }
    }
}
