/**
 * Shapes, layout, indices: ops that move elements without computing. A record per op, a method in {@code ArrayOps} or
 * {@code IndexOps}, a row in the table of op cases.
 */
@NullMarked
package org.headrace.ops.array;

import org.jspecify.annotations.NullMarked;
