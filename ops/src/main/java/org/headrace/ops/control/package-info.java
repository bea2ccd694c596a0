/**
 * Which way values go: {@code Switch}, {@code Merge}, assertions, ops for their effect only. A record per op.
 */
@NullMarked
package org.headrace.ops.control;

import org.jspecify.annotations.NullMarked;
