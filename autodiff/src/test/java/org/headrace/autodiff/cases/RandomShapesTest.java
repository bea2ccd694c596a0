package org.headrace.autodiff.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import java.util.stream.Stream;
import org.headrace.autodiff.GradientChecker;
import org.headrace.autodiff.Gradients;
import org.headrace.autodiff.Unconnected;
import org.headrace.core.Feeds;
import org.headrace.core.Graph;
import org.headrace.core.GraphException;
import org.headrace.core.InternalException;
import org.headrace.core.Op;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.Differentiable;
import org.headrace.ops.Gradient;
import org.headrace.ops.NotDifferentiable;
import org.headrace.ops.Ops;
import org.headrace.ops.math.ClipByValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomShapesTest {
    private static final int SEEDS = Integer.getInteger("gradient.seeds", 2);
    private static final int TRIES = 40;
    private static final int MOST_ELEMENTS = 80;

    /** What is empty, or has one element, in these rows cannot be filled with anything. */
    private static final Pattern SPECIAL_MATRICES =
            Pattern.compile("Cholesky/(of one|empty)|MatrixInverse/(empty|of nothing)");

    /** Of which TensorFlow's rule demands that each row of the labels sums to 1. */
    private static final Pattern PROBABILITIES = Pattern.compile("[sS]oftmaxCrossEntropyWithLogits.*");

    static Stream<OpCase> differentiable() {
        return Stream.concat(OpCases.all().stream(), GradientCases.rows().stream())
                .filter(OpCase::differentiable)
                .filter(row -> !SPECIAL_MATRICES.matcher(row.name()).matches());
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void derivativesAreRight(OpCase row) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<Tensor> inputs = draw(row, seed);
            if (inputs == null) {
                System.out.println("NEVER " + row + " " + seed);
                continue;
            }
            Tensor[] values = inputs.toArray(new Tensor[0]);
            assertThat(GradientChecker.error((tf, in) -> row.build().build(tf, in).get(0), values))
                    .as("%s, seed %s, first derivatives at %s", row, seed, inputs)
                    .isLessThan(1e-6);
            if (row.twice()) {
                assertThat(GradientChecker.secondOrderError(
                                (tf, in) -> tf.square(row.build().build(tf, in).get(0)), values))
                        .as("%s, seed %s, second derivatives at %s", row, seed, inputs)
                        .isLessThan(1e-4);
            }
        }
    }

    /** Inputs of other shapes which the row takes, or null if none are found. */
    private static @Nullable List<Tensor> draw(OpCase row, long seed) {
        RandomShapes shapes = new RandomShapes(31 * seed + row.name().hashCode());
        boolean scalars = row.inputs().stream().allMatch(value -> value.shape().isScalar());
        for (int i = 0; i < TRIES && !scalars; i++) {
            List<Tensor> drawn = shapes.like(row.inputs(), 0.8 * i / TRIES, seed % 3 == 0);
            int elements = drawn.stream()
                    .filter(value -> value.dtype().isFloating())
                    .mapToInt(Tensor::size)
                    .sum();
            boolean other = !drawn.stream().map(Tensor::shape).toList().equals(row.inputs().stream()
                    .map(Tensor::shape)
                    .toList());
            if (PROBABILITIES.matcher(row.name()).matches() && drawn.size() > 1) {
                drawn.set(1, probabilities(drawn.get(1), drawn.get(0).shape().dim(-1)));
            }
            if (other && elements <= MOST_ELEMENTS && new Built(row, drawn).isTaken()) {
                return drawn;
            }
        }
        return null;
    }

    private static Tensor probabilities(Tensor labels, long classes) {
        double[] values = labels.toDoubleArray();
        int columns = (int) labels.shape().dim(-1);
        for (int i = 0; i < values.length; i += columns) {
            double sum = Arrays.stream(values, i, i + columns).map(Math::abs).sum() * (columns == 1 ? classes : 1);
            for (int j = i; j < i + columns; j++) {
                values[j] = Math.abs(values[j]) / sum;
            }
        }
        return Tensor.of(values).reshape(labels.shape());
    }

    private static final class Built {
        final Graph graph = new Graph();
        final Ops tf = Ops.on(graph);
        final List<Tensor> values;
        final List<Output> inputs;
        final List<Output> xs;
        final OpCase row;

        Built(OpCase row, List<Tensor> values) {
            this.row = row;
            this.values = values;
            inputs = values.stream()
                    .map(value -> tf.placeholder(value.dtype(), value.shape()))
                    .toList();
            xs = inputs.stream().filter(input -> input.dtype().isFloating()).toList();
        }

        boolean isTaken() {
            try {
                Output y = row.build().build(tf, inputs).get(0);
                if (y.op().type() instanceof ClipByValue && !run(tf.reduceAll(tf.lessEqual(inputs.get(1), inputs.get(2)))).toBoolean()) {
                    return false;
                }
                if (!Arrays.stream(run(y).toDoubleArray()).allMatch(value -> Math.abs(value) < 1e3)) {
                    return false;
                }
            } catch (InternalException e) {
                throw e;
            } catch (GraphException refused) {
                return false;
            }
            try {
                differentiate();
                return true;
            } catch (UnimplementedException withoutGradient) {
                return false;
            }
        }

        private Tensor run(Output y) {
            try (Session session = new Session(graph)) {
                Feeds feeds = session.feed(inputs.get(0), values.get(0));
                for (int i = 1; i < inputs.size(); i++) {
                    feeds = feeds.feed(inputs.get(i), values.get(i));
                }
                return feeds.run(y);
            }
        }

        List<Output> differentiate() {
            Output y = tf.square(row.build().build(tf, inputs).get(0));
            return Gradients.of(tf, y).unconnected(Unconnected.ZERO).withRespectTo(xs).stream()
                    .map(gradient -> gradient instanceof Gradient.IndexedSlices slices
                            ? slices.toDense(tf)
                            : ((Gradient.Dense) gradient).value())
                    .toList();
        }

        Set<Class<?>> between(Collection<Output> ys) {
            Set<Op> after = new HashSet<>();
            xs.forEach(x -> after.add(x.op()));
            for (Op op : graph.ops()) {
                if (op.inputs().stream()
                        .anyMatch(input -> input.dtype().isTrainable() && after.contains(input.op()))) {
                    after.add(op);
                }
            }
            Set<Op> before = new HashSet<>();
            ys.forEach(y -> before.add(y.op()));
            List<Op> ops = graph.ops();
            for (int i = ops.size() - 1; i >= 0; i--) {
                if (before.contains(ops.get(i))) {
                    ops.get(i).inputs().forEach(input -> before.add(input.op()));
                }
            }
            after.retainAll(before);
            Set<Class<?>> types = new HashSet<>();
            after.forEach(op -> types.add(op.type().getClass()));
            return types;
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "op.cases", matches = ".*")
    void everyDifferentiableOpIsChecked() {
        Set<String> once = differentiableOps();
        Set<String> twice = differentiableOps();
        for (OpCase row : differentiable().toList()) {
            for (long seed = 1; seed <= SEEDS; seed++) {
                List<Tensor> inputs = draw(row, seed);
                if (inputs != null) {
                    Built built = new Built(row, inputs);
                    Output y = row.build().build(built.tf, built.inputs).get(0);
                    built.between(List.of(y)).forEach(type -> once.remove(type.getSimpleName()));
                    if (row.twice()) {
                        built.between(List.of(y)).forEach(type -> twice.remove(type.getSimpleName()));
                        built.between(built.differentiate()).forEach(type -> once.remove(type.getSimpleName()));
                    }
                }
            }
        }
        System.out.println("ONCE " + once); System.out.println("TWICE " + twice); assertThat(once).isEmpty();
        assertThat(twice).isEmpty();
    }

    private static Set<String> differentiableOps() {
        Set<String> names = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.headrace.ops")) {
            if (type.isAssignableTo(Differentiable.class)
                    && !type.isAssignableTo(NotDifferentiable.class)
                    && !type.isInterface()) {
                names.add(type.getSimpleName());
            }
        }
        return names;
    }
}
