/**
 * The ops that save and restore variables, with TensorFlow's names and attributes, so that TensorFlow runs them too.
 * {@link org.headrace.train.Saver} adds them to a graph.
 * What their files look like is known to {@code org.headrace.interop} alone.
 * To add one: a record, like any other op.
 */
@NullMarked
package org.headrace.train.checkpoint;

import org.jspecify.annotations.NullMarked;
