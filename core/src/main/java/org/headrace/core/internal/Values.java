package org.headrace.core.internal;

import java.util.Arrays;
import org.headrace.core.Op;
import org.headrace.core.Tensor;
import org.headrace.core.TensorSpec;
import org.headrace.core.VariableType;
import org.jspecify.annotations.Nullable;

/** What is known of a plan's values for feeds of certain shapes. Fields are arrays by value. */
final class Values {
    @Nullable
    TensorSpec[] specs;

    @Nullable
    Tensor[] constants;
    /** Where the variable lives that the value stands for: a variable's own value, or what an assignment handed on. */
    SessionState.@Nullable Cell[] cells;
    /** By value that stands for a variable: the variable's own value. */
    int[] homes;
    /** The values that the fetches want, in the fetches' order; -1 for an op fetched for its effect. */
    final int[] fetches;

    /** The variables' cells, in the plan's order. */
    final SessionState.Cell[] variables;

    private int[] same;

    Values(Plan plan, TensorSpec[] feeds, SessionState state) {
        int count = plan.valueCount;
        specs = new TensorSpec[count];
        constants = new Tensor[count];
        cells = new SessionState.Cell[count];
        homes = new int[count];
        fetches = plan.fetches.clone();
        same = new int[count];
        Arrays.setAll(same, value -> value);
        for (int i = 0; i < feeds.length; i++) {
            specs[plan.feeds[i]] = feeds[i];
        }
        variables = new SessionState.Cell[plan.variables.size()];
        for (int i = 0; i < variables.length; i++) {
            Op variable = plan.variables.get(i);
            int value = plan.variableValues[i];
            variables[i] = state.cell(variable);
            cells[value] = variables[i];
            homes[value] = value;
            specs[value] = ((VariableType) variable.type()).value(variable);
        }
    }

    int count() {
        return same.length;
    }

    /** A further value, which a pass needs. */
    int add(TensorSpec spec) {
        int value = same.length;
        specs = Arrays.copyOf(specs, value + 1);
        specs[value] = spec;
        constants = Arrays.copyOf(constants, value + 1);
        cells = Arrays.copyOf(cells, value + 1);
        homes = Arrays.copyOf(homes, value + 1);
        same = Arrays.copyOf(same, value + 1);
        same[value] = value;
        return value;
    }

    /** The shape and dtype of a value for which they are known. */
    TensorSpec spec(int value) {
        TensorSpec spec = specs[value];
        if (spec == null) {
            throw new IllegalStateException("the shape of value " + value + " is not known");
        }
        return spec;
    }

    /** Makes every later use of {@code value} one of {@code equal}, which is always the same. */
    void replace(int value, int equal) {
        same[value] = equal;
        for (int f = 0; f < fetches.length; f++) {
            if (fetches[f] == value) {
                fetches[f] = equal;
            }
        }
    }

    /** The value that stands for {@code value}. */
    int resolve(int value) {
        return same[value];
    }

    boolean isFetched(int value) {
        for (int fetch : fetches) {
            if (fetch == value) {
                return true;
            }
        }
        return false;
    }
}
