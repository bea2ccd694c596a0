package org.headrace.ops.kernels;

import java.util.Arrays;
import java.util.Objects;
import org.headrace.core.DType;
import org.headrace.core.Formula;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.RowKernel;
import org.headrace.core.Shape;
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
public final class MatrixProduct implements RowKernel {
    private final Signature signature;
    private final DType dtype;
    private final @Nullable FormulaEpilogue epilogue;
    private final Factors factors;
    private final @Nullable RowProduct<?> byRows;
    private final @Nullable Formula formula;
    private final long multiplications;

    /** The products themselves, of the kernel's inputs. */
    @FunctionalInterface
    private interface Factors {
        void multiply(KernelContext context, Object c);
    }

    /**
     * The kernel for outputs {@code [..., m, n]}, matrix {@code i} of which is the product of those at {@code aOffsets[i]}
     * and {@code bOffsets[i]}.
     */
    public static Kernel of(
            Signature signature, boolean transposeA, boolean transposeB, int k, int[] aOffsets, int[] bOffsets) {
        return RecastKernel.ofHalves(
                signature, wide -> new MatrixProduct(wide, transposeA, transposeB, k, aOffsets, bOffsets, null));
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

    /**
     * The kernel for a product of two matrices, or the sum of several that have {@code depths}: its inputs are the factors of
     * the first, then those of the next. A formula may follow.
     */
    public static Kernel of(
            Signature signature, boolean transposeA, boolean transposeB, int[] depths, @Nullable Formula formula) {
        return RecastKernel.ofHalves(
                signature, wide -> new MatrixProduct(wide, transposeA, transposeB, depths, formula));
    }

    /** Whether a sum of such products, of matrices that have {@code k} in common, has the bits of products added afterwards. */
    public static boolean sums(Signature term, boolean transposeA, boolean transposeB, int k) {
        if (!appliesFormula(term) || k == 0) {
            return false;
        }
        Shape c = term.output(0).shape();
        return Kernels.gemm().sums(new ProductSizes(transposeA, transposeB, (int) c.dim(0), (int) c.dim(1), k, false));
    }

    /** Whether a product reads rows of the second matrix, so that a transposed one gives the same bits if it is copied before. */
    public static boolean readsRows(Signature signature, boolean transposeA, int k) {
        Shape c = signature.output(0).shape();
        return appliesFormula(signature)
                && Kernels.gemm()
                        .cutsFreely(new ProductSizes(transposeA, true, (int) c.dim(0), (int) c.dim(1), k, false));
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
        this.epilogue = formula == null ? null : new FormulaEpilogue(signature, formula);
        int m = (int) signature.output(0).shape().dim(-2);
        int n = (int) signature.output(0).shape().dim(-1);
        boolean oneB = !transposeA && Arrays.stream(bOffsets).allMatch(offset -> offset == 0);
        if (oneB && bOffsets.length > 1 && isDense(aOffsets, m * k)) {
            var tall = new ProductSizes(false, transposeB, m * bOffsets.length, n, k, false);
            this.factors = factors(tall, new int[1], new int[1]);
            this.byRows = byRows(tall, new int[] {k});
        } else {
            var sizes = new ProductSizes(transposeA, transposeB, m, n, k, false);
            this.factors = factors(sizes, aOffsets, bOffsets);
            this.byRows = bOffsets.length > 1 ? null : byRows(sizes, new int[] {k});
        }
        this.multiplications = signature.output(0).shape().elements() * k;
    }

    private MatrixProduct(
            Signature signature, boolean transposeA, boolean transposeB, int[] depths, @Nullable Formula formula) {
        this.signature = signature;
        this.dtype = signature.input(0).dtype();
        this.formula = formula;
        this.epilogue = formula == null ? null : new FormulaEpilogue(signature, formula);
        int m = (int) signature.output(0).shape().dim(0);
        int n = (int) signature.output(0).shape().dim(1);
        var sizes = new ProductSizes(
                transposeA, transposeB, m, n, Arrays.stream(depths).sum(), false);
        this.factors = depths.length == 1 ? factors(sizes, new int[1], new int[1]) : sum(sizes, depths);
        this.byRows = byRows(sizes, depths);
        this.multiplications = sizes.work();
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

    /** The product by rows, if that gives the same bits; null if not. */
    private @Nullable RowProduct<?> byRows(ProductSizes sizes, int[] depths) {
        boolean cuts = appliesFormula(signature)
                && sizes.k() > 0
                && !sizes.transA()
                && Kernels.gemm().cutsFreely(sizes)
                && !PiecewiseProduct.mayCutSums(sizes, depths);
        if (!cuts) {
            return null;
        }
        return dtype == DType.FLOAT32
                ? new RowProduct<>(sizes, depths, Kernels.gemm().floatBlocks(sizes), finish(), float[].class)
                : new RowProduct<>(sizes, depths, Kernels.gemm().doubleBlocks(sizes), finish(), double[].class);
    }

    @Override
    public int rows() {
        return byRows == null ? 0 : (int) signature.output(0).shape().dim(0);
    }

    @Override
    public boolean isByRows(int i) {
        int own = signature.inputs();
        return i < own ? i % 2 == 0 : formula != null && FormulaKernel.isByRows(formula, i - own + 1);
    }

    @Override
    public void start(KernelContext context) {
        byRows().start(context, epilogue == null ? context.output(0).array() : epilogue.bind(context));
    }

    @Override
    public void rows(int from, int to, int worker) {
        byRows().rows(from, to, rows(), worker);
    }

    @Override
    public void end() {
        byRows().end();
    }

    private RowProduct<?> byRows() {
        return Objects.requireNonNull(byRows, "not by rows");
    }

    private Product.Finish finish() {
        return epilogue == null ? Product.Finish.NONE : epilogue;
    }

    private Factors sum(ProductSizes sizes, int[] depths) {
        if (dtype == DType.FLOAT32) {
            Product.Sum<float[]> sum = Kernels.gemm().floatSum(sizes, depths, signature.workers(), finish());
            return (in, c) -> {
                for (int i = 0; i < depths.length; i++) {
                    sum.term(i, in.input(2 * i).floats(), in.input(2 * i + 1).floats());
                }
                sum.run((float[]) c);
            };
        }
        Product.Sum<double[]> sum = Kernels.gemm().doubleSum(sizes, depths, signature.workers(), finish());
        return (in, c) -> {
            for (int i = 0; i < depths.length; i++) {
                sum.term(i, in.input(2 * i).doubles(), in.input(2 * i + 1).doubles());
            }
            sum.run((double[]) c);
        };
    }

    private Factors factors(ProductSizes sizes, int[] aOffsets, int[] bOffsets) {
        Workers workers = signature.workers();
        Product.Finish finish = finish();
        switch (dtype) {
            case FLOAT32 -> {
                var batch = new ProductBatch<>(sizes, aOffsets, bOffsets, workers, finish, Kernels.gemm()::floats);
                return (in, c) -> batch.run(in.input(0).floats(), in.input(1).floats(), (float[]) c);
            }
            case FLOAT64 -> {
                var batch = new ProductBatch<>(sizes, aOffsets, bOffsets, workers, finish, Kernels.gemm()::doubles);
                return (in, c) -> batch.run(in.input(0).doubles(), in.input(1).doubles(), (double[]) c);
            }
            case INT32 -> {
                return (in, c) -> {
                    Tensor a = in.input(0);
                    Tensor b = in.input(1);
                    for (int i = 0; i < aOffsets.length; i++) {
                        int at = i * sizes.m() * sizes.n();
                        ints(sizes, a.ints(), aOffsets[i], b.ints(), bOffsets[i], (int[]) c, at);
                    }
                };
            }
            case INT64 -> {
                return (in, c) -> {
                    Tensor a = in.input(0);
                    Tensor b = in.input(1);
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
    public long work() {
        long elements = signature.output(0).shape().elements() * (epilogue == null ? 1 : 1 + epilogue.length());
        for (int i = 0; i < signature.inputs(); i++) {
            elements += signature.input(i).shape().elements();
        }
        return multiplications + elements * ELEMENT;
    }

    @Override
    public void run(KernelContext context) {
        Object c = epilogue == null ? context.output(0).array() : epilogue.bind(context);
        factors.multiply(context, c);
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
