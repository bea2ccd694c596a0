/**
 * The kernel provider on jblas: matrix multiplication and LAPACK in native code.
 * It is found as a service and used where the Vector API is not available and a calibration shows it ahead.
 * The native library may be missing: it is probed once, and its absence costs one log line and nothing else.
 * To add a kernel: implement it here, and let the test that compares all providers see it; what jblas does not
 * do faster than plain Java does not belong here.
 */
@NullMarked
package org.headrace.ops.jblas;

import org.jspecify.annotations.NullMarked;
