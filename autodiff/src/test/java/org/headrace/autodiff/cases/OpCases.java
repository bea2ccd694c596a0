package org.headrace.autodiff.cases;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The whole table. */
public final class OpCases {
    private OpCases() {}

    /** All rows of all families; with {@code -Dop.cases} just those whose names match that regular expression. */
    public static List<OpCase> all() {
        Predicate<String> wanted =
                Pattern.compile(System.getProperty("op.cases", ".*")).asMatchPredicate();
        return Stream.of(
                        ArithmeticCases.rows(),
                        ActivationCases.rows(),
                        ReductionCases.rows(),
                        NnCases.rows(),
                        ConvCases.rows(),
                        VolumeCases.rows(),
                        NormalizationCases.rows(),
                        ArrayCases.rows(),
                        SpecialFunctionCases.rows(),
                        SequenceCases.rows(),
                        RecurrentCases.rows(),
                        StatelessRandomCases.rows(),
                        SegmentCases.rows(),
                        SparseCases.rows(),
                        ResourceCases.rows(),
                        ImageCases.rows(),
                        PictureCases.rows(),
                        StringCases.rows(),
                        IoCases.rows(),
                        IndexCases.rows(),
                        LayoutCases.rows(),
                        LinalgCases.rows(),
                        SignalCases.rows(),
                        SpectrogramCases.rows())
                .flatMap(List::stream)
                .filter(row -> wanted.test(row.name()))
                .toList();
    }
}
