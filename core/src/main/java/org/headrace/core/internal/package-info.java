/**
 * How a session runs a graph. A {@link org.headrace.core.internal.Plan} says which ops run for some fetches and in which
 * order, a {@link org.headrace.core.internal.Program} is a plan made ready for feeds of certain shapes: kernels chosen,
 * buffers assigned. A new optimization is a pass over the plan's nodes, one class, called from {@code Planner}.
 */
@NullMarked
package org.headrace.core.internal;

import org.jspecify.annotations.NullMarked;
