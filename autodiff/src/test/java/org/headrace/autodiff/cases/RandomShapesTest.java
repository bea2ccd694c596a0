package org.headrace.autodiff.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.headrace.autodiff.GradientChecker;
import org.headrace.core.Shape;
import org.headrace.core.Tensor;
import org.headrace.ops.Differentiable;
import org.headrace.ops.NotDifferentiable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * First and second derivatives, in float64, of every differentiable op at random shapes: the table's rows with other inputs,
 * {@link RandomShapes}. A row whose size is part of the op takes none; each op is in some row that does, or is named here.
 * {@code -Dgradient.seeds=100} tries more of them.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RandomShapesTest {
    private static final int SEEDS = Integer.getInteger("gradient.seeds", 1);
    private static final int TRIES = 30;
    private static final int MOST_DRAWS = 300;
    private static final int MOST_ELEMENTS = 48;

    /** Of these rows, what is empty or has one element cannot be filled with anything. */
    private static final Pattern SPECIAL_MATRICES =
            Pattern.compile("Cholesky/(of one|empty)|MatrixInverse/(empty|of nothing)");

    /** TensorFlow's rule demands that each row of the labels sums to 1. */
    private static final Pattern PROBABILITIES = Pattern.compile("[sS]oftmaxCrossEntropyWithLogits.*");

    private static final String FLOAT32 = "computes in float32 alone: see HomogeneousGradientsTest";
    private static final String FUSED = "computes in float32 alone: see FusedGradientsTest";
    private static final String CELL = "computes in float32 alone: see RecurrentTest";
    private static final String VARIABLE = "has a variable's handle for an input: see ResourceGradientsTest";

    /** Ops without a row here, and why. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("BlockLSTM", CELL),
            Map.entry("GRUBlockCell", CELL),
            Map.entry("LSTMBlockCell", CELL),
            Map.entry("FusedBatchNorm", FUSED),
            Map.entry("FusedBatchNormV2", FUSED),
            Map.entry("FusedBatchNormV3", FUSED),
            Map.entry("FusedBatchNormGrad", FUSED),
            Map.entry("FusedBatchNormGradV2", FUSED),
            Map.entry("FusedBatchNormGradV3", FUSED),
            Map.entry("LRN", FUSED),
            Map.entry("MaxPool3D", FUSED),
            Map.entry("MaxPool3DGrad", FUSED),
            Map.entry("MaxPool3DGradGrad", FUSED),
            Map.entry("CropAndResize", FLOAT32),
            Map.entry("ResizeBicubic", FLOAT32),
            Map.entry("ResizeBilinear", FLOAT32),
            Map.entry("ResizeNearestNeighbor", FLOAT32),
            Map.entry("RFFT", FLOAT32),
            Map.entry("RFFT2D", FLOAT32),
            Map.entry("IRFFT", FLOAT32),
            Map.entry("IRFFT2D", FLOAT32),
            Map.entry("SparseMatMul", FLOAT32),
            Map.entry("ReadVariableOp", VARIABLE),
            Map.entry("ResourceGather", VARIABLE),
            Map.entry("PreventGradient", "is there to refuse"),
            Map.entry("RandomGamma", "draws: its rule is RandomGammaGrad, which has a row"));

    /** Ops whose gradients have no gradients in TensorFlow, or wrong ones. */
    private static final Set<String> ONCE = Set.of(
            "CTCLoss",
            "Dilation2D",
            "Igamma",
            "Igammac",
            "MaxPoolWithArgmax",
            "Softsign",
            "SparseAdd",
            "SparseSegmentMean",
            "SparseSegmentMeanWithNumSegments",
            "SparseSegmentSqrtN",
            "SparseSegmentSqrtNWithNumSegments",
            "SparseSoftmax",
            "SparseSoftmaxCrossEntropyWithLogits");

    private final Map<OpCase, List<List<Tensor>>> draws = new HashMap<>();

    static Stream<OpCase> differentiable() {
        return Stream.concat(OpCases.all().stream(), GradientCases.rows().stream())
                .filter(row -> row.differentiable()
                        && !SPECIAL_MATRICES.matcher(row.name()).matches());
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void derivativesAreRight(OpCase row) {
        for (List<Tensor> drawn : draws(row)) {
            Tensor[] inputs = drawn.toArray(new Tensor[0]);
            assertThat(GradientChecker.error(
                            (tf, in) -> row.build().build(tf, in).get(0), inputs))
                    .as("%s, first derivatives at %s", row, drawn)
                    .isLessThan(1e-6);
            if (row.twice()) {
                // squared, so that the gradient of what is linear varies too
                assertThat(GradientChecker.secondOrderError(
                                (tf, in) -> tf.square(row.build().build(tf, in).get(0)), inputs))
                        .as("%s, second derivatives at %s", row, drawn)
                        .isLessThan(1e-4);
            }
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "op.cases", matches = ".*")
    void everyDifferentiableOpIsChecked() {
        Set<String> once = new TreeSet<>();
        Set<String> twice = new TreeSet<>();
        differentiable().forEach(row -> {
            for (List<Tensor> drawn : draws(row)) {
                DifferentiatedRow built = new DifferentiatedRow(row, drawn);
                once.addAll(built.ops());
                if (row.twice()) {
                    twice.addAll(built.ops());
                    once.addAll(built.opsOfGradients());
                }
            }
        });
        Set<String> all = differentiableOps();
        assertThat(all).containsAll(ELSEWHERE.keySet()).containsAll(ONCE);
        all.removeAll(ELSEWHERE.keySet());
        assertThat(once).containsAll(all);
        all.removeAll(ONCE);
        assertThat(twice).containsAll(all);
    }

    private static Set<String> differentiableOps() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.headrace.ops")
                        .stream()
                        .filter(type -> type.isAssignableTo(Differentiable.class) && !type.isInterface())
                        .filter(type -> !type.isAssignableTo(NotDifferentiable.class))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<List<Tensor>> draws(OpCase row) {
        List<List<Tensor>> known = draws.get(row);
        if (known == null) {
            known = draw(row);
            draws.put(row, known);
        }
        return known;
    }

    /** Inputs of other shapes which the row takes, for each seed; none if it takes none. */
    private static List<List<Tensor>> draw(OpCase row) {
        List<List<Tensor>> draws = new ArrayList<>();
        boolean scalars = row.inputs().stream().allMatch(value -> value.shape().isScalar());
        for (long seed = 1; seed <= SEEDS && !scalars && draws.size() == seed - 1; seed++) {
            RandomShapes shapes = new RandomShapes(31 * seed + row.name().hashCode());
            boolean found = false;
            int tried = 0;
            for (int i = 0; i < MOST_DRAWS && tried < TRIES && !found; i++) {
                List<Tensor> drawn = shapes.like(row.inputs(), 0.8 * tried / TRIES, seed % 3 == 0);
                if (PROBABILITIES.matcher(row.name()).matches() && drawn.size() > 1) {
                    drawn.set(
                            1, probabilities(drawn.get(1), drawn.get(0).shape().dim(-1)));
                }
                if (areSmallAndOther(row, drawn)) {
                    tried++;
                    found = new DifferentiatedRow(row, drawn).isTaken();
                }
                if (found) {
                    draws.add(drawn);
                }
            }
        }
        return draws;
    }

    private static boolean areSmallAndOther(OpCase row, List<Tensor> drawn) {
        List<Shape> shapes = drawn.stream().map(Tensor::shape).toList();
        int elements = drawn.stream()
                .filter(value -> value.dtype().isFloating())
                .mapToInt(Tensor::size)
                .sum();
        return elements <= MOST_ELEMENTS
                && !shapes.equals(row.inputs().stream().map(Tensor::shape).toList());
    }

    /** Rows that sum to 1 once they are broadcast to that many classes. */
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
}
