package org.headrace.core;

/**
 * An op that changes variables in place: its inputs for which {@link #takesReference} and {@link #writes} hold. Output 0,
 * if there is one, is the variable of input 0 after the change, unless {@link #returnsReference} denies it.
 */
public interface Assigning extends Stateful {
    /** Whether the variable that input {@code i} refers to is changed. */
    default boolean writes(int input) {
        return takesReference(input);
    }

    /** Whether output 0 is the variable of input 0; if not, it is a value like any other op's. */
    default boolean returnsReference() {
        return true;
    }

    @Override
    default boolean takesReference(int input) {
        return input == 0;
    }
}
