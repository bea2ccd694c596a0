/**
 * What one does with gradients: optimizers, checkpoints, summaries, data sets, models of layers.
 * All of it adds ordinary operations to the graph, with TensorFlow's names, so that its files fit.
 * An optimizer is one class: its slots, and the operation that applies one gradient.
 * To add an optimizer: that class, a facade method, and a test against the steps TensorFlow takes.
 * A loss is an operation and lives in {@code org.headrace.ops}.
 */
@NullMarked
package org.headrace.train;

import org.jspecify.annotations.NullMarked;
