package org.headrace.core;

/**
 * An op that must run each time it is needed, because its result or its effect differs from run to run: never folded,
 * never merged with an equal one, never dropped when nobody takes its results. Random ops, placeholders, variables and assignments are.
 */
public interface Stateful extends OpType {}
