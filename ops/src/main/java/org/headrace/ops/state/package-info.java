/**
 * Where values come from and where they stay: constants, placeholders, variables, assignments, the updates of
 * optimizers. A record per op, a method in {@code SourceOps} or {@code StateOps}.
 */
@NullMarked
package org.headrace.ops.state;

import org.jspecify.annotations.NullMarked;
