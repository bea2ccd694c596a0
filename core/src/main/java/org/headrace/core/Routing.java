package org.headrace.core;

/**
 * An op that sends its value one way or another: {@code Switch} leaves one output dead, {@code Merge} takes the input that
 * is not. An op with a dead input does not run and its outputs are dead, unless it is a routing op itself, which then
 * finds out by {@link KernelContext#isDead}.
 */
public interface Routing extends OpType {}
