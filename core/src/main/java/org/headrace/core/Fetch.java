package org.headrace.core;

/** What a {@link Session} can be asked to run: an {@link Op}, for its effect, or an {@link Output}, for its value. */
public sealed interface Fetch permits Op, Output {
    /** The op that has to run. */
    Op op();

    /** The name it is fetched by: {@code "init"} for an op, {@code "z:0"} for an output. */
    String name();
}
