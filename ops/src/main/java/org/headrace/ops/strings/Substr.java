package org.headrace.ops.strings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.headrace.core.DType;
import org.headrace.core.InferContext;
import org.headrace.core.InvalidArgumentException;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.OpType;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.TensorSpec;
import org.headrace.ops.DTypes;
import org.headrace.ops.kernels.Broadcast;

/**
 * Parts of strings, {@code len} long from {@code pos} on, or to the end: TensorFlow's {@code Substr(input, pos, len)}. A
 * negative position counts from the end. {@code pos} and {@code len}, int32 or int64, are of one shape, which is broadcast
 * against the strings'. A position outside of its string is an error.
 *
 * @param unit {@code "BYTE"} or {@code "UTF8_CHAR"}: what is counted
 */
public record Substr(String unit) implements OpType {
    @Override
    public List<TensorSpec> infer(InferContext in) {
        Strings.require(in, 0, "input");
        DTypes.INDEX.require(in, 1, "pos");
        if (in.dtype(2) != in.dtype(1)) {
            throw in.error(
                    "Input 'len' of 'Substr' Op has type %s that does not match type %s of argument 'pos'",
                    in.dtype(2), in.dtype(1));
        }
        Strings.requireUnit(in, unit);
        Shape pos = in.shape(1);
        Shape len = in.shape(2);
        if (!pos.isCompatibleWith(len)) {
            throw in.error(
                    "pos and len should have the same shape, got: %s vs. %s", pos.toBrackets(), len.toBrackets());
        }
        try {
            return List.of(new TensorSpec(DType.STRING, Shape.broadcast(in.shape(0), pos.merge(len))));
        } catch (InvalidArgumentException e) {
            throw in.error("Incompatible shapes: %s vs. %s", in.shape(0).toBrackets(), pos.toBrackets());
        }
    }

    @Override
    public Kernel kernel(Signature signature) {
        int[] texts = Broadcast.places(signature, 0);
        int[] positions = Broadcast.places(signature, 1);
        boolean letters = unit.equals(Strings.UTF8_CHAR);
        return context -> {
            byte[][] x = context.input(0).strings();
            byte[][] y = context.output(0).strings();
            for (int i = 0; i < texts.length; i++) {
                long pos = context.input(1).longAt(positions[i]);
                long len = context.input(2).longAt(positions[i]);
                y[i] = letters ? letters(context, x[texts[i]], pos, len) : bytes(context, x[texts[i]], pos, len);
            }
        };
    }

    private static byte[] bytes(KernelContext context, byte[] s, long pos, long len) {
        long from = pos < 0 ? s.length + pos : pos;
        if (from < 0 || from > s.length) {
            throw outOfRange(context, s, pos);
        }
        // A negative length is none at all: up to the end.
        long end = len < 0 || len > s.length - from ? s.length : from + len;
        return Arrays.copyOfRange(s, (int) from, (int) end);
    }

    private static byte[] letters(KernelContext context, byte[] s, long pos, long len) {
        int from;
        int end;
        if (pos >= 0) {
            from = forward(s, 0, pos);
            end = from < 0 ? -1 : Math.max(from, forwardOrEnd(s, from, len));
        } else {
            long skipped = Math.max(0, -pos - len);
            end = back(s, s.length, skipped);
            from = end < 0 ? -1 : back(s, end, -pos - skipped);
        }
        if (from < 0 || end < 0) {
            throw outOfRange(context, s, pos);
        }
        return Arrays.copyOfRange(s, from, end);
    }

    /** The place {@code count} letters after {@code from}, -1 if there are fewer. */
    private static int forward(byte[] s, int from, long count) {
        int at = from;
        for (long i = 0; i < count; i++) {
            if (at >= s.length) {
                return -1;
            }
            at++;
            while (at < s.length && Strings.isTrailing(s[at])) {
                at++;
            }
        }
        return at;
    }

    private static int forwardOrEnd(byte[] s, int from, long count) {
        int at = forward(s, from, count);
        return at < 0 ? s.length : at;
    }

    /** The place {@code count} letters before {@code from}, -1 if there are fewer. */
    private static int back(byte[] s, int from, long count) {
        int at = from;
        for (long i = 0; i < count; i++) {
            if (at <= 0) {
                return -1;
            }
            at--;
            while (at > 0 && Strings.isTrailing(s[at])) {
                at--;
            }
        }
        return at;
    }

    private static InvalidArgumentException outOfRange(KernelContext context, byte[] s, long pos) {
        return context.error("pos %d out of range for string b'%s'", pos, Strings.text(s));
    }

    @Override
    public Map<String, Object> attributes(Op op) {
        return Map.of("T", op.input(1).dtype(), "unit", unit);
    }
}
