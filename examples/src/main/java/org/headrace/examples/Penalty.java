package org.headrace.examples;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of an option that says what a penalty counts: a number, 0 or more. */
final class Penalty implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
        double penalty = Fraction.number(value);
        if (!(penalty >= 0) || Double.isInfinite(penalty)) {
            throw new TypeConversionException("it must be a number, 0 or more, not " + value);
        }
        return penalty;
    }
}
