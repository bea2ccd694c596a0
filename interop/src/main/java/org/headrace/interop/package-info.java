/**
 * TensorFlow 1's files: graphs, saved models, checkpoints, event files, record files.
 * Each format has its own sub-package; the message definitions in {@code src/main/proto} are our own, with
 * TensorFlow's field numbers.
 * A file that is damaged or not understood is an error that names the file, the place and the remedy.
 * To add a format: a package with a reader, a writer, and a test against bytes that TensorFlow wrote.
 */
@NullMarked
package org.headrace.interop;

import org.jspecify.annotations.NullMarked;
