package org.headrace.ops.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.headrace.core.DType;
import org.headrace.core.Expr;
import org.headrace.core.Formula;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions of random sizes against their definition, summed in double, whatever the size of a tile. */
class ConvolutionsTest {
    /** A tile with sums of its own, to reach all its paths with small images. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record SmallTile(int[] widths, int... rows) implements FloatTile {
        @Override
        public int[] heights(int columns) {
            return rows;
        }

        @Override
        public void add(
                int rows,
                int columns,
                float[] a,
                int aOff,
                int[] aSteps,
                float[] b,
                int bOff,
                int count,
                float[] c,
                int cOff,
                int cStride) {
            assertThat(count).isBetween(1, MOST);
            for (int p = 0; p < count; p++) {
                for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                        c[cOff + i * cStride + j] += a[aOff + aSteps[p] + i] * b[bOff + p * columns + j];
                    }
                }
            }
        }
    }

    /** As many workers as one asks for, whose pieces come in any order. */
    private record Shuffled(int threads, Random random) implements Workers {
        @Override
        public void run(int pieces, Piece piece) {
            int[] order = IntStream.range(0, pieces).toArray();
            for (int i = pieces - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int other = order[i];
                order[i] = order[j];
                order[j] = other;
            }
            for (int i = 0; i < pieces; i++) {
                piece.run(order[i], i % threads);
            }
        }
    }

    static List<FloatTile> tiles() {
        return List.of(new SmallTile(new int[] {4}, 3, 2), new SmallTile(new int[] {4, 2, 1}, 5), new ScalarTile());
    }

    private static WindowAxis axis(Random random) {
        int window = 1 + random.nextInt(4);
        int dilation = 1 + random.nextInt(2);
        int stride = 1 + random.nextInt(3);
        int reach = (window - 1) * dilation + 1;
        int before = random.nextInt(reach);
        int after = random.nextInt(reach);
        int input = Math.max(1, reach - before - after) + random.nextInt(12);
        return new WindowAxis(input, window, (input + before + after - reach) / stride + 1, stride, dilation, before);
    }

    private static ConvolutionShape shape(Random random) {
        int batch = 1 + random.nextInt(11);
        return new ConvolutionShape(batch, axis(random), axis(random), 1 + random.nextInt(6), 1 + random.nextInt(9));
    }

    /** A window's row over so many pixels that a tile cannot sum them at once. */
    private static ConvolutionShape wide(Random random) {
        int output = 2 * FloatTile.MOST + random.nextInt(9);
        WindowAxis columns = new WindowAxis(2 * output + 1, 3, output, 2, 1, 1);
        return new ConvolutionShape(2, new WindowAxis(3, 2, 2, 1, 1, 0), columns, 2, 3);
    }

    private static float[] values(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextInt(65) - 32;
        }
        return values;
    }

    /** Small integers, so that every order of summation gives the same. */
    @ParameterizedTest
    @MethodSource("tiles")
    void giveWhatTheDefinitionGives(FloatTile tile) {
        var random = new Random(3);
        for (int i = 0; i < 152; i++) {
            ConvolutionShape s = i < 150 ? shape(random) : wide(random);
            float[] x = values(random, s.batch() * s.inputImage());
            float[] w = values(random, s.filter());
            float[] dy = values(random, s.batch() * s.outputImage());
            var expected = Definition.of(s, x, w, dy);
            var workers = new Shuffled(1 + random.nextInt(3), random);
            var forward = new PlanarConvolution(tile, PlanarPlan.forward(s), workers);
            var backward = new PlanarConvolution(tile, PlanarPlan.inputGradient(s), workers);
            var filter = new FilterGradient(tile, s, workers);
            for (int run = 0; run < 2; run++) {
                float[] y = filled(dy.length);
                forward.run(x, w, y, Product.Finish.NONE);
                assertThat(y).as("y of %s", s).isEqualTo(expected.y);
                float[] dx = filled(x.length);
                backward.run(dy, w, dx, Product.Finish.NONE);
                assertThat(dx).as("dx of %s", s).isEqualTo(expected.dx);
                float[] dw = filled(w.length);
                filter.run(x, dy, dw);
                assertThat(dw).as("dw of %s", s).isEqualTo(expected.dw);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void finishEachElementOnce(FloatTile tile) {
        var random = new Random(4);
        for (int i = 0; i < 30; i++) {
            ConvolutionShape s = shape(random);
            int[] finished = new int[s.batch() * s.outputImage()];
            new PlanarConvolution(tile, PlanarPlan.forward(s), new Shuffled(2, random))
                    .run(
                            values(random, s.batch() * s.inputImage()),
                            values(random, s.filter()),
                            new float[finished.length],
                            (from, to, worker) -> {
                                for (int j = from; j < to; j++) {
                                    finished[j]++;
                                }
                            });
            assertThat(finished).containsOnly(1);
        }
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void giveTheSameBitsForAnyThreads(FloatTile tile) {
        var random = new Random(5);
        for (int i = 0; i < 30; i++) {
            ConvolutionShape s = shape(random);
            float[] x = fractions(random, s.batch() * s.inputImage());
            float[] dy = fractions(random, s.batch() * s.outputImage());
            float[] one = new float[s.filter()];
            new FilterGradient(tile, s, Workers.ONE).run(x, dy, one);
            float[] three = new float[s.filter()];
            new FilterGradient(tile, s, new Shuffled(3, random)).run(x, dy, three);
            assertThat(three).isEqualTo(one);
        }
    }

    private static float[] fractions(Random random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    private static float[] filled(int size) {
        float[] values = new float[size];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void applyAFormula(List<Expr> outputs) {
        var random = new Random(6);
        WindowAxis axis = new WindowAxis(6, 3, 6, 1, 1, 1);
        ConvolutionShape s = new ConvolutionShape(3, axis, axis, 2, 5);
        float[] x = values(random, s.batch() * s.inputImage());
        float[] w = values(random, s.filter());
        float[] bias = values(random, 5);
        float[] y = Definition.of(s, x, w, new float[s.batch() * s.outputImage()]).y;
        Shape shape = Shape.of(3, 6, 6, 5);
        TensorSpec image = new TensorSpec(DType.FLOAT32, shape);
        Formula formula = new Formula(
                outputs,
                outputs.stream().map(output -> DType.FLOAT32).toList(),
                shape,
                List.of(image, new TensorSpec(DType.FLOAT32, Shape.of(5))));
        var run = new KernelRun(
                List.of(
                        Tensor.of(x).reshape(Shape.of(3, 6, 6, 2)),
                        Tensor.of(w).reshape(Shape.of(3, 3, 2, 5)),
                        Tensor.of(bias)),
                2,
                outputs.stream().map(output -> image).toList(),
                2);
        List<Tensor> results = run.all(signature -> Convolutions.forward(signature, s, formula));
        for (int o = 0; o < outputs.size(); o++) {
            for (int i = 0; i < y.length; i++) {
                float sum = y[i] + bias[i % 5];
                float expected = outputs.get(o) instanceof Expr.Input
                        ? y[i]
                        : outputs.get(o).equals(SUM) ? sum : Math.max(sum, 0);
                assertThat(results.get(o).floats()[i]).isEqualTo(expected);
            }
        }
    }

    private static final Expr SUM = Expr.inputs(2).get(0).plus(Expr.inputs(2).get(1));

    static List<List<Expr>> formulas() {
        Expr own = Expr.inputs(2).get(0);
        return List.of(List.of(SUM.max(0)), List.of(SUM.max(0), SUM), List.of(SUM.max(0), own));
    }

    /** The three sums, term by term. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Definition(float[] y, float[] dx, float[] dw) {
        static Definition of(ConvolutionShape s, float[] x, float[] w, float[] dy) {
            double[] y = new double[dy.length];
            double[] dx = new double[x.length];
            double[] dw = new double[w.length];
            for (int output = 0; output < y.length; output++) {
                int o = output % s.out();
                int ox = output / s.out() % s.columns().output();
                int oy = output / s.out() / s.columns().output() % s.rows().output();
                int n = output / s.outputImage();
                for (int weight = o; weight < w.length; weight += s.out()) {
                    int k = weight / s.out() % s.in();
                    int c = weight / s.out() / s.in() % s.columns().window();
                    int r = weight / s.out() / s.in() / s.columns().window();
                    int row = oy * s.rows().stride()
                            + r * s.rows().dilation()
                            - s.rows().before();
                    int column = ox * s.columns().stride()
                            + c * s.columns().dilation()
                            - s.columns().before();
                    if (row >= 0
                            && row < s.rows().input()
                            && column >= 0
                            && column < s.columns().input()) {
                        int input = ((n * s.rows().input() + row) * s.columns().input() + column) * s.in() + k;
                        y[output] += (double) x[input] * w[weight];
                        dx[input] += (double) dy[output] * w[weight];
                        dw[weight] += (double) dy[output] * x[input];
                    }
                }
            }
            return new Definition(floats(y), floats(dx), floats(dw));
        }

        private static float[] floats(double[] values) {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }
    }
}
