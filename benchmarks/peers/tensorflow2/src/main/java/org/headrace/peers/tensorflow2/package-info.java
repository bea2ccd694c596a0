/**
 * TensorFlow 2 through tensorflow-core-api, in graph mode: {@link org.headrace.peers.tensorflow2.TensorFlow2Peer} opens a graph for each
 * workload, and {@link org.headrace.peers.tensorflow.TensorFlowGraphs} fills it. A new kind of attribute goes into
 * {@link org.headrace.peers.tensorflow2.TensorFlow2Binding}.
 */
@NullMarked
package org.headrace.peers.tensorflow2;

import org.jspecify.annotations.NullMarked;
