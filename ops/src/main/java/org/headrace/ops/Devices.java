package org.headrace.ops;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.headrace.core.InvalidArgumentException;
import org.jspecify.annotations.Nullable;

/** Device strings, {@code /job:worker/replica:0/task:1/device:CPU:0}, in TensorFlow's canonical form. */
final class Devices {
    private Devices() {}

    /** {@code inner}'s fields over {@code outer}'s; null for none. */
    static String merge(String outer, @Nullable String inner) {
        if (inner == null) {
            return "";
        }
        Map<String, String> fields = parse(outer);
        fields.putAll(parse(inner));
        StringBuilder text = new StringBuilder();
        for (String field : new String[] {"job", "replica", "task", "device"}) {
            String value = fields.get(field);
            text.append(value == null ? "" : "/" + field + ":" + value);
        }
        return text.toString();
    }

    private static Map<String, String> parse(String device) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String part : device.split("/", -1)) {
            String[] pieces = part.split(":", -1);
            String field = pieces[0].toLowerCase(Locale.ROOT);
            boolean number = pieces.length == 2 && pieces[1].matches("\\d+");
            if (field.equals("job") && pieces.length == 2) {
                fields.put("job", pieces[1]);
            } else if ((field.equals("replica") || field.equals("task")) && number) {
                fields.put(field, pieces[1]);
            } else if ((field.equals("cpu") || field.equals("gpu")) && number) {
                fields.put("device", field.toUpperCase(Locale.ROOT) + ":" + pieces[1]);
            } else if (field.equals("device") && pieces.length == 3) {
                fields.put("device", pieces[1].toUpperCase(Locale.ROOT) + ":" + pieces[2]);
            } else if (!part.isEmpty()) {
                throw new InvalidArgumentException("Unknown attribute: '" + part + "' in '" + device
                        + "': a device is like /job:worker/task:0/device:CPU:0 or /cpu:0");
            }
        }
        return fields;
    }
}
