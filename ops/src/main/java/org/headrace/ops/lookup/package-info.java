/**
 * Tables that a session keeps: from keys to values, filled once or changed as it runs. The table lies with the op that makes its
 * handle; {@code TableHandles} finds it for the ops that take the handle. Their facade is
 * {@link org.headrace.ops.LookupOps}.
 */
@NullMarked
package org.headrace.ops.lookup;

import org.jspecify.annotations.NullMarked;
