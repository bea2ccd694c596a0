package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.RowKernel;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.Workers;

/** Copies from inputs to outputs; all but small ones are shared among the workers. */
public final class CopyKernel implements RowKernel {
    /** A piece of work has at most about so many array elements, */
    private static final int PIECE = 1 << 15;
    /** and of all copies together at least so many are worth a share: some two microseconds. */
    private static final int SHARE = 1 << 13;
    /** No copy is cut shorter than this, */
    private static final int SHORT = 1 << 10;
    /** or into more pieces than any number of threads needs, unless these are too large. */
    private static final int MANY = 8;

    private final Workers workers;
    private final Workers.Piece work = this::piece;
    private final Part[] whole;
    private final Part[] parts;
    private final int rows;
    private final Tensor[] from;
    private final Tensor[] to;
    private final boolean shared;
    private final long size;

    /** A copy from one input to one output. */
    public record Part(StridedCopy copy, int input, int output) {}

    /** The kernel that makes one copy. */
    public static Kernel of(Signature signature, StridedCopy copy, int input, int output) {
        return of(signature, List.of(new Part(copy, input, output)));
    }

    /** The kernel that makes several copies, none of which writes where another does. */
    public static Kernel of(Signature signature, List<Part> copies) {
        return new CopyKernel(signature, copies);
    }

    /** The kernel that clears output 0 and copies input {@code input} into it. */
    public static Kernel intoZeros(Signature signature, StridedCopy copy, int input) {
        return intoZeros(signature, List.of(new Part(copy, input, 0)));
    }

    /** The kernel that clears output 0 and makes several copies into it, none of which writes where another does. */
    public static Kernel intoZeros(Signature signature, List<Part> copies) {
        Kernel copy = of(signature, copies);
        return context -> {
            Elements.clear(context.output(0));
            copy.run(context);
        };
    }

    private CopyKernel(Signature signature, List<Part> copies) {
        long size = 0;
        for (Part part : copies) {
            size += part.copy.size();
        }
        this.workers = signature.workers();
        this.size = size;
        this.shared = size >= 2 * SHARE;
        this.whole = copies.toArray(new Part[0]);
        this.parts = shared ? cut(copies, size) : whole;
        this.rows = rows(signature, copies);
        this.from = new Tensor[signature.inputs()];
        this.to = new Tensor[signature.outputs()];
    }

    /**
     * All copies cut, the first pieces of each before the second ones: a thread that has made the upper rows of what is split
     * copies these.
     */
    private static Part[] cut(List<Part> copies, long size) {
        Map<Double, List<Part>> byStart = new TreeMap<>();
        for (Part part : copies) {
            int whole = part.copy.size();
            int few = (int) Math.min(Math.min(size / SHARE, whole / SHORT), MANY);
            int pieces = Math.max(few, (whole + PIECE - 1) / PIECE);
            List<StridedCopy> cut = part.copy.cut(pieces);
            for (int i = 0; i < cut.size(); i++) {
                byStart.computeIfAbsent((double) i / cut.size(), start -> new ArrayList<>())
                        .add(new Part(cut.get(i), part.input, part.output));
            }
        }
        return byStart.values().stream().flatMap(List::stream).toArray(Part[]::new);
    }

    /** How many rows all outputs have, if each of them is made of the same rows of the inputs; else 0. */
    private static int rows(Signature signature, List<Part> copies) {
        Shape first = signature.output(0).shape();
        int rows = first.rank() < 2 ? 0 : (int) first.dim(0);
        for (Part part : copies) {
            TensorSpec from = signature.input(part.input);
            TensorSpec to = signature.output(part.output);
            boolean ofRows = rows > 0
                    && hasRows(from.shape(), rows)
                    && hasRows(to.shape(), rows)
                    && part.copy.isOfRows(rows, row(from, rows), row(to, rows));
            rows = ofRows ? rows : 0;
        }
        return rows;
    }

    private static boolean hasRows(Shape shape, int rows) {
        return shape.rank() > 0 && shape.dim(0) == rows;
    }

    /** The array elements of a row. */
    private static int row(TensorSpec spec, int rows) {
        return spec.shape().size() / rows * spec.dtype().width();
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public boolean isByRows(int i) {
        return Arrays.stream(whole).anyMatch(part -> part.input == i);
    }

    @Override
    public void start(KernelContext context) {
        for (Part part : whole) {
            from[part.input] = context.input(part.input);
            to[part.output] = context.output(part.output);
        }
    }

    @Override
    public void rows(int first, int end, int worker) {
        for (Part part : whole) {
            part.copy.rows(from[part.input], to[part.output], first, end);
        }
    }

    @Override
    public void end() {
        Arrays.fill(from, null);
        Arrays.fill(to, null);
    }

    /** An element is read and written. */
    @Override
    public long work() {
        return 2 * size * ELEMENT;
    }

    @Override
    public void run(KernelContext context) {
        start(context);
        if (shared) {
            workers.run(parts.length, work);
        } else {
            for (int i = 0; i < parts.length; i++) {
                piece(i, 0);
            }
        }
        end();
    }

    private void piece(int piece, int worker) {
        Part part = parts[piece];
        part.copy.run(from[part.input], to[part.output]);
    }
}
