package org.headrace.ops.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.core.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Matrix products, one or a batch of them: floating-point ones by the {@link Gemm} in use, integer ones by plain loops,
 * modulo two to the power of their width. A formula may follow, which is then computed of elements that are still in the
 * cache.
 */
public final class MatrixProduct implements Kernel {
    private final Signature signature;
    private final DType dtype;
    private final @Nullable Formula formula;
    /** The formula, once for each worker. */
    private final List<Tape> tapes = new ArrayList<>();
    /** The output that {@code C} itself goes to, or -1 if the formula's outputs have no place for it. */
    private final int place;

    private final @Nullable Object scratch;
    private final Factors factors;

    /** The products themselves. */
    @FunctionalInterface
    private interface Factors {
        void multiply(Tensor a, Tensor b, Object c);
    }

    /**
     * The kernel for outputs {@code [..., m, n]}, matrix {@code i} of which is the product of those at {@code aOffsets[i]}
     * and {@code bOffsets[i]}.
     */
    public static Kernel of(
            Signature signature, boolean transposeA, boolean transposeB, int k, int[] aOffsets, int[] bOffsets) {
        return new MatrixProduct(signature, transposeA, transposeB, k, aOffsets, bOffsets, null);
    }

    /**
     * The kernel for such products whose outputs are a formula's. Operand 0 of the formula is the product; operand
     * {@code j > 0} is the kernel's input {@code signature.inputs() + j - 1}.
     */
    public static Kernel of(
            Signature signature,
            boolean transposeA,
            boolean transposeB,
            int k,
            int[] aOffsets,
            int[] bOffsets,
            Formula formula) {
        return new MatrixProduct(signature, transposeA, transposeB, k, aOffsets, bOffsets, formula);
    }

    /** Whether a formula may follow products of these dtypes and shapes. */
    public static boolean appliesFormula(Signature signature) {
        DType dtype = signature.input(0).dtype();
        return dtype == DType.FLOAT32 || dtype == DType.FLOAT64;
    }

    private MatrixProduct(
            Signature signature,
            boolean transposeA,
            boolean transposeB,
            int k,
            int[] aOffsets,
            int[] bOffsets,
            @Nullable Formula formula) {
        this.signature = signature;
        this.dtype = signature.input(0).dtype();
        this.formula = formula;
        this.place = formula == null ? 0 : place(formula, dtype);
        int size = signature.output(0).shape().size();
        this.scratch = place >= 0 ? null : dtype == DType.FLOAT32 ? new float[size] : new double[size];
        if (formula != null) {
            for (int i = 0; i < signature.workers().threads(); i++) {
                tapes.add(FormulaKernel.tape(signature.op(), formula));
            }
        }
        int m = (int) signature.output(0).shape().dim(-2);
        int n = (int) signature.output(0).shape().dim(-1);
        boolean oneB = !transposeA && Arrays.stream(bOffsets).allMatch(offset -> offset == 0);
        if (oneB && bOffsets.length > 1 && isDense(aOffsets, m * k)) {
            var tall = new ProductSizes(false, transposeB, m * bOffsets.length, n, k, false);
            this.factors = factors(tall, new int[1], new int[1]);
        } else {
            this.factors = factors(new ProductSizes(transposeA, transposeB, m, n, k, false), aOffsets, bOffsets);
        }
    }

    /** Whether matrices of this size lie one after another, so that they are one tall matrix. */
    private static boolean isDense(int[] offsets, int size) {
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] != i * size) {
                return false;
            }
        }
        return true;
    }

    /**
     * The output that can hold the product until the formula is computed, or -1: one that is the product, or the only one,
     * which a tape writes last.
     */
    private static int place(Formula formula, DType dtype) {
        for (int i = 0; i < formula.outputs().size(); i++) {
            if (formula.outputs().get(i) instanceof Expr.Input input && input.index() == 0) {
                return i;
            }
        }
        return formula.outputs().size() == 1 && formula.dtypes().get(0) == dtype ? 0 : -1;
    }

    private Factors factors(ProductSizes sizes, int[] aOffsets, int[] bOffsets) {
        Workers workers = signature.workers();
        Product.Finish finish = formula == null
                ? Product.Finish.NONE
                : (from, to, w) -> tapes.get(w).run(from, to);
        switch (dtype) {
            case FLOAT32 -> {
                var batch = new ProductBatch<>(sizes, aOffsets, bOffsets, workers, finish, Kernels.gemm()::floats);
                return (a, b, c) -> batch.run(a.floats(), b.floats(), (float[]) c);
            }
            case FLOAT64 -> {
                var batch = new ProductBatch<>(sizes, aOffsets, bOffsets, workers, finish, Kernels.gemm()::doubles);
                return (a, b, c) -> batch.run(a.doubles(), b.doubles(), (double[]) c);
            }
            case INT32 -> {
                return (a, b, c) -> {
                    for (int i = 0; i < aOffsets.length; i++) {
                        int at = i * sizes.m() * sizes.n();
                        ints(sizes, a.ints(), aOffsets[i], b.ints(), bOffsets[i], (int[]) c, at);
                    }
                };
            }
            case INT64 -> {
                return (a, b, c) -> {
                    for (int i = 0; i < aOffsets.length; i++) {
                        int at = i * sizes.m() * sizes.n();
                        longs(sizes, a.longs(), aOffsets[i], b.longs(), bOffsets[i], (long[]) c, at);
                    }
                };
            }
            default ->
                throw new UnimplementedException(
                        signature.op(), "has no kernel for " + dtype + ": cast the inputs to float32");
        }
    }

    @Override
    public void run(KernelContext context) {
        Object c = place < 0
                ? Objects.requireNonNull(scratch)
                : context.output(place).array();
        if (formula != null) {
            for (Tape tape : tapes) {
                tape.input(0, c);
                for (int i = 1; i < formula.operands().size(); i++) {
                    tape.input(i, context.input(signature.inputs() + i - 1).array());
                }
                for (int i = 0; i < formula.outputs().size(); i++) {
                    tape.output(i, context.output(i).array());
                }
            }
        }
        factors.multiply(context.input(0), context.input(1), c);
    }

    private static void ints(ProductSizes s, int[] a, int aOff, int[] b, int bOff, int[] c, int cOff) {
        Arrays.fill(c, cOff, cOff + s.m() * s.n(), 0);
        for (int i = 0; i < s.m(); i++) {
            int row = cOff + i * s.n();
            for (int p = 0; p < s.k(); p++) {
                int factor = a[aOff + (s.transA() ? p * s.m() + i : i * s.k() + p)];
                for (int j = 0; j < s.n(); j++) {
                    c[row + j] += factor * b[bOff + (s.transB() ? j * s.k() + p : p * s.n() + j)];
                }
            }
        }
    }

    private static void longs(ProductSizes s, long[] a, int aOff, long[] b, int bOff, long[] c, int cOff) {
        Arrays.fill(c, cOff, cOff + s.m() * s.n(), 0);
        for (int i = 0; i < s.m(); i++) {
            int row = cOff + i * s.n();
            for (int p = 0; p < s.k(); p++) {
                long factor = a[aOff + (s.transA() ? p * s.m() + i : i * s.k() + p)];
                for (int j = 0; j < s.n(); j++) {
                    c[row + j] += factor * b[bOff + (s.transB() ? j * s.k() + p : p * s.n() + j)];
                }
            }
        }
    }
}
