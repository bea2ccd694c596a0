/**
 * Headrace as one of the libraries under test: {@link org.headrace.peers.headrace.HeadracePeer} chooses,
 * {@link org.headrace.peers.headrace.Networks} and {@link org.headrace.peers.headrace.Kernels} build the graphs as a user
 * would write them, and {@link org.headrace.peers.headrace.Run} runs them prepared. A further workload is a method there.
 */
@NullMarked
package org.headrace.peers.headrace;

import org.jspecify.annotations.NullMarked;
