package org.headrace.autodiff.cases;

import java.util.List;
import java.util.stream.Stream;

/** The whole table. */
public final class OpCases {
    private OpCases() {}

    /** All rows of all families. */
    public static List<OpCase> all() {
        return Stream.of(
                        ArithmeticCases.rows(),
                        ActivationCases.rows(),
                        ReductionCases.rows(),
                        NnCases.rows(),
                        ConvCases.rows(),
                        VolumeCases.rows(),
                        NormalizationCases.rows(),
                        ArrayCases.rows(),
                        LayoutCases.rows())
                .flatMap(List::stream)
                .filter(row -> row.name().matches(System.getProperty("op.cases", ".*")))
                .toList();
    }
}
