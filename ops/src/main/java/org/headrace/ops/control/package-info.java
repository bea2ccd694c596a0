/**
 * Which way values go: {@code Switch}, {@code Merge}, assertions, ops for their effect only, calls of Java functions. A record per op.
 */
@NullMarked
package org.headrace.ops.control;

import org.jspecify.annotations.NullMarked;
