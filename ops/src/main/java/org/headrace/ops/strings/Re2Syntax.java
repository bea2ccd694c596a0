package org.headrace.ops.strings;

import java.util.regex.PatternSyntaxException;

/** Writes a pattern of RE2 as one of {@code java.util.regex} that means the same. */
final class Re2Syntax {
    private final String pattern;
    private final StringBuilder java = new StringBuilder();
    private int at;
    private boolean multiline;

    private Re2Syntax(String pattern) {
        this.pattern = pattern;
    }

    static String toJava(String pattern) {
        Re2Syntax syntax = new Re2Syntax(pattern);
        while (syntax.at < pattern.length()) {
            syntax.next();
        }
        return syntax.java.toString();
    }

    private void next() {
        char letter = pattern.charAt(at);
        switch (letter) {
            case '\\' -> escape(false);
            case '[' -> letters();
            case '(' -> group();
            case '$' -> {
                at++;
                java.append(multiline ? "$" : "\\z");
            }
            case '*', '+', '?', '}' -> {
                at++;
                java.append(letter);
                if (at < pattern.length() && pattern.charAt(at) == '+') {
                    throw refuse("a repetition of a repetition");
                }
            }
            default -> {
                at++;
                java.append(letter);
            }
        }
    }

    private void escape(boolean inLetters) {
        if (at + 1 == pattern.length()) {
            throw refuse("a backslash at the end");
        }
        char letter = pattern.charAt(at + 1);
        at += 2;
        switch (letter) {
            case 'v' -> java.append("\\x0B");
            case 's' -> java.append(inLetters ? "\\t\\n\\f\\r " : "[\\t\\n\\f\\r ]");
            case 'S' -> java.append("[^\\t\\n\\f\\r ]");
            case 'Q' -> quoted();
            case 'C' -> java.append("[\\x00-\\x{10FFFF}]");
            case 'b', 'B' -> {
                if (inLetters) {
                    throw refuse("\\" + letter + " within brackets");
                }
                String inside = "(?<=[0-9A-Za-z_])(?=[0-9A-Za-z_])|(?<![0-9A-Za-z_])(?![0-9A-Za-z_])";
                java.append(letter == 'B' ? "(?:" + inside + ")" : "(?!" + inside + ")");
            }
            case 'A', 'z', 'd', 'D', 'w', 'W', 'a', 'f', 't', 'n', 'r', 'p', 'P', 'x', '0' ->
                java.append('\\').append(letter);
            default -> {
                if (Character.isLetterOrDigit(letter)) {
                    throw refuse("the escape \\" + letter);
                }
                java.append('\\').append(letter);
            }
        }
    }

    private void quoted() {
        int end = pattern.indexOf("\\E", at);
        String text = pattern.substring(at, end < 0 ? pattern.length() : end);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            java.append(Character.isLetterOrDigit(letter) || letter > 0x7f ? "" : "\\")
                    .append(letter);
        }
        at = end < 0 ? pattern.length() : end + 2;
    }

    /** Between brackets, where Java takes {@code [} and {@code &&} for more than themselves. */
    private void letters() {
        java.append('[');
        at++;
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            java.append('^');
            at++;
        }
        boolean first = true;
        while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
            char letter = pattern.charAt(at);
            if (letter == '\\') {
                escape(true);
            } else if (letter == '[' && pattern.startsWith("[:", at) && pattern.indexOf(":]", at) > 0) {
                named();
            } else {
                java.append("[]&^".indexOf(letter) >= 0 ? "\\" : "").append(letter);
                at++;
            }
            first = false;
        }
        if (at == pattern.length()) {
            throw refuse("a missing ]");
        }
        at++;
        java.append(']');
    }

    private void named() {
        int end = pattern.indexOf(":]", at);
        String name = pattern.substring(at + 2, end);
        boolean not = name.startsWith("^");
        String letters =
                switch (not ? name.substring(1) : name) {
                    case "alnum" -> "Alnum";
                    case "alpha" -> "Alpha";
                    case "ascii" -> "ASCII";
                    case "blank" -> "Blank";
                    case "cntrl" -> "Cntrl";
                    case "digit" -> "Digit";
                    case "graph" -> "Graph";
                    case "lower" -> "Lower";
                    case "print" -> "Print";
                    case "punct" -> "Punct";
                    case "space" -> "Space";
                    case "upper" -> "Upper";
                    case "xdigit" -> "XDigit";
                    case "word" -> "";
                    default -> throw refuse("the class [:" + name + ":]");
                };
        String word = not ? "\\W" : "\\w";
        java.append(letters.isEmpty() ? word : (not ? "\\P{" : "\\p{") + letters + "}");
        at = end + 2;
    }

    private void group() {
        if (!pattern.startsWith("(?", at)) {
            java.append('(');
            at++;
            return;
        }
        if (pattern.startsWith("(?P<", at)) {
            // Names may have letters that Java's may not; nothing refers to them.
            int end = pattern.indexOf('>', at);
            if (end < 0) {
                throw refuse("a missing >");
            }
            java.append('(');
            at = end + 1;
            return;
        }
        int end = at + 2;
        while (end < pattern.length() && "imsU-".indexOf(pattern.charAt(end)) >= 0) {
            end++;
        }
        if (end == pattern.length() || ":)".indexOf(pattern.charAt(end)) < 0) {
            throw refuse("the group " + pattern.substring(at, Math.min(end + 1, pattern.length())));
        }
        String flags = pattern.substring(at + 2, end);
        if (flags.indexOf('U') >= 0) {
            throw refuse("the flag U, which is not supported here");
        }
        int m = flags.indexOf('m');
        if (m >= 0) {
            multiline = flags.indexOf('-') < 0 || flags.indexOf('-') > m;
        }
        java.append(pattern, at, end + 1);
        at = end + 1;
    }

    private PatternSyntaxException refuse(String what) {
        return new PatternSyntaxException("RE2 does not know " + what, pattern, at);
    }
}
