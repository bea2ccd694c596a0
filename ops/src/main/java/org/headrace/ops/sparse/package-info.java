/**
 * Ops on sparse tensors: matrices of indices with a row for each value, the values, and the shape of the whole, int64. A
 * record per op; {@code SparseRules} checks what all of them take. Its facade is
 * {@link org.headrace.ops.SparseOps}, rows are in {@code SparseCases}.
 */
@NullMarked
package org.headrace.ops.sparse;

import org.jspecify.annotations.NullMarked;
