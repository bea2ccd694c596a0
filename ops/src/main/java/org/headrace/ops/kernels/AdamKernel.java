package org.headrace.ops.kernels;

import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/** Adam's step, shared among threads. Its inputs are those of TensorFlow's {@code ApplyAdam}. */
public final class AdamKernel implements Kernel, Workers.Piece {
    /** Elements of a piece: some ten microseconds' work. */
    private static final int PIECE = 1 << 14;

    private final AdamLoops loops = Kernels.provider().adam();
    private final Workers workers;
    private final boolean single;
    private final int size;
    private @Nullable KernelContext context;

    /** For a variable of float32 or float64. */
    public AdamKernel(Signature signature) {
        this.workers = signature.workers();
        this.single = signature.input(0).dtype() == DType.FLOAT32;
        this.size = signature.input(0).shape().size();
    }

    /** Four elements are read and three written. */
    @Override
    public long work() {
        return 7L * size * ELEMENT;
    }

    @Override
    public void run(KernelContext run) {
        for (int i = 0; i < 3; i++) {
            run.variable(i); // complains of one that is not initialized
        }
        context = run;
        workers.run(size / PIECE + (size % PIECE == 0 ? 0 : 1), this);
        context = null;
    }

    @Override
    public void run(int number, int worker) {
        KernelContext run = context;
        if (run == null) {
            throw new IllegalStateException("a piece without a run");
        }
        int from = number * PIECE;
        int to = Math.min(size - from, PIECE) + from;
        Tensor variable = run.variable(0);
        Tensor m = run.variable(1);
        Tensor v = run.variable(2);
        Tensor grad = run.input(9);
        if (single) {
            float decay1 = 1 - run.input(3).floats()[0];
            float decay2 = 1 - run.input(4).floats()[0];
            loops.step(
                    variable.floats(),
                    m.floats(),
                    v.floats(),
                    grad.floats(),
                    from,
                    to,
                    run.input(5).floats()[0] * (float) Math.sqrt(decay2) / decay1,
                    1 - run.input(6).floats()[0],
                    1 - run.input(7).floats()[0],
                    run.input(8).floats()[0]);
        } else {
            double decay1 = 1 - run.input(3).doubles()[0];
            double decay2 = 1 - run.input(4).doubles()[0];
            loops.step(
                    variable.doubles(),
                    m.doubles(),
                    v.doubles(),
                    grad.doubles(),
                    from,
                    to,
                    run.input(5).doubles()[0] * Math.sqrt(decay2) / decay1,
                    1 - run.input(6).doubles()[0],
                    1 - run.input(7).doubles()[0],
                    run.input(8).doubles()[0]);
        }
    }
}
