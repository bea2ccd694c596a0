package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Kernel;
import org.headrace.core.Signature;

/** Element-wise kernels of two inputs of strings, broadcast against each other. */
public final class StringKernel {
    private StringKernel() {}

    /** Each string of the first input followed by that of the second. */
    public static Kernel concatenation(Signature signature) {
        int[] a = Broadcast.places(signature, 0);
        int[] b = Broadcast.places(signature, 1);
        return context -> {
            byte[][] x = context.input(0).strings();
            byte[][] y = context.input(1).strings();
            byte[][] out = context.output(0).strings();
            for (int i = 0; i < a.length; i++) {
                byte[] head = x[a[i]];
                byte[] tail = y[b[i]];
                byte[] joined = Arrays.copyOf(head, head.length + tail.length);
                System.arraycopy(tail, 0, joined, head.length, tail.length);
                out[i] = joined;
            }
        };
    }

    /** Whether the strings are equal, or with {@code wanted} false, whether they differ. */
    public static Kernel equal(Signature signature, boolean wanted) {
        int[] a = Broadcast.places(signature, 0);
        int[] b = Broadcast.places(signature, 1);
        return context -> {
            byte[][] x = context.input(0).strings();
            byte[][] y = context.input(1).strings();
            byte[] out = context.output(0).bytes();
            for (int i = 0; i < a.length; i++) {
                out[i] = (byte) (Arrays.equals(x[a[i]], y[b[i]]) == wanted ? 1 : 0);
            }
        };
    }
}
