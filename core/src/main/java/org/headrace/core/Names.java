package org.headrace.core;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Unique names by TensorFlow 1.15's rules: {@code Add}, {@code Add_1}; upper and lower case count as one. */
final class Names {
    private final Map<String, Integer> inUse = new HashMap<>();

    /** {@code name}, or {@code name_1}, {@code name_2}, ... if it is taken; the answer is taken from now on. */
    String unique(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        Integer uses = inUse.putIfAbsent(key, 1);
        if (uses == null) {
            return name;
        }
        inUse.put(key, uses + 1);
        String base = key;
        int i = uses;
        while (inUse.containsKey(key)) {
            key = base + "_" + i;
            i++;
        }
        inUse.put(key, 1);
        return name + "_" + (i - 1);
    }

    static void requireOpName(String name) {
        if (!isOpName(name)) {
            throw new InvalidArgumentException("'" + name
                    + "' is not a valid node name: use letters, digits, and . _ - / after the first character");
        }
    }

    /** A scope at the root must begin like an op's name; a nested one need not. */
    static void requireScopeName(String name, boolean nested) {
        if (!(nested ? isMadeOfNameCharacters(name) : isOpName(name))) {
            throw new InvalidArgumentException(
                    "'" + name + "' is not a valid scope name: use letters, digits, and . _ - /, no spaces");
        }
    }

    private static boolean isOpName(String name) {
        return !name.isEmpty()
                && (isLetterOrDigit(name.charAt(0)) || name.charAt(0) == '.')
                && isMadeOfNameCharacters(name);
    }

    private static boolean isMadeOfNameCharacters(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(isLetterOrDigit(c) || c == '_' || c == '/' || c == '.' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
