package org.headrace.ops;

import org.headrace.core.Output;

/**
 * A tensor given by its elements that are not zero: TensorFlow's {@code tf.SparseTensor}.
 *
 * @param indices int64 {@code [n, rank]}: where the elements are
 * @param values {@code [n]}: the elements
 * @param denseShape int64 {@code [rank]}: the shape of the whole
 */
public record SparseTensor(Output indices, Output values, Output denseShape) {}
