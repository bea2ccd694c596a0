/**
 * What every library under test is asked to do: the workloads with their data ({@link org.headrace.peers.Data}), the
 * contract ({@link org.headrace.peers.Peer}, {@link org.headrace.peers.PeerWorkload}) and the clock
 * ({@link org.headrace.peers.Measure}, the main class of the process in which one library does one workload). A further
 * library implements {@code Peer}, names itself in {@code META-INF/services} and gets a module beside this one, because
 * class paths must not mix.
 */
@NullMarked
package org.headrace.peers;

import org.jspecify.annotations.NullMarked;
