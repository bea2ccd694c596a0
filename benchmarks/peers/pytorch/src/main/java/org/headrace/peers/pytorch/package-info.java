/**
 * PyTorch through the Deep Java Library: {@link org.headrace.peers.pytorch.PyTorchPeer} chooses,
 * {@link org.headrace.peers.pytorch.Training} trains eagerly with DJL's own optimizers, and
 * {@link org.headrace.peers.pytorch.Call} runs what is not trained. A further workload is a method of the first.
 */
@NullMarked
package org.headrace.peers.pytorch;

import org.jspecify.annotations.NullMarked;
