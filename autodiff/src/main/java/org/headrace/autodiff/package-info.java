/**
 * Reverse-mode differentiation: the walk that appends to a graph the operations of its gradients.
 * The rule of an operation is in the operation's own record; here is only what holds for all of them: the order,
 * the sums, the names, where to stop.
 * The gradient checker compares these gradients with finite differences.
 * To add a gradient: implement {@code Differentiable} in the record of the operation, not here.
 */
@NullMarked
package org.headrace.autodiff;

import org.jspecify.annotations.NullMarked;
