package org.headrace.core;

import java.util.ArrayList;
import java.util.List;
import org.headrace.core.internal.Substitution;

/**
 * Element-wise formulas over the same operands, to be computed together in one pass over memory: what the engine joins
 * neighbouring {@link Elementwise} ops to.
 *
 * @param outputs what each output's element is; {@code Input(i)} is operand {@code i}'s element
 * @param dtypes the outputs' dtypes
 * @param shape the outputs' shape
 * @param operands the operands' dtypes, and the shapes under which they broadcast to {@code shape}
 */
public record Formula(List<Expr> outputs, List<DType> dtypes, Shape shape, List<TensorSpec> operands) {
    public Formula {
        outputs = List.copyOf(outputs);
        dtypes = List.copyOf(dtypes);
        operands = List.copyOf(operands);
    }

    /** What one element-wise op computes. */
    public static Formula of(Elementwise type, Signature signature) {
        List<TensorSpec> inputs = new ArrayList<>();
        for (int i = 0; i < signature.inputs(); i++) {
            inputs.add(signature.input(i));
        }
        List<Shape> shapes =
                type.operandShapes(inputs.stream().map(TensorSpec::shape).toList());
        for (int i = 0; i < inputs.size(); i++) {
            inputs.set(i, inputs.get(i).withShape(shapes.get(i)));
        }
        return new Formula(
                List.of(type.formula(Expr.inputs(inputs.size()))),
                List.of(signature.output(0).dtype()),
                signature.output(0).shape(),
                inputs);
    }

    /** What output {@code i} is of other expressions in the place of the operands. */
    public Expr output(int i, List<Expr> arguments) {
        return new Substitution(arguments).apply(outputs.get(i));
    }
}
