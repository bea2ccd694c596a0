package org.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.headrace.Tf;
import org.headrace.core.DType;
import org.headrace.core.Output;
import org.headrace.core.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed, in float32, must compute what the plain loops of float64 do. */
class ConvolutionsTest {
    @ParameterizedTest
    @EnumSource(Convolutions.Part.class)
    void computeInFloatWhatTheyDoInDouble(Convolutions.Part part) {
        for (int layer = 1; layer <= 2; layer++) {
            Tensor single = result(part, layer, DType.FLOAT32);
            Tensor twice = result(part, layer, DType.FLOAT64);
            assertThat(single.shape()).isEqualTo(twice.shape());
            for (int i = 0; i < single.size(); i++) {
                assertThat(single.doubleAt(i)).as("element %d", i).isCloseTo(twice.doubleAt(i), within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Convolutions.Part.class)
    void run(Convolutions.Part part) {
        Convolutions benchmark = of(part, 2);
        benchmark.build();
        assertThat(benchmark.run()).isNotNull();
        benchmark.close();
    }

    private static Tensor result(Convolutions.Part part, int layer, DType dtype) {
        Tf tf = Tf.create();
        Output result = of(part, layer).result(tf, dtype);
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            return session.run(result);
        }
    }

    private static Convolutions of(Convolutions.Part part, int layer) {
        Convolutions benchmark = new Convolutions();
        benchmark.part = part;
        benchmark.layer = layer;
        benchmark.batch = 2;
        return benchmark;
    }
}
