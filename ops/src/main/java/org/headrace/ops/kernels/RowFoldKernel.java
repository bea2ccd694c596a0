package org.headrace.ops.kernels;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/** A kernel that folds rows. The workers share the columns: each folds all rows, in the same order. */
public final class RowFoldKernel implements Kernel {
    /** What comes before the folding: looking for mistakes, allocating the output. */
    @FunctionalInterface
    public interface Beginning {
        /** Once in a run. */
        void begin(KernelContext context);
    }

    /** The folding. */
    @FunctionalInterface
    public interface Folding {
        /** For the columns of {@code rows}; it must not fail any more. */
        void fold(KernelContext context, RowFold rows);
    }

    private final List<RowFold> parts;
    private final Workers workers;
    private final Beginning beginning;
    private final Workers.Piece piece;
    private @Nullable KernelContext running;

    /** For rows of {@code width} elements. */
    public RowFoldKernel(Signature signature, Fold fold, DType dtype, int width, Beginning beginning, Folding folding) {
        this.parts = Columns.parts(width, signature.workers().threads()).stream()
                .map(part -> new RowFold(signature, fold, dtype, width, part))
                .toList();
        this.workers = signature.workers();
        this.beginning = beginning;
        this.piece = (part, worker) -> {
            KernelContext context = running;
            if (context != null) {
                folding.fold(context, parts.get(part));
            }
        };
    }

    @Override
    public void run(KernelContext context) {
        beginning.begin(context);
        running = context;
        workers.run(parts.size(), piece);
        running = null;
    }
}
