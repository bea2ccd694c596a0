package org.headrace.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads an op type's attributes off its record components, for files in TensorFlow's formats. */
final class Attributes {
    private Attributes() {}

    static Map<String, Object> ofRecord(OpType type, Op op) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        if (!op.inputs().isEmpty()) {
            attributes.put("T", op.input(0).dtype());
        }
        RecordComponent[] components = type.getClass().getRecordComponents();
        if (components != null) {
            for (RecordComponent component : components) {
                attributes.put(snakeCase(component.getName()), value(type, component));
            }
        }
        return attributes;
    }

    private static Object value(OpType type, RecordComponent component) {
        try {
            return component.getAccessor().invoke(type);
        } catch (IllegalAccessException closed) {
            throw new FailedPreconditionException(
                    "the attributes of " + type.getClass().getName()
                            + " cannot be read: make the record public, in a package that its module exports",
                    closed);
        } catch (InvocationTargetException failed) {
            throw new InternalException("the accessor " + component + " failed", failed.getCause());
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
