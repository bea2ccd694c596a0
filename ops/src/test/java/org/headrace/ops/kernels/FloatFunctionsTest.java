package org.headrace.ops.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions of float32 against those of float64, over one float in some thousands. */
class FloatFunctionsTest {
    /** What the functions say of themselves. */
    private static final Map<String, Double> BOUNDS = Map.of(
            "exp", 1.0,
            "expm1", 1.3,
            "log", 0.8,
            "log1p", 0.95,
            "tanh", 2.4,
            "sigmoid", 2.2,
            "erf", 1.05,
            "sin", 1.6,
            "cos", 1.6,
            "tan", 2.1);

    static Stream<String> names() {
        return FloatErrors.functions().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isAsExactAsItSays(String name) {
        FloatErrors.Worst worst =
                FloatErrors.worst(Objects.requireNonNull(FloatErrors.functions().get(name)), 4099);
        assertThat(worst.ulps()).as("%s(%s)", name, worst.x()).isLessThan(Objects.requireNonNull(BOUNDS.get(name)));
    }

    @Test
    void powersAreRoundedOnce() {
        Random random = new Random(9);
        for (int i = 0; i < 200_000; i++) {
            float a = (float) Math.exp(4 * random.nextGaussian());
            float b = (float) (6 * random.nextGaussian());
            double exact = StrictMath.pow(a, b);
            assertThat(FloatErrors.error(FloatFunctions.pow(a, b), exact))
                    .as("%s^%s", a, b)
                    .isLessThan(0.501);
            float n = random.nextInt(9) - 4;
            assertThat(FloatFunctions.pow(-a, n)).isEqualTo((float) StrictMath.pow(-a, n));
        }
    }

    @Test
    void fusedMultiplyAddInStepsIsExact() {
        Random random = new Random(4);
        for (int i = 0; i < 100_000; i++) {
            float a = (float) random.nextGaussian();
            float b = (float) random.nextGaussian();
            float c = random.nextBoolean() ? -a * b : (float) random.nextGaussian();
            assertThat(Fma.inSteps(a, b, c)).isEqualTo(fma(a, b, c).floatValue());
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            double z = random.nextBoolean() ? -x * y : random.nextGaussian();
            assertThat(Fma.inSteps(x, y, z)).isEqualTo(fma(x, y, z).doubleValue());
        }
    }

    private static BigDecimal fma(double a, double b, double c) {
        return new BigDecimal(a)
                .multiply(new BigDecimal(b), MathContext.UNLIMITED)
                .add(new BigDecimal(c));
    }
}
