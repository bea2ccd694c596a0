package org.headrace.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.headrace.core.Output;
import org.headrace.core.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten steps of each way to train equal TensorFlow 1.15's ten steps of the same graph, in {@code ten-steps.tsv}. */
class TenStepsTest {
    private static final TenSteps EXPECTED = TenSteps.load();

    static Stream<Object[]> variants() {
        return TrainingCase.variants();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("variants")
    void equalTensorFlows(TrainingCase c, TrainingCase.Variant variant) {
        TrainingCase.Built built = c.build(variant);
        try (var session = new Session(built.graph())) {
            session.run(built.init());
            for (int i = 0; i < TrainingCase.STEPS; i++) {
                session.run(built.step());
            }
            for (Output variable : built.variables()) {
                double[] ours = session.run(variable).toDoubleArray();
                double[] theirs =
                        EXPECTED.get(TenSteps.key(c, variant, variable.op().name()));
                assertThat(ours).hasSameSizeAs(theirs);
                for (int i = 0; i < ours.length; i++) {
                    assertThat(ours[i])
                            .as("%s[%d]", variable.name(), i)
                            .isCloseTo(theirs[i], within(1e-6 * Math.max(1, Math.abs(theirs[i]))));
                }
            }
        }
    }

    @Test
    void nothingIsExpectedOfCasesThatAreGone() {
        int variables = TrainingCase.variants()
                .mapToInt(c -> ((TrainingCase) c[0])
                        .build((TrainingCase.Variant) c[1])
                        .variables()
                        .size())
                .sum();
        assertThat(EXPECTED.size()).isEqualTo(variables);
    }
}
