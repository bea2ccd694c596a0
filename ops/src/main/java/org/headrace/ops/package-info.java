/**
 * The facade {@code Ops}, through which programs add operations to a graph, and what operations share.
 * The operations live in sub-packages by theme, one record each: its components are the attributes, its methods
 * are shape function, kernel and gradient.
 * To add an operation: write its record, give the facade a method, and add a row to the op-case table; prefer a
 * composition of existing operations unless numerics, speed or TensorFlow's own graph ask for a record.
 */
@NullMarked
package org.headrace.ops;

import org.jspecify.annotations.NullMarked;
