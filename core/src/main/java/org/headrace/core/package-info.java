/**
 * The dataflow graph and its session: {@code Graph}, {@code Op}, {@code Output}, {@code Tensor}, {@code Session}.
 * Nothing here knows any operation by name; abilities of op types are interfaces that the planner asks for.
 * What a reader of a graph need not see lives in an {@code internal} package, which the module does not export.
 * To add here: one idea per file, named with the words of the field; if it is about one operation, it belongs in
 * {@code org.headrace.ops}.
 */
@NullMarked
package org.headrace.core;

import org.jspecify.annotations.NullMarked;
