package org.headrace.ops.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Expr.BinaryPrimitive;
import org.headrace.core.Expr.UnaryPrimitive;
import org.headrace.core.Formula;
import org.headrace.core.Graph;
import org.headrace.core.Op;
import org.headrace.core.OpDef;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.ops.state.Const;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tapes against a plain walk over the expression, an element at a time. */
class FormulaKernelTest {
    private static final Op OP = new Graph().add(OpDef.of(new Const(Tensor.of(1f)), "op"));

    static Stream<Arguments> broadcasts() {
        return Stream.of(
                Arguments.of("(7)", "(7)", "(7)"),
                Arguments.of("()", "()", "()"),
                Arguments.of("(2500)", "()", "(2500)"),
                Arguments.of("(300,7)", "(7)", "(300,7)"),
                Arguments.of("(300,7)", "(300,1)", "(300,7)"),
                Arguments.of("(300,1)", "(1,7)", "(300,7)"),
                Arguments.of("(3,5000)", "(5000)", "(3,5000)"),
                Arguments.of("(3,5000)", "(3,1)", "(3,5000)"),
                Arguments.of("(4,5,6,7)", "(5,1,7)", "(4,5,6,7)"),
                Arguments.of("(4,1,6,1)", "(5,1,7)", "(4,5,6,7)"),
                Arguments.of("(40,1,9,1)", "(1,5,1,7)", "(40,5,9,7)"),
                Arguments.of("(2,3,1,1,4)", "(2,3,5,6,1)", "(2,3,5,6,4)"),
                Arguments.of("(1,1)", "(3)", "(1,3)"),
                Arguments.of("(0,3)", "(3)", "(0,3)"),
                Arguments.of("(0)", "(1)", "(0)"),
                Arguments.of("(3,0)", "(3,1)", "(3,0)"));
    }

    @ParameterizedTest
    @MethodSource("broadcasts")
    void broadcastsInputs(String a, String b, String output) {
        Random random = new Random(7);
        Expr formula = Expr.input(0)
                .times(Expr.input(1))
                .plus(Expr.input(0))
                .minus(Expr.input(1).times(0.5));
        List<Tensor> inputs = List.of(random(random, shape(a)), random(random, shape(b)));
        assertThat(run(formula, inputs, DType.FLOAT64, shape(output))).isEqualTo(walk(formula, inputs, shape(output)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1023, 1024, 1025, 2048, 5001})
    void computesFormulasOfEverySizeAndDepth(int size) {
        Random random = new Random(size);
        for (int round = 0; round < 20; round++) {
            List<Tensor> inputs =
                    List.of(random(random, Shape.of(size)), random(random, Shape.of()), random(random, Shape.of(size)));
            Expr formula = formula(random, 6);
            assertThat(run(formula, inputs, DType.FLOAT64, Shape.of(size)))
                    .as(formula.toString())
                    .isEqualTo(walk(formula, inputs, Shape.of(size)));
        }
    }

    @Test
    void anInputMayBeTheResult() {
        Tensor x = Tensor.of(1.5, 2.5);
        assertThat(run(Expr.input(0), List.of(x), DType.FLOAT64, Shape.of(2))).isEqualTo(x);
        assertThat(run(Expr.input(0), List.of(x), DType.FLOAT64, Shape.of(2, 2)))
                .isEqualTo(Tensor.of(new double[][] {{1.5, 2.5}, {1.5, 2.5}}));
    }

    @Test
    void aConstantMayBeTheResult() {
        assertThat(run(Expr.constant(3), List.of(), DType.INT64, Shape.of(2))).isEqualTo(Tensor.of(3L, 3L));
    }

    @Test
    void equalSubexpressionsAreComputedOnce() {
        Expr x = Expr.input(0);
        Expr sum = x.exp().plus(1).times(Expr.input(0).exp().plus(1));
        assertThat(FormulaNodes.of(List.of(sum), List.of(DType.FLOAT32), List.of(DType.FLOAT32))
                        .nodes())
                .hasSize(5);
    }

    @Test
    void sharingDoesNotMultiplyTheWork() {
        Expr x = Expr.input(0);
        for (int i = 0; i < 100; i++) {
            x = x.plus(x);
        }
        assertThat(run(x, List.of(Tensor.of(1.0, -3.0)), DType.FLOAT64, Shape.of(2)))
                .isEqualTo(Tensor.of(0x1p100, -3 * 0x1p100));
    }

    @Test
    void narrowIntegersWrapAroundAfterEachStep() {
        Expr formula = Expr.input(0).plus(Expr.input(1)).div(Expr.input(2));
        List<Tensor> inputs = Stream.of(new int[] {200, 100}, new int[] {100, 27}, new int[] {2, 2})
                .map(values -> Tensor.of(DType.UINT8, values))
                .toList();
        // 300 wraps to 44
        assertThat(run(formula, inputs, DType.UINT8, Shape.of(2)))
                .isEqualTo(Tensor.of(DType.UINT8, new int[] {22, 63}));
        List<Tensor> signed = Stream.of(new int[] {100, -100}, new int[] {100, -100}, new int[] {2, 2})
                .map(values -> Tensor.of(DType.INT8, values))
                .toList();
        // 200 wraps to -56, -200 to 56
        assertThat(run(formula, signed, DType.INT8, Shape.of(2))).isEqualTo(Tensor.of(DType.INT8, new int[] {-28, 28}));
    }

    @Test
    void boolsCountAsNumbersWhereNumbersAreWanted() {
        Expr positive = Expr.input(0).times(Expr.input(0).gt(Expr.constant(0)));
        assertThat(run(positive, List.of(Tensor.of(-2f, 3f)), DType.FLOAT32, Shape.of(2)))
                .isEqualTo(Tensor.of(0f * -2f, 3f));
    }

    @Test
    void branchesOfAnyNumberAreChosenByABool() {
        Expr choice = Expr.input(0).select(Expr.input(1), Expr.constant(7));
        Tensor condition = Tensor.of(new boolean[] {true, false, true});
        assertThat(run(choice, List.of(condition, Tensor.of(1L << 60, 2L, 3L)), DType.INT64, Shape.of(3)))
                .isEqualTo(Tensor.of(1L << 60, 7L, 3L));
        assertThat(run(choice, List.of(condition, Tensor.of(1f, 2f, 3f)), DType.FLOAT32, Shape.of(3)))
                .isEqualTo(Tensor.of(1f, 7f, 3f));
    }

    @Test
    void convertsInTheMiddleOfAFormula() {
        Expr formula = Expr.input(0).cast(DType.INT32).cast(DType.FLOAT64).div(Expr.input(1));
        Tensor x = Tensor.of(7.9f, -7.9f);
        assertThat(run(formula, List.of(x, Tensor.of(2.0, 2.0)), DType.FLOAT64, Shape.of(2)))
                .isEqualTo(Tensor.of(3.5, -3.5));
    }

    @Test
    void aStretchGoesToAnyPlaceOfAnArray() {
        Expr formula = Expr.input(0).times(Expr.input(1));
        Tensor column = Tensor.of(new double[][] {{2}, {3}});
        Tensor row = Tensor.of(1.0, 10.0, 100.0);
        List<TensorSpec> specs = List.of(column.spec(), row.spec());
        Tape tape =
                FormulaKernel.tape(OP, new Formula(List.of(formula), List.of(DType.FLOAT64), Shape.of(2, 3), specs));
        tape.input(0, column.array());
        tape.input(1, row.array());
        double[] scratch = new double[5];
        tape.output(0, scratch);
        tape.run(1, 5, 0);
        assertThat(scratch).containsExactly(20, 200, 3, 30, 0);
        tape.run(5, 6, 4);
        assertThat(scratch).containsExactly(20, 200, 3, 30, 300);
    }

    @Test
    void severalFormulasAreComputedTogether() {
        Expr x = Expr.input(0);
        Expr sum = x.plus(Expr.input(1));
        List<Expr> formulas =
                List.of(sum, sum, sum.times(sum), x, Expr.constant(4), x.lt(Expr.constant(2)), sum.cast(DType.INT8));
        List<DType> dtypes = List.of(
                DType.FLOAT32, DType.FLOAT32, DType.FLOAT32, DType.FLOAT32, DType.FLOAT32, DType.BOOL, DType.INT8);
        List<Tensor> results = runAll(formulas, dtypes, List.of(Tensor.of(1f, 2f), Tensor.of(3f)), Shape.of(2));
        assertThat(results)
                .containsExactly(
                        Tensor.of(4f, 5f),
                        Tensor.of(4f, 5f),
                        Tensor.of(16f, 25f),
                        Tensor.of(1f, 2f),
                        Tensor.of(4f, 4f),
                        Tensor.of(new boolean[] {true, false}),
                        Tensor.of(DType.INT8, new int[] {4, 5}));
    }

    @Test
    void anOutputMayLieWhereAnyInputOfItsShapeLies() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(2500);
            int outputs = 1 + random.nextInt(3);
            List<Expr> formulas = new ArrayList<>();
            for (int i = 0; i < outputs; i++) {
                formulas.add(formula(random, random.nextInt(5)));
            }
            List<Tensor> inputs = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                inputs.add(random(random, Shape.of(size)));
            }
            List<DType> dtypes = Collections.nCopies(outputs, DType.FLOAT64);
            List<Tensor> apart = runAll(formulas, dtypes, inputs, Shape.of(size));
            Tape tape = tape(formulas, dtypes, inputs, Shape.of(size));
            List<Integer> places = new ArrayList<>(List.of(0, 1, 2));
            Collections.shuffle(places, random);
            for (int i = 0; i < 3; i++) {
                tape.input(i, inputs.get(i).array());
            }
            for (int i = 0; i < outputs; i++) {
                tape.output(i, inputs.get(places.get(i)).array());
            }
            tape.run(0, size);
            for (int i = 0; i < outputs; i++) {
                assertThat(inputs.get(places.get(i))).as("%s", formulas).isEqualTo(apart.get(i));
            }
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        Random random = new Random(5);
        int rows = 400;
        int columns = 700;
        Tensor x = random(random, Shape.of(rows, columns));
        Tensor row = random(random, Shape.of(columns));
        Tensor column = random(random, Shape.of(rows, 1));
        Tensor scalar = random(random, Shape.of());
        Expr exp = Expr.input(0).times(Expr.input(1)).plus(Expr.input(2)).exp();
        List<Tensor> inputs = List.of(x, row, column, scalar);
        Formula formula = new Formula(
                List.of(exp.times(Expr.input(3)), exp.lt(Expr.constant(1))),
                List.of(DType.FLOAT64, DType.BOOL),
                x.shape(),
                inputs.stream().map(Tensor::spec).toList());
        KernelRun run = new KernelRun(
                inputs, 4, List.of(new TensorSpec(DType.FLOAT64, x.shape()), new TensorSpec(DType.BOOL, x.shape())), 1);
        List<Tensor> one = run.all(signature -> FormulaKernel.of(formula, signature));
        assertThat(one.get(0).doubleAt(777))
                .isEqualTo(DoubleFunctions.exp(x.doubleAt(777) * row.doubleAt(77) + column.doubleAt(1))
                        * scalar.doubleAt(0));
        for (int threads : new int[] {2, 4, 7}) {
            assertThat(run.withThreads(threads).all(signature -> FormulaKernel.of(formula, signature)))
                    .isEqualTo(one);
        }
    }

    @Test
    void whatIsTheSameForEachElementIsComputedInEachRun() {
        Expr rate = Expr.input(1).sqrt().times(2);
        Tape tape = tape(
                List.of(Expr.input(0).times(rate)),
                List.of(DType.FLOAT32),
                List.of(Tensor.of(1f, 2f, 3f), Tensor.of(4f)),
                Shape.of(3));
        float[] y = new float[3];
        tape.output(0, y);
        tape.input(0, new float[] {1, 2, 3});
        tape.input(1, new float[] {4});
        tape.run(0, 2);
        tape.run(2, 3);
        assertThat(y).containsExactly(4, 8, 12);
        tape.input(1, new float[] {9});
        tape.run(0, 3);
        assertThat(y).containsExactly(6, 12, 18);
    }

    private static Tape tape(List<Expr> formulas, List<DType> dtypes, List<Tensor> inputs, Shape shape) {
        List<TensorSpec> specs = inputs.stream().map(Tensor::spec).toList();
        return FormulaKernel.tape(OP, new Formula(formulas, dtypes, shape, specs));
    }

    private static List<Tensor> runAll(List<Expr> formulas, List<DType> dtypes, List<Tensor> inputs, Shape shape) {
        Tape tape = tape(formulas, dtypes, inputs, shape);
        for (int i = 0; i < inputs.size(); i++) {
            tape.input(i, inputs.get(i).array());
        }
        List<Tensor> outputs = new ArrayList<>();
        for (int i = 0; i < formulas.size(); i++) {
            outputs.add(Tensor.zeros(dtypes.get(i), shape));
            tape.output(i, outputs.get(i).array());
        }
        tape.run(0, shape.size());
        return outputs;
    }

    private static Tensor run(Expr formula, List<Tensor> inputs, DType dtype, Shape shape) {
        List<TensorSpec> specs = inputs.stream().map(Tensor::spec).toList();
        Tape tape = FormulaKernel.tape(OP, new Formula(List.of(formula), List.of(dtype), shape, specs));
        for (int i = 0; i < inputs.size(); i++) {
            tape.input(i, inputs.get(i).array());
        }
        Tensor output = Tensor.zeros(dtype, shape);
        tape.output(0, output.array());
        tape.run(0, shape.size());
        return output;
    }

    private static Tensor walk(Expr formula, List<Tensor> inputs, Shape shape) {
        double[] values = new double[shape.size()];
        Arrays.setAll(values, i -> value(formula, inputs, shape, i));
        return Tensor.wrap(shape, values);
    }

    private static double value(Expr expr, List<Tensor> inputs, Shape shape, int i) {
        if (expr instanceof Expr.Input input) {
            Tensor tensor = inputs.get(input.index());
            return tensor.doubleAt(place(tensor.shape(), shape, i));
        } else if (expr instanceof Expr.Constant constant) {
            return constant.value();
        } else if (expr instanceof Expr.UnaryExpr unary) {
            double x = value(unary.x(), inputs, shape, i);
            return switch (unary.op()) {
                case NEG -> -x;
                case ABS -> Math.abs(x);
                case FLOOR -> Math.floor(x);
                default -> throw new AssertionError(unary.op());
            };
        } else if (expr instanceof Expr.BinaryExpr binary) {
            double a = value(binary.a(), inputs, shape, i);
            double b = value(binary.b(), inputs, shape, i);
            return switch (binary.op()) {
                case ADD -> a + b;
                case SUB -> a - b;
                case MUL -> a * b;
                case LESS -> a < b ? 1 : 0;
                case MAX -> Math.max(a, b);
                default -> throw new AssertionError(binary.op());
            };
        } else if (expr instanceof Expr.SelectExpr select) {
            boolean chosen = value(select.condition(), inputs, shape, i) != 0;
            return value(chosen ? select.then() : select.otherwise(), inputs, shape, i);
        }
        throw new AssertionError(expr);
    }

    /** Where element {@code i} of {@code output} finds its element of a tensor of shape {@code own}. */
    private static int place(Shape own, Shape output, int i) {
        int place = 0;
        int step = 1;
        int rest = i;
        for (int d = 1; d <= output.rank(); d++) {
            int index = rest % (int) output.dim(-d);
            rest /= (int) output.dim(-d);
            if (d <= own.rank()) {
                place += own.dim(-d) == 1 ? 0 : index * step;
                step *= (int) own.dim(-d);
            }
        }
        return place;
    }

    private static Expr formula(Random random, int depth) {
        if (depth == 0 || random.nextInt(8) == 0) {
            return random.nextInt(4) == 0 ? Expr.constant(random.nextInt(5) - 2) : Expr.input(random.nextInt(3));
        }
        UnaryPrimitive[] unary = {UnaryPrimitive.NEG, UnaryPrimitive.ABS, UnaryPrimitive.FLOOR};
        BinaryPrimitive[] binary = {BinaryPrimitive.ADD, BinaryPrimitive.SUB, BinaryPrimitive.MUL, BinaryPrimitive.MAX};
        Expr a = formula(random, depth - 1);
        return switch (random.nextInt(4)) {
            case 0 -> a.apply(unary[random.nextInt(unary.length)]);
            case 1 -> a.lt(formula(random, depth - 1)).select(formula(random, depth - 1), a);
            default -> a.apply(binary[random.nextInt(binary.length)], formula(random, depth - 1));
        };
    }

    private static Tensor random(Random random, Shape shape) {
        return Tensor.wrap(
                shape, random.doubles(shape.size()).map(x -> 10 * x - 5).toArray());
    }

    private static Shape shape(String text) {
        String dims = text.substring(1, text.length() - 1);
        List<Long> values = new ArrayList<>();
        if (!dims.isEmpty()) {
            Stream.of(dims.split(",")).map(Long::valueOf).forEach(values::add);
        }
        return Shape.of(IntStream.range(0, values.size()).mapToLong(values::get).toArray());
    }
}
