package org.headrace.core.internal;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.Elementwise;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.Kernel;
import org.headrace.core.Output;
import org.headrace.core.TensorSpec;
import org.jspecify.annotations.Nullable;

/**
 * The code of element-wise nodes that run as one: the node's inputs are the formula's operands, its outputs the formula's.
 *
 * @param by the op type that has the kernel
 * @param stays whether it must not be delayed to where its result is taken: a partial sum, whose terms may then be forgotten
 */
record JoinedFormula(Elementwise by, Formula formula, boolean stays) implements Lowered.Code {
    @Override
    public Kernel kernel(Preparation signature) {
        return by.kernel(formula, signature);
    }

    @Override
    public String describe() {
        return text(formula);
    }

    /** What a node computes, if it is element-wise, of one output, and may be joined with others; else null. */
    static @Nullable Formula formulaOf(Lowered lowered) {
        Preparation signature = lowered.signature();
        if (signature == null || lowered.node().mark() >= 0 || !(lowered.node().type() instanceof Elementwise type)) {
            return null;
        }
        if (lowered.code() instanceof JoinedFormula joined) {
            return joined.formula.outputs().size() == 1 ? joined.formula : null;
        }
        boolean computes = lowered.code() instanceof Lowered.Own
                && type.computes(signature.output(0).dtype());
        for (int i = 0; i < signature.inputs(); i++) {
            computes &= type.computes(signature.input(i).dtype());
        }
        return computes ? Formula.of(type, signature) : null;
    }

    /** Whether operand {@code i} is read just where the output is written: element by element, of the outputs' shape. */
    boolean isWhole(int i) {
        return formula.operands().get(i).shape().equals(formula.shape());
    }

    /** A formula whose operands stand in another order, and that order. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Reordered(Formula formula, int[] order) {
        /** The node with its inputs in that order. */
        Lowered of(Lowered node) {
            int[] in = new int[order.length];
            List<Output> sources = new ArrayList<>();
            for (int i = 0; i < order.length; i++) {
                in[i] = node.node().in()[order[i]];
                sources.add(node.node().sources().get(order[i]));
            }
            return new Lowered(node.node().withInputs(in, sources), node.signature(), node.code(), node.ops());
        }
    }

    /** The formula with operand {@code first} before the others. */
    Reordered withFirst(int first) {
        int[] order = new int[formula.operands().size()];
        List<Expr> renamed = new ArrayList<>();
        List<TensorSpec> operands = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            order[i] = i == 0 ? first : i <= first ? i - 1 : i;
            operands.add(formula.operands().get(order[i]));
            renamed.add(Expr.input(i == first ? 0 : i < first ? i + 1 : i));
        }
        Substitution substitution = new Substitution(renamed);
        List<Expr> outputs = formula.outputs().stream().map(substitution::apply).toList();
        return new Reordered(new Formula(outputs, formula.dtypes(), formula.shape(), operands), order);
    }

    /** The formula as people write it, operands as letters. */
    static String text(Formula formula) {
        StringBuilder text = new StringBuilder();
        List<Expr> outputs = formula.outputs();
        for (Expr output : outputs) {
            text.append(text.isEmpty() ? "" : "; ").append(FormulaText.of(output));
        }
        return text.toString();
    }

    /** Whether an operand's dtype and shape are those of output {@code output}, so that one buffer may serve both. */
    boolean isLikeOutput(TensorSpec operand, int output) {
        return operand.dtype() == formula.dtypes().get(output)
                && operand.shape().equals(formula.shape());
    }
}
