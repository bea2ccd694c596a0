package org.headrace.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headrace.core.Output;
import org.headrace.train.TenSteps;
import org.headrace.train.TrainingCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs every way to train in TensorFlow. */
class TenStepsOracleTest {
    @Test
    @EnabledIfSystemProperty(named = "oracle.write", matches = "true")
    void writesWhatTheOrdinaryBuildExpects() {
        Map<String, double[]> results = new LinkedHashMap<>();
        TrainingCase.variants().forEach(pair -> {
            TrainingCase c = (TrainingCase) pair[0];
            TrainingCase.Variant variant = (TrainingCase.Variant) pair[1];
            TrainingCase.Built built = c.build(variant);
            try (var oracle = new GraphOracle(built.graph())) {
                oracle.run(List.of(), built.init());
                for (int i = 0; i < TrainingCase.STEPS; i++) {
                    oracle.run(List.of(), built.step());
                }
                for (Output variable : built.variables()) {
                    double[] elements = oracle.run(List.of(variable)).get(0).toDoubleArray();
                    results.put(TenSteps.key(c, variant, variable.op().name()), elements);
                }
            }
        });
        TenSteps.write(Path.of(System.getProperty("oracle.tenSteps")), results);
        assertThat(results).isNotEmpty();
    }
}
