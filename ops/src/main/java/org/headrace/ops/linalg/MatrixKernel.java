package org.headrace.ops.linalg;

import java.util.function.Function;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Runs an algorithm on each matrix of a batch, in double precision. Workers share the matrices; if these are too few for that,
 * they share the large products within each.
 */
final class MatrixKernel implements Kernel {
    /** A piece of work has about so many elements. */
    private static final int PIECE = 1 << 12;

    /** What is done with one matrix, or one of each input. Keeps scratch arrays: for one thread at a time. */
    @FunctionalInterface
    interface Algorithm {
        /** Reads {@code in}, which it may overwrite, and writes all of {@code out}; complex numbers lie as their parts. */
        void run(double[][] in, double[][] out);
    }

    private final DType dtype;
    private final Workers workers;
    private final Workers.Piece piece = this::piece;
    private final Function<Rows, Algorithm> algorithm;
    private final int[] inputSizes;
    private final int[] outputSizes;
    private final int batch;
    private final int group;
    private final @Nullable Workspace[] workspaces;
    private final Tensor[] inputs;
    private final Tensor[] outputs;

    /** What one worker works with. */
    @SuppressWarnings("ArrayRecordComponent") // never compared by value
    private record Workspace(Algorithm algorithm, double[][] in, double[][] out) {}

    /**
     * The kernel.
     *
     * @param outputRanks of each output, how many of its last axes belong to one matrix
     * @param algorithm makes the algorithm for one worker, of rows of the matrices' dtype
     */
    static Kernel of(Signature signature, int[] outputRanks, Function<Rows, Algorithm> algorithm) {
        switch (signature.input(0).dtype()) {
            case FLOAT32, FLOAT64, COMPLEX64, COMPLEX128 -> {
                return new MatrixKernel(signature, outputRanks, algorithm);
            }
            default ->
                throw new UnimplementedException(
                        signature.op(),
                        "has no kernel for " + signature.input(0).dtype() + ": cast the input to float32");
        }
    }

    private MatrixKernel(Signature signature, int[] outputRanks, Function<Rows, Algorithm> algorithm) {
        this.dtype = signature.input(0).dtype();
        this.workers = signature.workers();
        this.algorithm = algorithm;
        Shape first = signature.input(0).shape();
        this.batch = first.slice(0, first.rank() - 2).size();
        this.inputs = new Tensor[signature.inputs()];
        this.outputs = new Tensor[signature.outputs()];
        this.inputSizes = new int[inputs.length];
        this.outputSizes = new int[outputs.length];
        int most = 1;
        for (int i = 0; i < inputs.length; i++) {
            inputSizes[i] = size(signature.input(i), 2);
            most = Math.max(most, inputSizes[i]);
        }
        for (int i = 0; i < outputs.length; i++) {
            outputSizes[i] = size(signature.output(i), outputRanks[i]);
            most = Math.max(most, outputSizes[i]);
        }
        this.group = Math.max(1, PIECE / most);
        this.workspaces = new @Nullable Workspace[batch > group ? workers.threads() : 1];
    }

    /** The doubles of one matrix. */
    private static int size(TensorSpec spec, int rank) {
        Shape shape = spec.shape();
        return shape.slice(Math.max(0, shape.rank() - rank), shape.rank()).size()
                * spec.dtype().width();
    }

    @Override
    public void run(KernelContext context) {
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = context.input(i);
        }
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = context.output(i);
        }
        if (batch > group) {
            workers.run((batch + group - 1) / group, piece);
        } else if (batch > 0) {
            piece(0, 0);
        }
    }

    private void piece(int index, int worker) {
        Workspace space = workspaces[worker];
        if (space == null) {
            // made when the worker first gets a matrix: large ones are often alone
            Rows rows = Rows.of(dtype, batch > group ? Workers.ONE : workers);
            space = new Workspace(algorithm.apply(rows), arrays(inputSizes), arrays(outputSizes));
            workspaces[worker] = space;
        }
        for (int matrix = index * group; matrix < Math.min(batch, (index + 1) * group); matrix++) {
            for (int i = 0; i < inputs.length; i++) {
                boolean shared = inputs[i].shape().isScalar();
                load(inputs[i], shared ? 0 : matrix * inputSizes[i], space.in[i]);
            }
            space.algorithm.run(space.in, space.out);
            for (int i = 0; i < outputs.length; i++) {
                store(space.out[i], outputs[i], matrix * outputSizes[i]);
            }
        }
    }

    private static double[][] arrays(int[] sizes) {
        double[][] arrays = new double[sizes.length][];
        for (int i = 0; i < sizes.length; i++) {
            arrays[i] = new double[sizes[i]];
        }
        return arrays;
    }

    private static void load(Tensor from, int at, double[] to) {
        if (from.array() instanceof float[] x) {
            for (int i = 0; i < to.length; i++) {
                to[i] = x[at + i];
            }
        } else {
            System.arraycopy(from.doubles(), at, to, 0, to.length);
        }
    }

    private static void store(double[] from, Tensor to, int at) {
        if (to.array() instanceof float[] y) {
            for (int i = 0; i < from.length; i++) {
                y[at + i] = (float) from[i];
            }
        } else if (to.array() instanceof double[] y) {
            System.arraycopy(from, 0, y, at, from.length);
        } else if (to.array() instanceof int[] y) {
            for (int i = 0; i < from.length; i++) {
                y[at + i] = (int) from[i];
            }
        } else {
            for (int i = 0; i < from.length; i++) {
                to.longs()[at + i] = (long) from[i];
            }
        }
    }
}
