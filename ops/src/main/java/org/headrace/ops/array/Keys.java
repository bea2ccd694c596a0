package org.headrace.ops.array;

import java.nio.ByteBuffer;
import java.util.List;
import org.headrace.core.Tensor;

/** Elements as keys of hash tables, equal where TensorFlow finds the elements equal. */
final class Keys {
    private Keys() {}

    /** Element {@code i}'s key: -0 equals 0, NaN equals nothing. */
    static Object of(Tensor tensor, int i) {
        Object array = tensor.array();
        if (tensor.dtype().isComplex()) {
            return array instanceof float[] values
                    ? List.of(key(values[2 * i]), key(values[2 * i + 1]))
                    : List.of(key(tensor.doubles()[2 * i]), key(tensor.doubles()[2 * i + 1]));
        } else if (tensor.dtype().isFloating()) {
            return key(tensor.doubleAt(i));
        } else if (array instanceof byte[][] texts) {
            return ByteBuffer.wrap(texts[i]);
        } else {
            return tensor.longAt(i);
        }
    }

    private static Object key(double value) {
        return Double.isNaN(value) ? new Object() : Double.valueOf(value + 0.0);
    }
}
