/**
 * Neural networks' own ops: activations, softmax, cross entropies, biases, convolutions. A record per op, a method in
 * {@code NnOps} or {@code ActivationOps}, a row in the table of op cases.
 */
@NullMarked
package org.headrace.ops.nn;

import org.jspecify.annotations.NullMarked;
