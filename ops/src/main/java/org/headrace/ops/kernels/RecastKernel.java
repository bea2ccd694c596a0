package org.headrace.ops.kernels;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/** Runs a kernel for some dtypes on tensors of others, which it sees as such. */
public final class RecastKernel implements Kernel {
    private final Kernel kernel;
    private final Seen context;

    private RecastKernel(Recast recast, Function<Signature, Kernel> kernels, Signature signature) {
        this.kernel = kernels.apply(new SeenSignature(recast, signature));
        this.context = new Seen(recast, signature.inputs(), signature.outputs());
    }

    /**
     * The kernel that {@code kernels} makes for the signature or, if that has float16 or bfloat16, for it with float32
     * instead: inputs are converted, which is exact, outputs rounded to nearest. Sums of many terms are so more accurate than
     * TensorFlow's, which rounds partial sums.
     */
    public static Kernel ofHalves(Signature signature, Function<Signature, Kernel> kernels) {
        return of(Recast.HALVES, signature, kernels);
    }

    /**
     * The kernel that {@code kernels} makes for the signature or, if that has complex numbers, for it with pairs of real ones
     * instead: tensors have one more axis, the last, of size 2.
     */
    public static Kernel ofPairs(Signature signature, Function<Signature, Kernel> kernels) {
        return of(Recast.PAIRS, signature, kernels);
    }

    private static Kernel of(Recast recast, Signature signature, Function<Signature, Kernel> kernels) {
        boolean any = false;
        for (int i = 0; i < signature.inputs(); i++) {
            any |= recast.applies(signature.input(i).dtype());
        }
        for (int i = 0; i < signature.outputs(); i++) {
            any |= recast.applies(signature.output(i).dtype());
        }
        return any ? new RecastKernel(recast, kernels, signature) : kernels.apply(signature);
    }

    @Override
    public void run(KernelContext run) {
        context.begin(run);
        kernel.run(context);
        context.end();
    }

    private record SeenSignature(Recast recast, Signature own) implements Signature {
        @Override
        public Op op() {
            return own.op();
        }

        @Override
        public int inputs() {
            return own.inputs();
        }

        @Override
        public TensorSpec input(int i) {
            return recast.of(own.input(i));
        }

        @Override
        public int outputs() {
            return own.outputs();
        }

        @Override
        public TensorSpec output(int i) {
            return recast.of(own.output(i));
        }

        @Override
        public @Nullable Tensor constant(int i) {
            Tensor value = own.constant(i);
            return value == null ? null : recast.of(value);
        }

        @Override
        public Tensor value(int i) {
            return recast.of(own.value(i));
        }

        @Override
        public Workers workers() {
            return own.workers();
        }

        @Override
        public <T> T state(Supplier<T> initial) {
            return own.state(initial);
        }
    }

    /** A run as the kernel sees it. What tensors are seen as is kept from run to run. */
    private static final class Seen implements KernelContext {
        private final Recast recast;
        private final @Nullable Tensor[] inputs;
        private final @Nullable Tensor[] outputs;
        private final boolean[] isRead;
        private final boolean[] isChanged;
        private final boolean[] isWritten;
        private @Nullable KernelContext run;

        Seen(Recast recast, int inputs, int outputs) {
            this.recast = recast;
            this.inputs = new Tensor[inputs];
            this.outputs = new Tensor[outputs];
            this.isRead = new boolean[inputs];
            this.isChanged = new boolean[inputs];
            this.isWritten = new boolean[outputs];
        }

        void begin(KernelContext context) {
            run = context;
            Arrays.fill(isRead, false);
            Arrays.fill(isChanged, false);
            Arrays.fill(isWritten, false);
        }

        void end() {
            KernelContext context = run();
            for (int i = 0; i < outputs.length; i++) {
                Tensor seen = outputs[i];
                if (isWritten[i] && seen != null) {
                    recast.store(seen, context.output(i));
                }
            }
            for (int i = 0; i < inputs.length; i++) {
                Tensor seen = inputs[i];
                if (isChanged[i] && seen != null) {
                    recast.store(seen, context.variable(i));
                }
            }
            run = null;
        }

        private KernelContext run() {
            if (run == null) {
                throw new IllegalStateException("not within a run");
            }
            return run;
        }

        @Override
        public Op op() {
            return run().op();
        }

        @Override
        public Tensor input(int i) {
            return read(i, run().input(i));
        }

        @Override
        public Tensor variable(int i) {
            Tensor own = run().variable(i);
            isChanged[i] = recast.applies(own.dtype());
            return read(i, own);
        }

        private Tensor read(int i, Tensor own) {
            if (!recast.applies(own.dtype())) {
                return own;
            }
            Tensor seen = recast.view(own, inputs[i]);
            if (!isRead[i]) {
                recast.load(own, seen);
                inputs[i] = seen;
                isRead[i] = true;
            }
            return seen;
        }

        @Override
        public Tensor output(int i) {
            return written(i, run().output(i));
        }

        @Override
        public Tensor allocate(int i, Shape shape) {
            boolean pairs =
                    recast == Recast.PAIRS && run().op().output(i).dtype().isComplex();
            return written(i, run().allocate(i, pairs ? shape.slice(0, shape.rank() - 1) : shape));
        }

        private Tensor written(int i, Tensor own) {
            if (!recast.applies(own.dtype())) {
                return own;
            }
            Tensor seen = recast.view(own, outputs[i]);
            outputs[i] = seen;
            isWritten[i] = true;
            return seen;
        }

        @Override
        public void setOutput(int i, Tensor value) {
            throw new UnsupportedOperationException("this kernel has to write its outputs");
        }

        @Override
        public boolean isInitialized(int i) {
            return run().isInitialized(i);
        }

        @Override
        public void setVariable(int i, Tensor buffer) {
            throw new UnsupportedOperationException("this kernel has to change variables in place");
        }

        @Override
        public void kill(int i) {
            run().kill(i);
        }

        @Override
        public boolean isDead(int i) {
            return run().isDead(i);
        }
    }
}
