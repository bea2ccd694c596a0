package org.headrace.ops.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headrace.core.DType;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;

/** TensorFlow's {@code Example}: features by name, each a vector of float32, int64 or strings. */
final class ExampleMessage {
    private ExampleMessage() {}

    /** The features of these names that there are; those without a kind count as missing. */
    static Map<String, Tensor> read(byte[] bytes, Set<String> wanted) {
        Map<String, Tensor> features = new HashMap<>();
        Wire example = new Wire(bytes);
        for (int field = example.next(); field != 0; field = example.next()) {
            if (field != 1) {
                example.skip();
                continue;
            }
            Wire map = example.message();
            for (int entry = map.next(); entry != 0; entry = map.next()) {
                if (entry == 1) {
                    entry(map.message(), wanted, features);
                } else {
                    map.skip();
                }
            }
        }
        return features;
    }

    private static void entry(Wire entry, Set<String> wanted, Map<String, Tensor> features) {
        String name = "";
        Wire feature = null;
        for (int field = entry.next(); field != 0; field = entry.next()) {
            if (field == 1) {
                name = Inputs.text(entry.bytes());
            } else if (field == 2) {
                feature = entry.message();
            } else {
                entry.skip();
            }
        }
        if (feature == null || !wanted.contains(name)) {
            return;
        }
        for (int kind = feature.next(); kind != 0; kind = feature.next()) {
            switch (kind) {
                case 1 -> features.put(name, strings(feature.message()));
                case 2 -> features.put(name, numbers(feature.message(), DType.FLOAT32));
                case 3 -> features.put(name, numbers(feature.message(), DType.INT64));
                default -> feature.skip();
            }
        }
    }

    private static Tensor strings(Wire list) {
        List<byte[]> values = new ArrayList<>();
        for (int field = list.next(); field != 0; field = list.next()) {
            if (field == 1) {
                values.add(list.bytes());
            } else {
                list.skip();
            }
        }
        return Tensor.wrap(DType.STRING, Shape.of(values.size()), values.toArray(new byte[0][]));
    }

    private static Tensor numbers(Wire list, DType dtype) {
        Wire.Numbers values = new Wire.Numbers();
        for (int field = list.next(); field != 0; field = list.next()) {
            if (field == 1) {
                values.addAll(list, dtype == DType.INT64 ? Wire.VARINT : Wire.FIXED32);
            } else {
                list.skip();
            }
        }
        Tensor tensor = Tensor.zeros(dtype, Shape.of(values.size()));
        for (int i = 0; i < values.size(); i++) {
            if (dtype == DType.INT64) {
                tensor.longs()[i] = values.get(i);
            } else {
                tensor.floats()[i] = Float.intBitsToFloat((int) values.get(i));
            }
        }
        return tensor;
    }
}
