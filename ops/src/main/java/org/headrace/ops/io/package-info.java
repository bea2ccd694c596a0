/**
 * Files, and the formats of what is in them: raw bytes, CSV, WAV, TensorFlow's examples and tensors. What is read is not
 * trusted: sizes are checked before memory is taken. A record per op, a method in {@code IoOps}, a row in the table of op
 * cases; ops that touch files are stateful and have tests of their own.
 */
@NullMarked
package org.headrace.ops.io;

import org.jspecify.annotations.NullMarked;
