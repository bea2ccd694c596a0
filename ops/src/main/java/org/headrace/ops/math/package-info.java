/**
 * Arithmetic, functions, comparisons, reductions and matrix products: a record per op. To add one, write the record here,
 * a method in {@code ArithmeticOps}, {@code ReductionOps} or {@code MathOps}, and a row in the table of op cases.
 */
@NullMarked
package org.headrace.ops.math;

import org.jspecify.annotations.NullMarked;
