/**
 * Summaries: the ops that put values together for TensorBoard, and the writer of event files.
 * {@link org.headrace.train.summary.SummaryOps} is TensorFlow's {@code tf.summary}.
 * A summary op is a record that makes a {@link org.headrace.interop.Summary} of its input, a scalar of string.
 * To add one: that record, with TensorFlow's name and attributes, and a method of the facade.
 */
@NullMarked
package org.headrace.train.summary;

import org.jspecify.annotations.NullMarked;
