package org.headrace.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.IntFunction;
import org.headrace.core.Toys.Placeholder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Formulas inside other ops' kernels, with toy ops whose kernels follow the abilities' contracts to the letter. */
class FusionTest {
    private final Toys toys = new Toys();
    private final Session session = new Session(toys.graph);
    private Output x;
    private Output y;

    /** {@code a + b} or {@code a * b}, of equal shapes or with a scalar. */
    record Formulaic(boolean product) implements Elementwise {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.shape(0).hasRank() && in.shape(0).rank() == 0 ? in.input(1) : in.input(0));
        }

        @Override
        public Expr formula(List<Expr> inputs) {
            return product ? inputs.get(0).times(inputs.get(1)) : inputs.get(0).plus(inputs.get(1));
        }

        @Override
        public boolean computes(DType dtype) {
            return dtype == DType.FLOAT32;
        }

        @Override
        public Kernel kernel(Formula formula, Signature signature) {
            return context -> {
                for (int i = 0; i < formula.shape().size(); i++) {
                    float[] results = evaluate(formula, i, context::input);
                    for (int r = 0; r < results.length; r++) {
                        context.output(r).floats()[i] = results[r];
                    }
                }
            };
        }
    }

    /** {@code -x}, by a kernel that can go on with a formula. */
    record Negate() implements Epilogue {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.input(0));
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> {
                for (int i = 0; i < context.output(0).size(); i++) {
                    context.output(0).floats()[i] = -context.input(0).floats()[i];
                }
            };
        }

        @Override
        public boolean appliesFormula(Signature signature) {
            return true;
        }

        @Override
        public Kernel kernel(Signature signature, Formula formula) {
            return context -> {
                for (int i = 0; i < formula.shape().size(); i++) {
                    float own = -context.input(0).floats()[i];
                    int at = i;
                    float[] results = evaluate(
                            formula,
                            i,
                            operand ->
                                    operand == 0 ? single(at, own) : context.input(signature.inputs() + operand - 1));
                    for (int r = 0; r < results.length; r++) {
                        context.output(r).floats()[i] = results[r];
                    }
                }
            };
        }

        private static Tensor single(int at, float value) {
            float[] values = new float[at + 1];
            values[at] = value;
            return Tensor.of(values);
        }
    }

    /** The sum of all elements. */
    record Total() implements Prologue {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.input(0).withShape(Shape.scalar()));
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> {
                float total = 0;
                for (int i = 0; i < context.input(0).size(); i++) {
                    total += context.input(0).floats()[i];
                }
                context.output(0).floats()[0] = total;
            };
        }

        @Override
        public boolean takesFormula(Signature signature, int input) {
            return true;
        }

        @Override
        public Kernel kernel(Signature signature, int input, Formula formula) {
            return context -> {
                float total = 0;
                for (int i = 0; i < formula.shape().size(); i++) {
                    total += evaluate(formula, i, operand -> context.input(signature.inputs() + operand))[0];
                }
                context.output(0).floats()[0] = total;
            };
        }
    }

    /** Adds its second input to a variable. */
    record AddTo() implements Assigning, Prologue {
        @Override
        public List<TensorSpec> infer(InferContext in) {
            return List.of(in.input(0));
        }

        @Override
        public Kernel kernel(Signature signature) {
            return context -> {
                for (int i = 0; i < context.variable(0).size(); i++) {
                    context.variable(0).floats()[i] += context.input(1).floats()[i];
                }
            };
        }

        @Override
        public boolean takesFormula(Signature signature, int input) {
            return input == 1;
        }

        @Override
        public Kernel kernel(Signature signature, int input, Formula formula) {
            return context -> {
                for (int i = 0; i < formula.shape().size(); i++) {
                    context.variable(0).floats()[i] +=
                            evaluate(formula, i, operand -> context.input(signature.inputs() + operand))[0];
                }
            };
        }
    }

    private static float[] evaluate(Formula formula, int i, IntFunction<Tensor> operands) {
        float[] results = new float[formula.outputs().size()];
        for (int r = 0; r < results.length; r++) {
            results[r] = evaluate(formula.outputs().get(r), i, operands);
        }
        return results;
    }

    private static float evaluate(Expr expr, int i, IntFunction<Tensor> operands) {
        if (expr instanceof Expr.Input input) {
            Tensor operand = operands.apply(input.index());
            return operand.floats()[operand.shape().rank() == 0 ? 0 : i];
        }
        Expr.BinaryExpr binary = (Expr.BinaryExpr) expr;
        float a = evaluate(binary.a(), i, operands);
        float b = evaluate(binary.b(), i, operands);
        return binary.op() == Expr.BinaryPrimitive.MUL ? a * b : a + b;
    }

    @BeforeEach
    void placeholders() {
        x = toys.op(new Placeholder(DType.FLOAT32, Shape.of(-1)), "x").output(0);
        y = toys.op(new Placeholder(DType.FLOAT32, Shape.of(-1)), "y").output(0);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Output plus(Output a, Output b) {
        return toys.out(new Formulaic(false), a, b);
    }

    private Output times(Output a, Output b) {
        return toys.out(new Formulaic(true), a, b);
    }

    private Feeds feeds() {
        return session.feed(x, new float[] {1, 2}).feed(y, new float[] {10, 20});
    }

    @Test
    void aFormulaIsAppliedWhereTheResultIsMade() {
        Output negative = toys.out(new Negate(), x);
        Output result = times(y, plus(negative, y));

        assertThat(feeds().explain(result)).contains("1 steps", "then b * (a + b)");
        assertThat(feeds().run(result)).isEqualTo(Tensor.of(90f, 360f));
    }

    @Test
    void whatOthersNeedOfTheResultItselfIsKept() {
        Output negative = toys.out(new Negate(), x);
        Output result = plus(y, negative);
        Output later = toys.out(new Total(), negative);

        Fetched fetched = feeds().run(result, later, negative);
        assertThat(fetched.get(result)).isEqualTo(Tensor.of(9f, 18f));
        assertThat(fetched.get(later)).isEqualTo(Tensor.of(-3f));
        assertThat(fetched.get(negative)).isEqualTo(Tensor.of(-1f, -2f));
        assertThat(feeds().explain(result, later)).contains("2 steps");
    }

    @Test
    void aSumComputesItsTerms() {
        Output total = toys.out(new Total(), times(plus(x, y), x));

        assertThat(feeds().explain(total)).contains("1 steps", "of (a + b) * a");
        assertThat(feeds().run(total)).isEqualTo(Tensor.of(11f + 44f));
    }

    @Test
    void termsThatOthersNeedAreWritten() {
        Output terms = times(x, y);
        Output total = toys.out(new Total(), terms);

        Fetched fetched = feeds().run(terms, total);
        assertThat(fetched.get(terms)).isEqualTo(Tensor.of(10f, 40f));
        assertThat(fetched.get(total)).isEqualTo(Tensor.of(50f));
        Output both = plus(terms, total);
        assertThat(feeds().run(both)).isEqualTo(Tensor.of(60f, 90f));
    }

    @Test
    void anUpdateComputesWhatItAdds() {
        Output variable = toys.variable("v", 2);
        session.run(toys.assign(variable, toys.constant(new float[] {100, 200})));
        Output updated = toys.out(new AddTo(), variable, times(x, y));

        assertThat(feeds().explain(updated.op())).contains("1 steps", "of a * b");
        feeds().run(updated.op());
        assertThat(session.run(toys.out(new Toys.Identity(), variable))).isEqualTo(Tensor.of(110f, 240f));
    }

    @Test
    void anUpdateDoesNotComputeWhatReadsTheVariable() {
        Output variable = toys.variable("v", 2);
        session.run(toys.assign(variable, toys.constant(new float[] {100, 200})));
        Output decay = times(toys.out(new Toys.Identity(), variable), x);
        Output updated = toys.out(new AddTo(), variable, decay);

        assertThat(feeds().explain(updated.op())).contains("2 steps");
        feeds().run(updated.op());
        assertThat(session.run(toys.out(new Toys.Identity(), variable))).isEqualTo(Tensor.of(200f, 600f));
    }

    @Test
    void aProductOfAVariableIsMadeBeforeTheVariableChanges() {
        Output variable = toys.variable("v", 2);
        session.run(toys.assign(variable, toys.constant(new float[] {1, 2})));
        Output negative = toys.out(new Negate(), toys.out(new Toys.Identity(), variable));
        Output updated = toys.out(new AddTo(), variable, x);
        Output result = plus(negative, toys.out(new Toys.Identity(), updated));

        assertThat(feeds().run(result)).isEqualTo(Tensor.of(-1f + 2, -2f + 4));
    }

    @Test
    void anUninitializedVariableIsNamedWhoeverReadsIt() {
        Output variable = toys.variable("v", 2);
        Output total = toys.out(new Total(), times(toys.out(new Toys.Identity(), variable), x));
        assertThatThrownBy(() -> feeds().run(total))
                .isInstanceOf(FailedPreconditionException.class)
                .hasMessageContaining("Attempting to use uninitialized value v");
    }

    @Test
    void anOpThatIsFetchedRunsThoughNobodyTakesItsResult() {
        Output negative = toys.out(new Negate(), x);

        assertThat(feeds().explain(negative.op())).contains("1 steps");
        assertThat(feeds().explain(toys.after(new Toys.Identity(), List.of(negative.op()), y)))
                .doesNotContain("Negate");
    }
}
