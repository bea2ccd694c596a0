/**
 * Pictures: resizing, cropping, colours, boxes, and the formats they are stored in. A record per op, a method in
 * {@code ImageOps}, a row in the table of op cases. Pictures are [height, width, channels], batches of them
 * [batch, height, width, channels]; results are held to TensorFlow's order of rounding, so that they have its bits.
 */
@NullMarked
package org.headrace.ops.image;

import org.jspecify.annotations.NullMarked;
