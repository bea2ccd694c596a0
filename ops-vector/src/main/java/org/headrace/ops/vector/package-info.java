/**
 * The kernel provider on the Vector API: the fast twin of the plain Java kernels.
 * It is found as a service and used whenever {@code jdk.incubator.vector} is in the boot layer.
 * The provider class has no field of a vector type, so that without the module it loads and declines cleanly.
 * To add a kernel: write it as one method, so that no vector escapes to the heap, and let the test that compares
 * all providers see it.
 */
@NullMarked
package org.headrace.ops.vector;

import org.jspecify.annotations.NullMarked;
