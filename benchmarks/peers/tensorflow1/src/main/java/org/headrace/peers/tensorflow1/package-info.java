/**
 * TensorFlow 1.15 through its Java binding: {@link org.headrace.peers.tensorflow1.TensorFlow1Peer} opens a graph for each
 * workload, and {@link org.headrace.peers.tensorflow.TensorFlowGraphs} fills it. A new kind of attribute goes into
 * {@link org.headrace.peers.tensorflow1.TensorFlow1Binding}.
 */
@NullMarked
package org.headrace.peers.tensorflow1;

import org.jspecify.annotations.NullMarked;
