package org.headrace.ops.state;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.Workers;
import org.headrace.ops.kernels.Columns;
import org.headrace.ops.kernels.Kernels;
import org.headrace.ops.kernels.Primitives;
import org.jspecify.annotations.Nullable;

/** Changes rows of a variable, input 0, that input 1 numbers by rows of input 2 or by its one element. */
final class ScatterKernel implements Kernel {
    private final InPlace change;
    private final int rows;
    private final int count;
    private final int rowSize;
    private final boolean scalar;
    /** What adds or subtracts floats. */
    private final Primitives.@Nullable Binary<float[]> loop;

    private final List<Columns> parts;
    private final Workers workers;
    private final Workers.Piece piece = this::change;
    private Tensor variable = Tensor.of(0f);
    private Tensor indices = variable;
    private Tensor updates = variable;

    ScatterKernel(Signature signature, InPlace change, int rows, int count, int rowSize, boolean scalar) {
        this.change = change;
        this.rows = rows;
        this.count = count;
        this.rowSize = rowSize;
        this.scalar = scalar;
        BinaryPrimitive step = change == InPlace.ADD ? BinaryPrimitive.ADD : BinaryPrimitive.SUB;
        boolean sum = change == InPlace.ADD || change == InPlace.SUBTRACT;
        this.loop = sum && signature.input(0).dtype() == DType.FLOAT32
                ? Kernels.provider().floats().binary(step)
                : null;
        this.workers = signature.workers();
        this.parts = Columns.parts(rowSize, workers.threads());
    }

    @Override
    public void run(KernelContext context) {
        Scattering.requireInRange(context, 1, count, rows);
        variable = context.variable(0);
        indices = context.input(1);
        updates = context.input(2);
        workers.run(parts.size(), piece);
    }

    private void change(int number, int worker) {
        Columns part = parts.get(number);
        for (int i = 0; i < count; i++) {
            int row = (int) indices.longAt(i) * rowSize + part.from();
            if (loop != null && !scalar) {
                float[] x = variable.floats();
                loop.apply(x, row, updates.floats(), i * rowSize + part.from(), x, row, part.count());
            } else if (scalar) {
                for (int j = row; j < row + part.count(); j++) {
                    change.apply(variable, j, updates, 0, 1);
                }
            } else {
                change.apply(variable, row, updates, i * rowSize + part.from(), part.count());
            }
        }
    }
}
