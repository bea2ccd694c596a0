package org.headrace.examples;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of an option that says which part of something: a number from 0 to less than 1. */
final class Fraction implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
        double fraction = number(value);
        if (!(fraction >= 0 && fraction < 1)) {
            throw new TypeConversionException("it must be 0 or more and less than 1, not " + value);
        }
        return fraction;
    }

    static double number(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + value + "' is not a number");
        }
    }
}
