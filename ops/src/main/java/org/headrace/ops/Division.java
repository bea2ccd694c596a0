package org.headrace.ops;

import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.ops.math.RealDiv;

/** Python 3's division: what {@code /} and {@code tf.truediv} add. */
final class Division {
    private Division() {}

    /** In the scope of its own. */
    static Output real(Ops s, Output a, Output b) {
        if (a.dtype() != b.dtype()) {
            return s.finish(new RealDiv(), a, b); // says what is wrong
        }
        DType quotient =
                switch (a.dtype()) {
                    case INT8, INT16, UINT8, UINT16 -> DType.FLOAT32;
                    case INT32, INT64 -> DType.FLOAT64;
                    default -> a.dtype();
                };
        return quotient == a.dtype()
                ? s.finish(new RealDiv(), a, b)
                : s.finish(new RealDiv(), s.cast(a, quotient), s.cast(b, quotient));
    }
}
