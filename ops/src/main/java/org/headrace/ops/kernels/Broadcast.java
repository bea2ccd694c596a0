package org.headrace.ops.kernels;

import java.util.Arrays;
import org.headrace.core.Shape;
import org.headrace.core.Signature;

/** Which element of an input goes with which element of output 0, against which the input is broadcast. */
public final class Broadcast {
    private Broadcast() {}

    /** For each output element, the place of its element of an input. */
    public static int[] places(Signature signature, int input) {
        Shape output = signature.output(0).shape();
        int[] all = new int[output.size()];
        int[] own = new int[Math.max(1, signature.input(input).shape().size())];
        Arrays.setAll(own, i -> i);
        Strides strides = Strides.of(signature.input(input).shape(), output);
        if (all.length > 0 && !strides.isSingle()) {
            new Spread(strides, System::arraycopy, Lane.INT).copy(own, 0, all, all.length);
        }
        return all;
    }
}
