package org.headrace.ops.kernels;

import org.headrace.core.Kernel;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;

/** Picks elements, or rows of them, of any dtype. */
public final class SelectKernel {
    private SelectKernel() {}

    /** Of a condition and two branches of the output's shape: each element of the condition decides on an equal share. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // branches and output have one dtype
    public static Kernel of(Signature signature) {
        int choices = signature.input(0).shape().size();
        int elements =
                signature.output(0).shape().size() * signature.output(0).dtype().width();
        int share = choices == 0 ? 0 : elements / choices;
        return context -> {
            byte[] condition = context.input(0).bytes();
            Tensor a = context.input(1);
            Tensor b = context.input(2);
            Object output = context.output(0).array();
            for (int i = 0; i < choices; i++) {
                Object branch = condition[i] != 0 ? a.array() : b.array();
                System.arraycopy(branch, i * share, output, i * share, share);
            }
        };
    }
}
