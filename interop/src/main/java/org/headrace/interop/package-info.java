/**
 * TensorFlow 1's files: graphs, saved models, checkpoints, event files, record files.
 * {@link org.headrace.interop.GraphDefs} writes graphs. The message definitions in {@code src/main/proto} are our own,
 * with TensorFlow's field numbers; the classes made from them stay inside the module.
 * A file that is damaged or not understood is an error that names the file, the place and the remedy.
 * To add a format: one class, named after it in the plural, that reads and writes it, and a test against bytes that
 * TensorFlow wrote.
 */
@NullMarked
package org.headrace.interop;

import org.jspecify.annotations.NullMarked;
