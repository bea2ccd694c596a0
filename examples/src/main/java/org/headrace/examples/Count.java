package org.headrace.examples;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of an option that says how many: a whole number, 1 or more. */
final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
        int count;
        try {
            count = Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + value + "' is not a whole number");
        }
        if (count < 1) {
            throw new TypeConversionException("it must be 1 or more, not " + count);
        }
        return count;
    }
}
