/**
 * The workloads as TensorFlow graphs of raw ops: reference variables, gradients by the library, one {@code Session.run} a
 * step. {@link org.headrace.peers.tensorflow.Binding} is what a TensorFlow version must offer,
 * {@link org.headrace.peers.tensorflow.TensorFlowGraphs} builds on it; a version has a module of its own.
 */
@NullMarked
package org.headrace.peers.tensorflow;

import org.jspecify.annotations.NullMarked;
