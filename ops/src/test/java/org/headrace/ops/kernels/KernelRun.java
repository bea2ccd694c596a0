package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.headrace.core.DType;
import org.headrace.core.Graph;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Op;
import org.headrace.core.OpDef;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.Workers;
import org.headrace.ops.state.Const;

/**
 * Runs a kernel on tensors without a session, its pieces in reverse order on as many workers as are asked for, on buffers
 * that hold rubbish.
 *
 * @param own how many of the inputs are the op's own; the others are the operands of a formula
 */
record KernelRun(List<Tensor> inputs, int own, List<TensorSpec> outputs, int threads) {
    private static final Op OP = new Graph().add(OpDef.of(new Const(Tensor.of(1f)), "op"));

    static KernelRun of(Tensor input, DType dtype, Shape output) {
        return new KernelRun(List.of(input), 1, List.of(new TensorSpec(dtype, output)), 1);
    }

    KernelRun withThreads(int count) {
        return new KernelRun(inputs, own, outputs, count);
    }

    KernelRun withOperands(List<Tensor> operands) {
        List<Tensor> all = new ArrayList<>(inputs);
        all.addAll(operands);
        return new KernelRun(all, own, outputs, threads);
    }

    KernelRun withOutput(DType dtype, Shape shape) {
        List<TensorSpec> all = new ArrayList<>(outputs);
        all.add(new TensorSpec(dtype, shape));
        return new KernelRun(inputs, own, all, threads);
    }

    /** Makes the kernel, runs it twice, and gives its first output. */
    Tensor first(Function<Signature, Kernel> kernel) {
        return all(kernel).get(0);
    }

    /** Makes the kernel, runs it twice, and gives its outputs. */
    List<Tensor> all(Function<Signature, Kernel> kernel) {
        Kernel made = kernel.apply(new Made());
        made.run(new Running(buffers()));
        List<Tensor> results = buffers();
        made.run(new Running(results));
        return results;
    }

    private List<Tensor> buffers() {
        return outputs.stream()
                .map(output -> {
                    Tensor buffer = Tensor.zeros(output.dtype(), output.shape());
                    if (output.shape().size() > 0 && output.dtype() != DType.BOOL) {
                        Elements.fill(buffer, Tensor.of(output.dtype(), 77));
                    }
                    return buffer;
                })
                .toList();
    }

    private final class Made implements Signature {
        @Override
        public Op op() {
            return OP;
        }

        @Override
        public int inputs() {
            return own;
        }

        @Override
        public TensorSpec input(int i) {
            return new TensorSpec(inputs.get(i).dtype(), inputs.get(i).shape());
        }

        @Override
        public int outputs() {
            return outputs.size();
        }

        @Override
        public TensorSpec output(int i) {
            return outputs.get(i);
        }

        @Override
        public Tensor constant(int i) {
            return inputs.get(i);
        }

        @Override
        public Tensor value(int i) {
            return inputs.get(i);
        }

        @Override
        public Workers workers() {
            return new Reversed(threads);
        }

        @Override
        public <T> T state(Supplier<T> initial) {
            return initial.get();
        }

        @Override
        public <T> T state(Op owner, Supplier<T> initial) {
            return initial.get();
        }
    }

    private record Reversed(int threads) implements Workers {
        @Override
        public void run(int pieces, Piece piece) {
            for (int i = pieces - 1; i >= 0; i--) {
                piece.run(i, i % threads);
            }
        }
    }

    private final class Running implements KernelContext {
        private final List<Tensor> buffers;

        Running(List<Tensor> buffers) {
            this.buffers = buffers;
        }

        @Override
        public Op op() {
            return OP;
        }

        @Override
        public Tensor input(int i) {
            return inputs.get(i);
        }

        @Override
        public Tensor output(int i) {
            return buffers.get(i);
        }

        @Override
        public Tensor allocate(int i, Shape shape) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setOutput(int i, Tensor value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isInitialized(int i) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Tensor variable(int i) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setVariable(int i, Tensor buffer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void clearVariable(int i) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void kill(int i) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isDead(int i) {
            return false;
        }
    }
}
