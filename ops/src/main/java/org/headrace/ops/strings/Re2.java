package org.headrace.ops.strings;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.headrace.core.OpContext;
import org.headrace.core.ResourceExhaustedException;

/**
 * A regular expression as RE2 reads it, matched by {@code java.util.regex}. What RE2 refuses (back references, looking
 * around, possessive repetition) is refused. RE2 takes linear time; here a match that takes more steps than a limit is an
 * error. Text that is no UTF-8 is matched byte by byte.
 */
final class Re2 {
    /** A match takes up to so many steps, and so many more for each letter. */
    private static final long STEPS = 1 << 20;

    private static final long STEPS_PER_LETTER = 1 << 10;

    private final Pattern pattern;
    private final OpContext context;

    Re2(OpContext context, byte[] pattern) {
        this.context = context;
        String text = Strings.text(pattern);
        try {
            this.pattern = Pattern.compile(Re2Syntax.toJava(text), Pattern.UNIX_LINES | Pattern.UNICODE_CASE);
        } catch (PatternSyntaxException | StackOverflowError e) {
            throw context.error(
                    "Invalid pattern: %s, error: %s",
                    text, e instanceof PatternSyntaxException syntax ? syntax.getDescription() : "nested too deeply");
        }
    }

    boolean matchesAll(byte[] s) {
        try {
            return matcher(decode(s)).matches();
        } catch (StackOverflowError e) {
            throw tooHard(s);
        }
    }

    /** {@code s} with the first match, or every one, replaced; {@code \0} to {@code \9} in the rewrite are groups. */
    byte[] replace(byte[] s, byte[] rewrite, boolean global) {
        String text = decode(s);
        try {
            String replaced = replace(text, Strings.text(rewrite), global);
            return replaced.getBytes(charset(s));
        } catch (StackOverflowError e) {
            throw tooHard(s);
        }
    }

    private String replace(String text, String rewrite, boolean global) {
        Matcher matcher = matcher(text);
        StringBuilder out = new StringBuilder();
        int from = 0;
        int lastEnd = -1;
        while (from <= text.length() && matcher.find(from)) {
            out.append(text, from, matcher.start());
            if (matcher.start() == lastEnd && matcher.end() == lastEnd) {
                // No empty match where one has just ended.
                int next = from < text.length() ? text.offsetByCodePoints(from, 1) : from + 1;
                out.append(text, from, Math.min(next, text.length()));
                from = next;
                continue;
            }
            append(out, matcher, text, rewrite);
            from = matcher.end();
            lastEnd = from;
            if (!global) {
                break;
            }
        }
        return out.append(text, Math.min(from, text.length()), text.length()).toString();
    }

    private static void append(StringBuilder out, Matcher matcher, String text, String rewrite) {
        for (int i = 0; i < rewrite.length(); i++) {
            char letter = rewrite.charAt(i);
            if (letter != '\\' || i + 1 == rewrite.length()) {
                out.append(letter);
                continue;
            }
            char escaped = rewrite.charAt(++i);
            int group = escaped - '0';
            if (group < 0 || group > 9) {
                out.append(escaped);
            } else if (group <= matcher.groupCount() && matcher.start(group) >= 0) {
                out.append(text, matcher.start(group), matcher.end(group));
            }
        }
    }

    /** Refuses a rewrite that RE2 would not take. */
    void requireRewrite(byte[] rewrite) {
        for (int i = 0; i < rewrite.length; i++) {
            if (rewrite[i] == '\\') {
                i++;
                boolean right = i < rewrite.length && (rewrite[i] == '\\' || rewrite[i] >= '0' && rewrite[i] <= '9');
                if (!right) {
                    throw context.error(
                            "rewrite \"%s\" is invalid: a backslash stands before a digit or another one",
                            Strings.text(rewrite));
                }
            }
        }
    }

    private Matcher matcher(String text) {
        return pattern.matcher(new Counted(text, new long[] {STEPS + STEPS_PER_LETTER * text.length()}, this));
    }

    private static String decode(byte[] s) {
        return new String(s, charset(s));
    }

    private static Charset charset(byte[] s) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(s));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private ResourceExhaustedException tooHard(byte[] s) {
        return new ResourceExhaustedException(
                context.op(),
                "the pattern " + pattern + " takes too many steps on a string of " + s.length
                        + " bytes: avoid repetitions within repetitions");
    }

    /** Letters that may be looked at only so often. */
    @SuppressWarnings("ArrayRecordComponent") // never compared by value
    private record Counted(String text, long[] left, Re2 owner) implements CharSequence {
        @Override
        public char charAt(int i) {
            if (--left[0] < 0) {
                throw owner.tooHard(Strings.bytes(text));
            }
            return text.charAt(i);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int end) {
            return text.substring(from, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
