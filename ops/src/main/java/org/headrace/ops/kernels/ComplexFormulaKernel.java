package org.headrace.ops.kernels;

import java.util.List;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.Halves;
import org.headrace.core.Kernel;
import org.headrace.core.KernelContext;
import org.headrace.core.Signature;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.kernels.FormulaNodes.Node;

/**
 * Computes a formula in which there are complex numbers, element by element, in double precision; what is complex64 or
 * float32 is rounded after each primitive. Not made for speed.
 */
public final class ComplexFormulaKernel implements Kernel {
    private final Signature signature;
    private final List<Node> nodes;
    private final int[] results;
    private final int size;
    private final ComplexNumber[] values;
    private final Strides[] strides;

    /** The kernel whose inputs are the formula's operands, and whose outputs its outputs. */
    public ComplexFormulaKernel(Formula formula, Signature signature) {
        this.signature = signature;
        FormulaNodes built = FormulaNodes.of(
                formula.outputs(),
                formula.operands().stream().map(TensorSpec::dtype).toList(),
                formula.dtypes());
        this.nodes = built.nodes();
        this.results = built.results();
        this.size = formula.shape().size();
        this.values = new ComplexNumber[nodes.size()];
        for (int n = 0; n < values.length; n++) {
            values[n] = new ComplexNumber();
            if (!ComplexNumber.has(nodes.get(n).expr())) {
                throw new UnimplementedException(
                        signature.op(),
                        "has no kernel for " + nodes.get(n).dtype() + ": compute with real and imaginary parts");
            }
        }
        this.strides = formula.operands().stream()
                .map(operand -> Strides.of(operand.shape(), formula.shape()))
                .toArray(Strides[]::new);
    }

    /** Whether there are complex numbers in a formula. */
    public static boolean takes(Formula formula) {
        return formula.operands().stream().anyMatch(operand -> operand.dtype().isComplex())
                || formula.dtypes().stream().anyMatch(DType::isComplex);
    }

    @Override
    public void run(KernelContext context) {
        for (int i = 0; i < size; i++) {
            for (int n = 0; n < values.length; n++) {
                Node node = nodes.get(n);
                if (node.expr() instanceof Expr.Input input) {
                    load(context.input(input.index()), place(strides[input.index()], i), values[n]);
                } else {
                    values[n].compute(node.expr(), node.arguments(), values);
                }
                values[n].round(node.dtype());
            }
            for (int r = 0; r < results.length; r++) {
                store(values[results[r]], context.output(r), i);
            }
        }
    }

    /** Where output element {@code i} finds its operand. */
    private static int place(Strides strides, int i) {
        int place = 0;
        int rest = i;
        for (int d = strides.dims.length - 1; d >= 0; d--) {
            place += rest % strides.dims[d] * strides.steps[d];
            rest /= strides.dims[d];
        }
        return place;
    }

    private static void load(Tensor x, int i, ComplexNumber value) {
        if (x.dtype().isComplex()) {
            value.set(Complexes.real(x, i), Complexes.imaginary(x, i));
        } else {
            value.set(x.dtype().isFloating() ? x.doubleAt(i) : x.longAt(i), 0);
        }
    }

    private void store(ComplexNumber value, Tensor y, int i) {
        switch (y.dtype()) {
            case COMPLEX64, COMPLEX128 -> Complexes.set(y, i, value.real(), value.imaginary());
            case FLOAT32 -> y.floats()[i] = (float) value.real();
            case FLOAT64 -> y.doubles()[i] = value.real();
            case FLOAT16 -> y.shorts()[i] = Halves.floatToFloat16((float) value.real());
            case BFLOAT16 -> y.shorts()[i] = Halves.floatToBfloat16((float) value.real());
            case INT8, UINT8 -> y.bytes()[i] = (byte) Conversion.toInt(value.real());
            case INT16, UINT16 -> y.shorts()[i] = (short) Conversion.toInt(value.real());
            case INT32 -> y.ints()[i] = Conversion.toInt(value.real());
            case UINT32 -> y.ints()[i] = (int) Conversion.toLong(value.real());
            case INT64, UINT64 -> y.longs()[i] = Conversion.toLong(value.real());
            case BOOL -> y.bytes()[i] = (byte) (value.isZero() ? 0 : 1);
            default ->
                throw new UnimplementedException(
                        signature.op(), "does not make " + y.dtype() + " of complex numbers: cast to float32 first");
        }
    }
}
