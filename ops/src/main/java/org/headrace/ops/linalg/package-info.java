/**
 * Linear algebra beyond the plain product: a record per op, a method in {@code LinalgOps}, a row in the table of op
 * cases.
 */
@NullMarked
package org.headrace.ops.linalg;

import org.jspecify.annotations.NullMarked;
