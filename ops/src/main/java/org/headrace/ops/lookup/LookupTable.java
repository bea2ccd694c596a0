package org.headrace.ops.lookup;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.FailedPreconditionException;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.OpContext;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.kernels.Elements;

/** What a session keeps of a table: keys, whole numbers or texts, and a value for each. Runs may share it. */
final class LookupTable {
    private final DType valueDtype;
    private final boolean mutable;
    private final Map<Object, Integer> places = new HashMap<>();
    private Tensor values;
    private boolean initialized;

    LookupTable(DType valueDtype, boolean mutable) {
        this.valueDtype = valueDtype;
        this.mutable = mutable;
        this.values = Tensor.zeros(valueDtype, Shape.of(16));
    }

    private static Object key(Tensor keys, int i) {
        return keys.dtype() == DType.STRING ? ByteBuffer.wrap(keys.strings()[i]) : (Object) keys.longAt(i);
    }

    synchronized int size() {
        return places.size();
    }

    /** Fills a table that is filled once; the same entries again change nothing. */
    synchronized void initialize(OpContext in, Tensor keys, Tensor entries) {
        if (mutable) {
            throw in.error("a mutable table takes its entries from LookupTableInsertV2");
        }
        if (initialized) {
            if (!holdsJust(keys, entries)) {
                throw new FailedPreconditionException(in.op(), "Table already initialized.");
            }
            return;
        }
        for (int i = 0; i < keys.size(); i++) {
            Integer place = places.get(key(keys, i));
            if (place != null && !isSame(place, entries, i)) {
                places.clear();
                throw in.error("HashTable has different value for same key: key number %d has come before", i);
            }
            put(keys, entries, i);
        }
        initialized = true;
    }

    private boolean holdsJust(Tensor keys, Tensor entries) {
        for (int i = 0; i < keys.size(); i++) {
            Integer place = places.get(key(keys, i));
            if (place == null || !isSame(place, entries, i)) {
                return false;
            }
        }
        return keys.size() >= places.size();
    }

    private boolean isSame(int place, Tensor entries, int i) {
        return one(values, place).equals(one(entries, i));
    }

    private static Tensor one(Tensor from, int place) {
        Tensor one = Tensor.zeros(from.dtype(), Shape.scalar());
        Elements.copy(from.array(), place, one.array(), 0, 1);
        return one;
    }

    synchronized void insert(OpContext in, Tensor keys, Tensor entries) {
        if (!mutable) {
            throw in.error("Insert unsupported in HashTable: it takes its entries from an initializer");
        }
        for (int i = 0; i < keys.size(); i++) {
            put(keys, entries, i);
        }
    }

    private void put(Tensor keys, Tensor entries, int i) {
        Object key = key(keys, i);
        Integer known = places.putIfAbsent(key, places.size());
        int place = known == null ? places.size() - 1 : known;
        if (place == values.size()) {
            Tensor larger = Tensor.zeros(valueDtype, Shape.of(2L * place));
            Elements.copy(values.array(), 0, larger.array(), 0, place);
            values = larger;
        }
        Elements.copy(entries.array(), i, values.array(), place, 1);
    }

    /** The value of each key, or the default's: one for all, or one for each. */
    synchronized void find(OpContext in, Tensor keys, Tensor missing, Tensor y) {
        if (!mutable && !initialized) {
            throw new FailedPreconditionException(in.op(), "Table not initialized: run tf.tablesInitializer() first");
        }
        if (missing.size() != 1 && missing.size() != keys.size()) {
            throw new InvalidArgumentException(
                    in.op(),
                    "default_value must be a scalar, it is " + missing.shape().toBrackets());
        }
        for (int i = 0; i < keys.size(); i++) {
            Integer place = places.get(key(keys, i));
            if (place == null) {
                Elements.copy(missing.array(), missing.size() == 1 ? 0 : i, y.array(), i, 1);
            } else {
                Elements.copy(values.array(), place, y.array(), i, 1);
            }
        }
    }
}
