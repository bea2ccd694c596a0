package org.headrace.autodiff.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.headrace.autodiff.GradientChecker;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.headrace.core.UnimplementedException;
import org.headrace.ops.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the gradients of complex numbers to finite differences of their parts. The gradient of a real {@code L} with respect
 * to {@code x} is, as in TensorFlow, {@code dL/d(real x) + i dL/d(imag x)}; for {@code y = f(x)} that is
 * {@code dy * conj(f'(x))}.
 */
class ComplexGradientsTest {
    /** TensorFlow has a gradient of 0, as if it were the sign of real numbers. */
    private static final Pattern CONSTANT = Pattern.compile("Sign\\b.*");

    /** Of which the imaginary part is always 0; TensorFlow's rule relies on a gradient that is real. */
    private static final Pattern REAL = Pattern.compile("(SquaredDifference|moments)\\b.*");

    /** Whose complex gradients TensorFlow refuses, and so do we. */
    private static final Pattern REFUSED = Pattern.compile("SparseTensorDenseMatMul\\b.*");

    static Stream<OpCase> differentiable() {
        return OpCases.all().stream()
                .filter(row -> !CONSTANT.matcher(row.name()).matches())
                .filter(row -> !REFUSED.matcher(row.name()).matches())
                .filter(row -> row.differentiable() && row.variants().anyMatch("complex128"::equals));
    }

    static Stream<OpCase> twiceDifferentiable() {
        return differentiable().filter(OpCase::twice);
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void firstDerivativesAreRight(OpCase row) {
        assertThat(GradientChecker.error((tf, in) -> ofParts(row, tf, in), parts(row)))
                .isLessThan(1e-6);
    }

    @ParameterizedTest
    @MethodSource("twiceDifferentiable")
    void secondDerivativesAreRight(OpCase row) {
        assertThat(GradientChecker.secondOrderError((tf, in) -> ofParts(row, tf, in), parts(row)))
                .isLessThan(1e-5);
    }

    @Test
    void whatTensorFlowRefusesIsRefused() {
        List<OpCase> refused = OpCases.all().stream()
                .filter(row ->
                        row.differentiable() && REFUSED.matcher(row.name()).matches())
                .toList();
        assertThat(refused).isNotEmpty().allSatisfy(row -> assertThatThrownBy(
                        () -> GradientChecker.error((tf, in) -> ofParts(row, tf, in), parts(row)))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContaining("has no gradient for complex numbers"));
    }

    /** The inputs, of each complex one its real parts and its imaginary parts. */
    private static Tensor[] parts(OpCase row) {
        List<Tensor> parts = new ArrayList<>();
        for (Tensor value : row.inputs("complex128")) {
            if (value.dtype() != DType.COMPLEX128) {
                parts.add(value);
                continue;
            }
            double[] re = new double[value.size()];
            double[] im = new double[value.size()];
            for (int i = 0; i < re.length; i++) {
                re[i] = value.doubles()[2 * i];
                im[i] = value.doubles()[2 * i + 1];
            }
            parts.add(Tensor.of(re).reshape(value.shape()));
            parts.add(Tensor.of(im).reshape(value.shape()));
        }
        return parts.toArray(new Tensor[0]);
    }

    private static Output ofParts(OpCase row, Ops tf, List<Output> parts) {
        List<Output> inputs = new ArrayList<>();
        int at = 0;
        for (Tensor value : row.inputs("complex128")) {
            boolean complex = value.dtype() == DType.COMPLEX128;
            inputs.add(complex ? tf.complex(parts.get(at), parts.get(at + 1)) : parts.get(at));
            at += complex ? 2 : 1;
        }
        Output y = row.build().build(tf, inputs).get(0);
        if (REAL.matcher(row.name()).matches()) {
            return tf.real(y);
        }
        return y.dtype().isComplex() ? SignalCases.parts(tf, y) : y;
    }
}
