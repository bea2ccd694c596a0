/**
 * ND4J: {@link org.headrace.peers.nd4j.Nd4jPeer} chooses, {@link org.headrace.peers.nd4j.Training} trains by
 * {@code SameDiff.fit}, inference and chains run by {@code SameDiff.output}, products by {@code INDArray.mmuli}. A further
 * workload is a method of the first.
 */
@NullMarked
package org.headrace.peers.nd4j;

import org.jspecify.annotations.NullMarked;
