package org.headrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.headrace.core.Expr.UnaryPrimitive;
import org.junit.jupiter.api.Test;

/** What is timed computes what it says. */
class FormulasTest {
    private final Formulas formulas = new Formulas();

    @Test
    void theFunctionIsTheFunction() {
        var state = new Formulas.Function();
        state.primitive = UnaryPrimitive.TANH;
        state.build();
        float[] y = formulas.function(state);
        for (int i = 0; i < Formulas.BLOCK; i++) {
            assertThat((double) y[i]).isCloseTo(Math.tanh(state.x[i]), within(2e-7));
        }
    }

    @Test
    void theChainIsTheChain() {
        var state = new Formulas.Chain();
        state.size = 3000;
        state.build();
        float[] y = formulas.chain(state);
        for (int i = 0; i < state.size; i++) {
            double x = state.x[i];
            double expected = Math.tanh(x * 0.7f + 0.7f) / (1 + Math.exp(-x)) + 0.7f;
            assertThat((double) y[i]).isCloseTo(expected, within(5e-7));
        }
    }

    @Test
    void adamsFirstStepIsTheLearningRate() {
        var state = new Formulas.Adam();
        state.size = 1000;
        state.build();
        assertThat(formulas.adam(state)[500]).isCloseTo(-1e-3f, within(1e-8f));
        state.build();
        assertThat(formulas.adamAsFormula(state)[500]).isCloseTo(-1e-3f, within(1e-8f));
    }
}
