package org.headrace.ops.sparse;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.Workers;
import org.headrace.ops.kernels.ChannelLoops;
import org.headrace.ops.kernels.Columns;
import org.headrace.ops.kernels.Complexes;
import org.headrace.ops.kernels.Elements;
import org.headrace.ops.kernels.Kernels;

/**
 * The product of a sparse matrix and a dense one: each entry adds a multiple of a row, entry after entry. Workers share the
 * columns. Inputs: the entries' places, their values, the sparse matrix' shape, the dense matrix.
 */
final class SparseProduct implements Kernel {
    private final boolean adjointA;
    private final boolean adjointB;
    private final int entries;
    private final int rows;
    private final int inner;
    private final int columns;
    /** How far neighbours in a row of the dense matrix are apart, and in a column. */
    private final int apart;

    private final int down;
    private final List<Columns> parts;
    private final Workers workers;
    private final Workers.Piece piece = this::add;
    private final ChannelLoops<float[]> loops = Kernels.provider().floatChannels();
    private final int[] targets;
    private final int[] sources;
    private Tensor values = Tensor.of(0f);
    private Tensor dense = values;
    private Tensor result = values;

    SparseProduct(
            Signature signature, boolean adjointA, boolean adjointB, int entries, int rows, int inner, int columns) {
        this.adjointA = adjointA;
        this.adjointB = adjointB;
        this.entries = entries;
        this.rows = rows;
        this.inner = inner;
        this.columns = columns;
        this.apart = adjointB ? inner : 1;
        this.down = adjointB ? 1 : columns;
        this.workers = signature.workers();
        this.parts = Columns.parts(columns, workers.threads());
        this.targets = new int[entries];
        this.sources = new int[entries];
    }

    @Override
    public void run(KernelContext context) {
        for (int e = 0; e < entries; e++) {
            targets[e] = index(context, e, adjointA ? 1 : 0, "m", rows) * columns;
            sources[e] = index(context, e, adjointA ? 0 : 1, "k", inner) * down;
        }
        values = context.input(1);
        dense = context.input(3);
        result = context.output(0);
        Elements.clear(result);
        workers.run(parts.size(), piece);
    }

    private static int index(KernelContext context, int entry, int axis, String name, int end) {
        long index = context.input(0).longAt(2 * entry + axis);
        if (index < 0 || index >= end) {
            throw context.error("%s (%d) from index[%d,%d] out of bounds (>=%d)", name, index, entry, axis, end);
        }
        return (int) index;
    }

    private void add(int number, int worker) {
        Columns part = parts.get(number);
        if (apart == 1 && result.dtype() == DType.FLOAT32) {
            addRows(part);
            return;
        }
        int n = part.count();
        for (int e = 0; e < entries; e++) {
            int from = sources[e] + part.from() * apart;
            int to = targets[e] + part.from();
            switch (result.dtype()) {
                case FLOAT32 -> {
                    float a = values.floats()[e];
                    float[] b = dense.floats();
                    float[] c = result.floats();
                    for (int j = 0; j < n; j++) {
                        c[to + j] += a * b[from + j * apart];
                    }
                }
                case FLOAT64 -> {
                    double a = values.doubles()[e];
                    double[] b = dense.doubles();
                    double[] c = result.doubles();
                    for (int j = 0; j < n; j++) {
                        c[to + j] += a * b[from + j * apart];
                    }
                }
                case COMPLEX64, COMPLEX128 -> addComplex(e, from, to, n);
                default -> {
                    int a = values.ints()[e];
                    int[] b = dense.ints();
                    int[] c = result.ints();
                    for (int j = 0; j < n; j++) {
                        c[to + j] += a * b[from + j * apart];
                    }
                }
            }
        }
    }

    /** The same of rows side by side: all entries of a row that follow each other at once. */
    private void addRows(Columns part) {
        int end;
        for (int e = 0; e < entries; e = end) {
            end = e + 1;
            while (end < entries && targets[end] == targets[e]) {
                end++;
            }
            loops.addMultiples(
                    values.floats(),
                    sources,
                    e,
                    end - e,
                    dense.floats(),
                    part.from(),
                    result.floats(),
                    targets[e] + part.from(),
                    part.count());
        }
    }

    private void addComplex(int entry, int from, int to, int n) {
        double re = Complexes.real(values, entry);
        double im = Complexes.imaginary(values, entry) * (adjointA ? -1 : 1);
        for (int j = 0; j < n; j++) {
            double bRe = Complexes.real(dense, from + j * apart);
            double bIm = Complexes.imaginary(dense, from + j * apart) * (adjointB ? -1 : 1);
            Complexes.set(
                    result,
                    to + j,
                    Complexes.real(result, to + j) + re * bRe - im * bIm,
                    Complexes.imaginary(result, to + j) + re * bIm + im * bRe);
        }
    }
}
