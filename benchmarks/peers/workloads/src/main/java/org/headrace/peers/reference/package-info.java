/**
 * What the workloads must give, in plain double-precision Java and nothing of any library:
 * {@link org.headrace.peers.reference.Reference} knows a workload's first values. A further workload is a class with its
 * loops and a line there. Nothing here is timed.
 */
@NullMarked
package org.headrace.peers.reference;

import org.jspecify.annotations.NullMarked;
