package org.headrace.ops.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Shape;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.Workers;
import org.headrace.ops.kernels.Columns;
import org.headrace.ops.kernels.FormulaKernel;
import org.headrace.ops.kernels.Tape;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer's formula for some rows of its variables. Rows are gathered into a block, which the formula's loops go over as
 * over any other tensor, and put back; a block ends before a row that it has already. Workers share the columns.
 */
final class RowUpdate implements Kernel {
    /** So few that to look whether a row is among them is no work. */
    private static final int MAX_ROWS = 64;

    private final int inputs;
    private final int variables;
    private final int gradient;
    private final int rows;
    private final int rowSize;
    private final int count;
    private final int blockRows;
    private final List<Part> parts;
    private final Workers workers;
    private final Workers.Piece piece = (part, worker) -> part(part);
    /** The rows' numbers. */
    private final int[] places;

    private @Nullable KernelContext running;

    /** @param gradient which input the gradient is; the next one is the rows' numbers */
    RowUpdate(Applying dense, int gradient, Signature signature) {
        this.inputs = signature.inputs();
        this.variables = dense.variables();
        this.gradient = gradient;
        Shape variable = signature.input(0).shape();
        this.rows = (int) variable.dim(0);
        this.rowSize = rows == 0 ? 0 : variable.size() / rows;
        this.count = signature.input(gradient + 1).shape().size();
        this.workers = signature.workers();
        this.places = new int[count];
        List<Columns> columns = Columns.parts(rowSize, workers.threads());
        int widest = columns.stream().mapToInt(Columns::count).max().orElse(0);
        int fitting = Math.max(1, 4 * Tape.BLOCK / Math.max(1, widest));
        this.blockRows = Math.min(Math.min(fitting, MAX_ROWS), Math.max(1, count));
        this.parts =
                columns.stream().map(each -> new Part(dense, signature, each)).toList();
    }

    /** Some columns of the rows, with a tape and buffers of their own. */
    private final class Part {
        private final Columns columns;
        private final Tape tape;
        /** The rows of the variables and of the gradient, and what the formula makes of the variables'. */
        private final Tensor[] gathered;

        private final Tensor[] results;

        Part(Applying dense, Signature signature, Columns columns) {
            this.columns = columns;
            TensorSpec variable = signature.input(0);
            TensorSpec block = variable.withShape(Shape.of((long) blockRows * columns.count()));
            List<TensorSpec> operands = InPlaceUpdate.inputs(signature);
            operands.remove(gradient + 1);
            for (int i = 0; i < variables; i++) {
                operands.set(i, block);
            }
            operands.set(gradient, block);
            List<Expr> values = dense.update(InPlaceUpdate.elements(operands));
            List<DType> dtypes = Collections.nCopies(variables, variable.dtype());
            this.tape = FormulaKernel.tape(signature.op(), new Formula(values, dtypes, block.shape(), operands));
            this.gathered = buffers(block, variables + 1);
            this.results = buffers(block, variables);
            for (int v = 0; v < variables; v++) {
                tape.input(v, gathered[v].array());
                tape.output(v, results[v].array());
            }
            tape.input(gradient, gathered[variables].array());
        }

        void run(KernelContext context) {
            for (int i = variables; i < inputs; i++) {
                if (i != gradient && i != gradient + 1) {
                    tape.input(i < gradient ? i : i - 1, context.input(i).array());
                }
            }
            int n;
            for (int from = 0; from < count; from += n) {
                n = different(from);
                block(context, from, n);
            }
        }

        private void block(KernelContext context, int from, int n) {
            int width = columns.count();
            for (int v = 0; v < variables; v++) {
                Tensor variable = context.variable(v);
                for (int i = 0; i < n; i++) {
                    InPlace.SET.apply(gathered[v], i * width, variable, at(places[from + i]), width);
                }
            }
            for (int i = 0; i < n; i++) {
                InPlace.SET.apply(gathered[variables], i * width, context.input(gradient), at(from + i), width);
            }
            tape.run(0, n * width);
            for (int v = 0; v < variables; v++) {
                Tensor variable = context.variable(v);
                for (int i = 0; i < n; i++) {
                    InPlace.SET.apply(variable, at(places[from + i]), results[v], i * width, width);
                }
            }
        }

        private int at(int row) {
            return row * rowSize + columns.from();
        }
    }

    private static Tensor[] buffers(TensorSpec spec, int number) {
        List<Tensor> buffers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            buffers.add(Tensor.zeros(spec.dtype(), spec.shape()));
        }
        return buffers.toArray(new Tensor[0]);
    }

    @Override
    public void run(KernelContext context) {
        for (int v = 0; v < variables; v++) {
            context.variable(v); // complains of one that is not initialized
        }
        Scattering.requireInRange(context, gradient + 1, count, rows);
        if (rowSize == 0) {
            return;
        }
        Tensor indices = context.input(gradient + 1);
        for (int i = 0; i < count; i++) {
            places[i] = (int) indices.longAt(i);
        }
        running = context;
        workers.run(parts.size(), piece);
        running = null;
    }

    private void part(int part) {
        KernelContext context = running;
        if (context != null) {
            parts.get(part).run(context);
        }
    }

    /** How many rows from {@code from} on, at most a block, are named once among themselves. */
    private int different(int from) {
        int most = Math.min(count - from, blockRows);
        for (int n = 1; n < most; n++) {
            int row = places[from + n];
            for (int i = from; i < from + n; i++) {
                if (places[i] == row) {
                    return n;
                }
            }
        }
        return most;
    }
}
